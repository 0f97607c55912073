"""`python -m tests.html` says what it needs, and that nothing was checked, where a tool is lacking."""

import pytest

from tests import html


@pytest.mark.parametrize("tool", ["java", "npm"])
def test_without_a_tool_it_says_what_it_needs(monkeypatch, capsys, tool):
    monkeypatch.setattr(html.shutil, "which", lambda name: None if name == tool else f"/usr/bin/{name}")

    assert html.main() == 0
    assert f"HTML was not checked: that needs {tool}." in capsys.readouterr().err


def test_without_a_registry_it_says_so(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(html, "CHECKER", tmp_path / "vnu.jar")
    monkeypatch.setattr(html.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(html.subprocess, "run", lambda command, **kwargs: None)

    assert html.main() == 0
    assert "npm could not bring" in capsys.readouterr().err
