"""`python -m tests.setup` finds a browser, fonts and PostgreSQL, installs them, or says what to do."""

import pytest

from tests import setup

LIBRARIES = {
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
ALL = ["chromium", "fonts-dejavu-core", *LIBRARIES.values(), "postgresql"]


@pytest.fixture
def bare_machine(monkeypatch):
    """A machine with none of it; what apt is asked for is there from then on."""
    installed = []
    monkeypatch.setattr(setup, "find_browser", lambda: "chromium" in installed or None)
    monkeypatch.setattr(setup, "find_font", lambda: "fonts-dejavu-core" in installed or None)
    monkeypatch.setattr(setup, "find_library", lambda name: LIBRARIES[name] in installed or None)
    monkeypatch.setattr(setup, "find_postgresql", lambda: "postgresql" in installed or None)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(setup.shutil, "which", lambda name, path=None: f"/usr/bin/{name}")
    monkeypatch.setattr(setup.subprocess, "run", lambda command, **kwargs: installed.extend(command))
    return installed


@pytest.fixture
def no_postgresql(bare_machine, monkeypatch):
    """A machine with browser and font, whose user is not root."""
    bare_machine += ALL[:-1]
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)


def test_this_machine_has_what_the_tests_need():
    assert setup.main() == 0


def test_root_gets_everything_installed(bare_machine, monkeypatch):
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0)

    assert setup.main() == 0
    assert bare_machine[-len(ALL) :] == ALL


def test_everybody_else_is_told_what_to_install(bare_machine, monkeypatch, capsys):
    monkeypatch.setattr(setup.os, "geteuid", lambda: 1000)

    assert setup.main() == 1
    assert "sudo apt-get install " + " ".join(ALL) in capsys.readouterr().err
    assert bare_machine == []


def test_an_installation_that_brings_nothing_fails(bare_machine, monkeypatch, capsys):
    monkeypatch.setattr(setup.os, "geteuid", lambda: 0)
    monkeypatch.setattr(setup.subprocess, "run", lambda command, **kwargs: None)

    assert setup.main() == 1
    assert "Please install" in capsys.readouterr().err


def test_without_postgresql_the_tests_run_and_say_what_is_left_out(no_postgresql, capsys):
    assert setup.main() == 0
    assert "the tests run on SQLite only" in capsys.readouterr().err


def test_without_postgresql_the_checks_before_landing_fail(no_postgresql, monkeypatch, capsys):
    monkeypatch.setenv("CI", "1")

    assert setup.main() == 1
    assert "sudo apt-get install postgresql" in capsys.readouterr().err
