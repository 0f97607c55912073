"""Translations are extracted, checked and compiled without gettext on the machine."""

import gettext
import runpy
import sys
from io import BytesIO

import pytest

from config import translations
from config.translations import extract_template, main


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A small project: one module, one template, no German yet."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages/views.py").write_text(
        '_("Welcome")\nngettext("%(n)s idea", "%(n)s ideas", 2)\npgettext("cost", "none")\n'
    )
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/home.html").write_text('<h1>{% translate "Find ideas" %}</h1>')
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "SOURCE", tmp_path / "locale/de/LC_MESSAGES/django.po")
    monkeypatch.setattr(translations, "APPS", ["pages"])
    return tmp_path


def translate(**words):
    """Fill in German words, each for the msgid with the same first word."""
    text = translations.SOURCE.read_text()
    for first, german in words.items():
        at = text.index(f'msgid "{first}')
        text = text[:at] + text[at:].replace('msgstr ""', f'msgstr "{german}"', 1)
    for german in ("%(n)s Idee", "%(n)s Ideen"):
        text = text.replace('] ""', f'] "{german}"', 1)
    translations.SOURCE.write_text(text)


def test_messages_come_from_modules_and_templates(sources):
    found = {(message.id, message.context) for message in translations.extract() if message.id}

    assert found == {
        ("Welcome", None),
        (("%(n)s idea", "%(n)s ideas"), None),
        ("none", "cost"),
        ("Find ideas", None),
    }


def test_a_template_s_plural_is_one_message():
    template = b"{% blocktranslate count n=n %}{{ n }} idea{% plural %}{{ n }} ideas{% endblocktranslate %}"
    found = list(extract_template(BytesIO(template), translations.KEYWORDS, [], {}))

    assert [messages for _line, _function, messages, _comments in found] == [
        ("%(n)s idea", "%(n)s ideas", None)
    ]


def test_the_check_names_what_is_not_translated(sources, capsys):
    main("update")

    assert main("check") == 1
    assert "not translated: Welcome" in capsys.readouterr().err


def test_the_check_is_quiet_when_everything_is_translated(sources, capsys):
    main("update")
    translate(Welcome="Willkommen", none="keine", Find="Ideen finden")

    assert main("check") == 0
    assert capsys.readouterr().err == ""


def test_the_check_names_quotation_marks_of_another_kind(sources, capsys):
    main("update")
    translate(Welcome="»Willkommen«", none="keine", Find="Ideen finden")

    assert main("check") == 1
    assert capsys.readouterr().err == "quoted with »« instead of „“: Welcome\n"


def test_an_update_keeps_german_words_and_drops_what_is_gone(sources):
    main("update")
    translate(Welcome="Willkommen", none="keine", Find="Ideen finden")
    (sources / "templates/home.html").write_text("<h1></h1>")
    main("update")

    text = translations.SOURCE.read_text()
    assert "Willkommen" in text
    assert "Ideen finden" not in text


def test_compiled_words_are_those_django_reads(sources):
    main("update")
    translate(Welcome="Willkommen", none="keine", Find="Ideen finden")
    main("compile", str(sources / "var/locale"))

    with (sources / "var/locale/de/LC_MESSAGES/django.mo").open("rb") as file:
        german = gettext.GNUTranslations(file)
    assert german.gettext("Welcome") == "Willkommen"
    assert german.pgettext("cost", "none") == "keine"
    assert german.ngettext("%(n)s idea", "%(n)s ideas", 1) == "%(n)s Idee"
    assert german.ngettext("%(n)s idea", "%(n)s ideas", 2) == "%(n)s Ideen"
    assert (sources / "var/locale/en/LC_MESSAGES/django.mo").exists()


def test_an_unknown_command_is_answered_with_those_there_are(sources, capsys):
    assert main("sing") == 2
    assert "compile DIR" in capsys.readouterr().err


def test_the_catalogue_itself_is_wholly_german(monkeypatch):
    """As `make check` asks it."""
    monkeypatch.setattr(sys, "argv", ["translations", "check"])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(translations.__file__, run_name="__main__")

    assert end.value.code == 0
