"""What a mail looks like: plain text and the same as HTML, in the reader's language, with a lasting name."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import transaction
from django.utils import translation

from outbox.actions import drain
from outbox.mail import owe_mail, send
from outbox.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(settings, tmp_path):
    """Templates of this test only: `letters(greeting="…")` writes one, by its name, into a layout."""
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    (tmp_path / "mail").mkdir()

    def write(layout="layout", **texts):
        for name, text in texts.items():
            (tmp_path / f"mail/{name}.txt").write_text(f'{{% extends "mail/{layout}.txt" %}}{text}')

    return write


def sent(*args, **kwargs):
    """The mail as it goes out."""
    owe_mail(*args, **kwargs)
    drain()
    return mail.outbox[-1]


def html_of(message):
    return message.alternatives[0].content


def test_a_mail_goes_out_with_the_change_that_caused_it(commits):
    with transaction.atomic():
        owe_mail("code", to="erika@example.org", code="123456", minutes=30)
        assert mail.outbox == []

    (message,) = mail.outbox
    assert message.to == ["erika@example.org"]
    assert message.subject == "123456 ist Ihr Code (Stadtteilwissen)"
    assert message.body.startswith("Ihr Code lautet 123456\n\nGeben Sie ihn")


def test_the_text_is_gone_from_the_database_with_its_delivery():
    sent("code", to="erika@example.org", code="123456", minutes=30)

    assert not OutboxEntry.objects.exists()


def test_html_says_what_the_text_says():
    message = sent("code", to="erika@example.org", code="123456", minutes=30)

    told = re.sub(r"<title>.*</title>|<[^>]+>", "", html_of(message))
    assert told.split() == message.body.split()
    assert message.alternatives[0].mimetype == "text/html"


def test_html_loads_nothing_and_has_no_looks_of_its_own():
    html = html_of(sent("code", to="erika@example.org", code="123456", minutes=30))

    assert not re.search(r"<(img|link|script|style|iframe)|src=|style=", html)
    assert re.findall(r'href="([^"]*)"', html) == [f"{settings.SITE_URL}/"]
    assert '<html lang="de">' in html


def test_reader_gets_it_in_their_own_language():
    message = sent("code", to="erika@example.org", language="en", code="123456", minutes=30)

    assert message.subject == "123456 is your code (Stadtteilwissen)"
    assert '<html lang="en">' in html_of(message)


def test_reader_without_a_language_gets_that_of_the_page():
    with translation.override("en"):
        assert "is your code" in sent("code", to="a@example.org", code="1", minutes=30).subject
    assert "ist Ihr Code" in sent("code", to="a@example.org", code="1", minutes=30).subject


def test_addresses_in_a_mail_are_those_of_the_reader_s_language(letters):
    link = '{{ SITE_URL }}{% url "people:account" %}'
    letters(hint=f"{{% block subject %}}Hinweis{{% endblock %}}{{% block body %}}{link}{{% endblock %}}")

    for language, path in (("de", "/konto/"), ("en", "/en/konto/")):
        message = sent("hint", to="erika@example.org", language=language)
        address = f"{settings.SITE_URL}{path}"
        assert address in message.body
        assert f'<a href="{address}">{address}</a>' in html_of(message)


def test_the_group_signs_what_it_says(letters, settings):
    settings.SITE_CURATORS = "Redaktion"
    letters(layout="from_group", word="{% block subject %}Danke{% endblock %}")

    assert sent("word", to="erika@example.org").body.startswith("Ihre Redaktion\n\n-- \n")


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script> & Söhne",
        "{{ SITE_URL }} {% url 'x' %}",
        "https://example.com/ und https://127.0.0.1.example.com/",
    ],
)
def test_what_a_stranger_wrote_is_text(letters, words):
    letters(hint="{% block subject %}{{ words }}{% endblock %}{% block body %}{{ words }}{% endblock %}")
    message = sent("hint", to="erika@example.org", words=words)

    assert message.subject == words
    assert words in message.body
    assert "<script" not in html_of(message)
    assert "example.com/</a>" not in html_of(message)


def test_a_line_break_in_a_subject_adds_no_header(letters):
    letters(hint="{% block subject %}Zu {{ title }}{% endblock %}")
    message = sent("hint", to="erika@example.org", title="A\r\nBcc: victim@example.org")

    assert message.subject == "Zu A"
    assert message.message()["Bcc"] is None


def test_a_mail_has_one_name_and_one_date_however_often_it_is_tried():
    owe_mail("code", to="erika@example.org", code="123456", minutes=30)
    payload = OutboxEntry.objects.get().payload
    send([payload])
    send([payload])

    first, second = (message.message() for message in mail.outbox)
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]
    assert re.fullmatch(r"<[^@>]+@127\.0\.0\.1>", first["Message-ID"])


def test_two_mails_have_two_names():
    one = sent("code", to="erika@example.org", code="123456", minutes=30)
    other = sent("code", to="erika@example.org", code="123456", minutes=30)

    assert one.message()["Message-ID"] != other.message()["Message-ID"]


def test_a_mail_asks_for_no_holiday_notice_and_may_be_answered_elsewhere():
    message = sent("code", to="a@example.org", reply_to="b@example.org", code="1", minutes=30).message()

    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Reply-To"] == "b@example.org"


def test_a_mail_owed_by_the_first_version_is_still_sent():
    OutboxEntry.objects.create(kind="mail", payload={"to": ["a@example.org"], "subject": "S", "body": "B"})

    assert drain() == 1
    assert (mail.outbox[0].subject, mail.outbox[0].body) == ("S", "B")


def test_every_template_of_a_mail_is_sent_by_somebody():
    folder = settings.BASE_DIR / "templates/mail"
    layouts = {"layout", "from_group", "to_group"}
    floors = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
    sources = "".join(path.read_text() for floor in floors for path in floor.rglob("*.py"))

    assert {path.stem for path in folder.glob("*.txt") if f'"{path.stem}"' not in sources} == layouts
