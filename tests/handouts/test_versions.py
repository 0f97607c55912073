"""A frozen version: the same bytes on every download, whatever becomes of what stands in it."""

import re
import zlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone, translation

from handouts import actions, pdf
from handouts.models import HandoutVersion
from knowledge.actions import hide_lesson, publish_lesson, reword_lesson, take_back_lesson
from knowledge.models import Lesson
from knowledge.seen import mark_of
from outbox.actions import drain
from projects.actions import (
    archive,
    grant_removal,
    hide,
    refuse_removal,
    request_removal,
    revise,
)
from projects.models import RemovalRequest
from projects.versions import version_now
from tests import factories as make

pytestmark = pytest.mark.django_db

ADDRESS = "/handreichungen/vorlesen-im-quartier/"


@pytest.fixture
def version(handout, freeze):
    return freeze(handout)


def get(path, **query):
    return Client().get(ADDRESS + path, query)


def text_of(path=""):
    return get(path).content.decode()


def downloads(number=1):
    """The bytes of both files."""
    found = [get(f"{number}/handreichung.{kind}") for kind in ("html", "pdf")]
    assert [response.status_code for response in found] == [200, 200]
    return [response.content for response in found]


def unpacked(drawing):
    """A PDF with what its streams hold."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", drawing, re.DOTALL)
    return drawing + b"".join(zlib.decompressobj().decompress(stream) for stream in streams)


class TestFreezing:
    def test_it_has_a_date_a_citation_and_a_document_of_its_own(self, version, time_of_freezing):
        assert version.frozen_on == time_of_freezing
        assert version.citation == (
            "Stadtteilwissen (2026): Vorlesen im Quartier. Handreichung, Fassung 1 vom 14. März 2026. "
            f"http://127.0.0.1:8000{ADDRESS}1/"
        )
        assert version.citation in text_of("1/")
        assert version.html.startswith('<!doctype html>\n<html lang="de">')
        assert "<strong>alle</strong>" in version.html
        assert "http" not in re.sub(r"http://127\.0\.0\.1:8000", "", version.html)  # nothing to fetch

    @pytest.fixture(autouse=True)
    def time_of_freezing(self, monkeypatch):
        day = date(2026, 3, 14)
        monkeypatch.setattr("handouts.actions.freezing.timezone.localdate", lambda: day)
        return day

    def test_it_is_in_the_language_of_the_site_whoever_agrees(self, handout, freeze):
        with translation.override("en"):
            version = freeze(handout)

        assert "Bei uns funktioniert" in version.html
        assert "/en/" not in version.html
        assert "Handreichung, Fassung 1" in version.citation

    def test_a_new_version_is_a_new_row(self, version, handout, freeze, curator):
        actions.describe(handout=handout, by=curator, title="Vorlesen", introduction="", topic=None)
        second = freeze(handout)

        assert (second.number, second.title) == (2, "Vorlesen")
        assert HandoutVersion.objects.get(pk=version.pk).html == version.html
        assert "Es gibt eine neuere Fassung." in text_of("1/")
        assert "Fassung 1 vom" in text_of()

    def test_the_database_has_each_number_once_and_empties_what_is_withdrawn(self, version, handout):
        with pytest.raises(IntegrityError), transaction.atomic():
            HandoutVersion.objects.create(handout=handout, number=1, title="X", frozen_on=date.today())
        version.withdrawn_at = timezone.now()
        with pytest.raises(IntegrityError), transaction.atomic():
            version.save()


class TestTakingAlong:
    """The PDF is made for real: WeasyPrint stands among what the tests need."""

    def test_the_files_are_the_stored_ones(self, version):
        document, drawing = downloads()

        version.refresh_from_db()
        assert document.decode() == version.html
        assert drawing == bytes(version.pdf)
        assert drawing.startswith(b"%PDF-")
        assert get("1/handreichung.pdf")["Content-Type"] == "application/pdf"
        assert "attachment" in get("1/handreichung.html")["Content-Disposition"]
        assert "als PDF" in text_of()

    def test_the_pdf_can_be_read_aloud_and_says_its_title(self, version):
        inside = unpacked(downloads()[1])

        assert b"/MarkInfo" in inside
        assert b"pdfuaid" in inside
        assert b"/Lang (de)" in inside
        assert "Vorlesen im Quartier".encode("utf-16-be") in inside or b"Vorlesen im Quartier" in inside

    def test_every_download_is_the_same_whatever_becomes_of_its_lessons(
        self, version, lesson, project, curator, other_curator
    ):
        before = downloads()
        reword_lesson(lesson=lesson, by=other_curator, seen=mark_of(lesson), text="Wir lesen mittwochs.")
        base = version_now(project)
        revise(
            project=project, content=base.content | {"title": "Vorlesecafé"}, base=base, by=curator, reason=""
        )
        lesson.echoes.create(kind="also", district=make.DistrictFactory(), state="published")
        archive(project=project, by=curator)
        drain()

        assert downloads() == before
        assert "Wir lesen dienstags vor." in text_of()

    def test_a_second_drawing_never_takes_the_place_of_the_first(self, version, monkeypatch):
        before = downloads()
        monkeypatch.setattr(pdf, "drawn", lambda html: b"%PDF-anders")
        pdf.store([{"version": version.pk}])

        assert downloads() == before

    def test_without_weasyprint_there_is_the_html_alone(self, handout, freeze, monkeypatch):
        monkeypatch.setattr(pdf, "can_draw", lambda: False)
        freeze(handout)

        assert get("1/handreichung.html").status_code == 200
        assert get("1/handreichung.pdf").url == f"{ADDRESS}1/"
        assert "als PDF" not in text_of()

    def test_nothing_is_fetched_for_a_pdf(self):
        with pytest.raises(ValueError, match="nothing to fetch"):
            pdf._refuse("http://127.0.0.1/x.png")

    def test_a_file_of_another_kind_or_number_is_not_there(self, version):
        assert get("1/handreichung.docx").status_code == 404
        assert get("7/").status_code == 404
        assert get("7/handreichung.html").status_code == 404


class TestReading:
    def test_while_it_is_written_only_the_group_sees_it(self, handout, client_of, contributor, curator):
        for person in (Client(), client_of(contributor)):
            assert person.get(ADDRESS).status_code == 404
            assert person.get(f"{ADDRESS}1/").status_code == 404
            assert "Vorlesen im Quartier" not in person.get("/handreichungen/").content.decode()
        assert client_of(curator).get(ADDRESS).url == "/redaktion/handreichungen/vorlesen-im-quartier/"

    def test_lists_topics_and_lessons_lead_to_it(self, version, lesson, project):
        for page in ("/handreichungen/", project.topics.first().get_absolute_url()):
            assert f'href="{ADDRESS}"' in Client().get(page).content.decode()
        assert 'href="/handreichungen/"' in Client().get("/themen/").content.decode()
        for page in (lesson.get_absolute_url(), project.get_absolute_url()):
            shown = Client().get(page).content.decode()
            assert "Steht in der Handreichung" in shown
            assert f'href="{ADDRESS}1/"' in shown

    def test_where_there_is_none_nothing_leads_there(self, project, lesson):
        assert "handreichungen" not in Client().get("/themen/").content.decode()
        assert "Handreichung" not in Client().get(project.get_absolute_url()).content.decode()
        assert "noch keine" in Client().get("/handreichungen/").content.decode()

    def test_a_former_address_leads_on(self, version, handout):
        handout.slug = "vorlesen"
        handout.save()

        assert get("").url == "/handreichungen/vorlesen/"


class TestRemoval:
    """Removal on request wins over what is frozen."""

    def test_a_lesson_that_is_taken_back_leaves_a_new_version_and_withdraws_the_old_one(
        self, handout, freeze, contributor, curator
    ):
        told = make.LessonFactory(submitted_by=contributor, text="Wir nennen Frau Muster.")
        actions.collect(chapter=handout.chapters.last(), by=curator, lesson=told)
        freeze(handout)
        take_back_lesson(lesson=told, by=contributor)

        page = text_of("1/")
        assert "zurückgezogen" in page
        assert f'href="{ADDRESS}2/"' in page
        assert "Muster" not in page
        second = text_of("2/")
        assert "Eine Erfahrung (auf Wunsch entfernt)" in second
        assert "Wir lesen dienstags vor." in second
        assert "Muster" not in second
        for kind in ("html", "pdf"):
            assert get(f"1/handreichung.{kind}").url == f"{ADDRESS}1/"
        assert b"Muster" not in downloads(2)[0]

    def test_nothing_of_the_withdrawn_one_is_kept(self, version, lesson, curator):
        hide_lesson(lesson=lesson, by=curator)

        version.refresh_from_db()
        assert (version.html, version.pdf, version.content) == ("", None, {})
        assert "dienstags" not in str(list(HandoutVersion.objects.values()))

    def test_a_project_goes_with_the_lessons_about_it(self, version, project, curator):
        hide(project=project, by=curator)

        page = text_of()
        assert "Ein Projekt in Süd (auf Wunsch entfernt)" in page
        assert "Eine Erfahrung (auf Wunsch entfernt)" in page
        assert "Lesecafé" not in page
        assert "Wer haftet?" in page

    def test_while_the_group_decides_it_is_not_shown_and_comes_back_the_same(
        self, version, project, contributor, curator
    ):
        before = downloads()
        request_removal(project=project, by=contributor, words="Es nennt uns.")
        page = text_of("1/")
        assert "zurzeit nicht gezeigt" in page
        assert "Lesecafé" not in page
        assert get("1/handreichung.pdf").url == f"{ADDRESS}1/"
        assert "Vorlesen" not in Client().get("/handreichungen/").content.decode()
        assert HandoutVersion.objects.count() == 1

        refuse_removal(request=RemovalRequest.objects.get(), by=curator, reasons="Nein.")
        assert downloads() == before

    def test_once_it_is_granted_a_new_version_stands(self, version, project, contributor, curator):
        request_removal(project=project, by=contributor, words="Es nennt uns.")
        grant_removal(request=RemovalRequest.objects.get(), by=curator, reasons="")

        assert "zurückgezogen" in text_of("1/")
        assert "auf Wunsch entfernt" in text_of("2/")

    def test_every_version_that_holds_it_goes_and_one_new_comes(
        self, version, handout, freeze, lesson, curator
    ):
        actions.add_text(chapter=handout.chapters.first(), by=curator, text="Neu.")
        freeze(handout)
        hide_lesson(lesson=lesson, by=curator)

        standing = {version.number: version.withdrawn_at is None for version in handout.versions.all()}
        assert standing == {1: False, 2: False, 3: True}

    def test_where_the_latest_does_not_hold_it_no_new_one_comes(
        self, version, handout, freeze, lesson, curator
    ):
        actions.remove_item(item=handout.chapters.first().items.first(), by=curator)
        freeze(handout)
        hide_lesson(lesson=lesson, by=curator)

        standing = {version.number: version.withdrawn_at is None for version in handout.versions.all()}
        assert standing == {1: False, 2: True}
        assert f'href="{ADDRESS}2/"' in text_of("1/")

    def test_to_be_told_twice_does_no_harm(self, version, handout, lesson, curator):
        hide_lesson(lesson=lesson, by=curator)
        lesson.refresh_from_db()
        lesson.save()
        drain()

        assert handout.versions.count() == 2

    def test_what_is_hidden_for_another_reason_stays_in_the_version(self, version, lesson, curator):
        before = downloads()
        Lesson.objects.filter(pk=lesson.pk).update(state="declined")
        assert downloads() == before
        publish_lesson(lesson=lesson, by=curator)
        assert downloads() == before

    def test_the_removed_is_not_frozen_again(self, version, handout, lesson, curator):
        hide_lesson(lesson=lesson, by=curator)

        with pytest.raises(ValidationError, match="nicht"):
            actions.propose_handout(handout=handout, by=curator)
