"""What travels, on the pages of a project: empty where nothing is known."""

import re

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from handouts.uses import all_uses
from knowledge.actions import retract_transfer
from knowledge.choices import LessonKind
from outbox.edition import one_edition
from projects.vocabulary import vocabulary
from tests.factories import (
    AdaptationFactory,
    DistrictFactory,
    LessonFactory,
    OriginNoteFactory,
    ProjectFactory,
    SourceFactory,
    TransferFactory,
)

pytestmark = pytest.mark.django_db
TOLD = "{% told_of thing as told %}"
PARTS = {
    "lessons": TOLD + '{% include "knowledge/lessons.html" with lessons=told.value.lessons %}',
    "lineage": "{% steps_of thing as steps %}{% lineage_of thing steps %}",
    "origin notes": TOLD + '{% include "knowledge/origin_notes.html" with notes=told.value.notes %}',
    "district": "{% transfers_of_district thing %}",
}
OF_A_PROJECT = [part for part in PARTS if part != "district"]


@pytest.fixture
def render(visitor):
    def render(part, thing, person=visitor):
        request = RequestFactory().get("/")
        request.user = person
        template = Template("{% load knowledge %}" + PARTS[part])
        return template.render(Context({"request": request, "thing": thing}))

    return render


def words_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


@pytest.mark.parametrize("part", OF_A_PROJECT)
def test_empty_means_invisible(render, part):
    assert render(part, ProjectFactory()).strip() == ""


def test_a_district_without_transfers_shows_none(render):
    assert render("district", DistrictFactory()).strip() == ""


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        (LessonKind.WORKS, "Bei uns funktioniert"),
        (LessonKind.FAILS, "Bei uns funktioniert nicht"),
        (LessonKind.PITFALL, "Stolperstein"),
        (LessonKind.TIP, "Tipp"),
    ],
)
def test_a_lesson_has_its_kind_an_icon_and_who_says_so(render, kind, heading):
    lesson = LessonFactory(kind=kind, text="Bei uns half ein fester Termin.", said_by="Weltladen")

    html = render("lessons", lesson.project)

    assert f'class="card lesson {kind} ' in html
    assert "<svg" in html
    assert f"{heading} Bei uns half ein fester Termin. Weltladen" in words_of(html)


def test_a_lesson_of_an_adopter_leads_to_the_transfer(render):
    transfer = TransferFactory()
    LessonFactory(project=None, transfer=transfer, phase="trying", said_by="")

    html = render("lessons", transfer.source)

    assert f'href="{transfer.get_absolute_url()}"' in html
    assert "Ausprobieren · beim Übernehmen gelernt" in words_of(html)


def test_lessons_that_are_not_published_are_read_by_nobody_here(render, curator):
    lesson = LessonFactory(state="submitted")

    assert render("lessons", lesson.project, curator).strip() == ""


def test_the_way_of_an_idea_reads_well_aloud(render):
    source = ProjectFactory(title="Schokoladenseiten", home_district=DistrictFactory(name="Degerloch"))
    target = ProjectFactory(title="Schokolade", home_district=DistrictFactory(name="Süd"))
    transfer = TransferFactory(source=source, target=target, year_from=2013, sources=[SourceFactory()])
    AdaptationFactory(transfer=transfer, kind="new", element="Wettbewerb")
    TransferFactory(source=target, interest=True, interested_district=DistrictFactory(name="Botnang"))

    from_giver, from_taker = (words_of(render("lineage", project)) for project in (source, target))

    assert from_giver == (
        "Der Weg der Idee 1 × weitergegeben , seit 2013: Süd "
        "Schokoladenseiten Degerloch · dieser Eintrag weitergegeben nach Süd Schokolade Süd "
        "Neu: Wettbewerb. 2013 · mit Quelle belegt – zu diesem Transfer "
        "Eine Gruppe in Botnang interessiert sich dafür von einer Seite gemeldet – zu diesem Transfer "
        "Dieser Weg als Zeichnung"
    )
    assert "übernommen aus Degerloch Schokolade Süd · dieser Eintrag" in from_taker


def test_the_project_itself_is_marked_and_the_list_is_nested(render):
    transfer = TransferFactory()

    html = render("lineage", transfer.target)

    assert html.count('aria-current="true"') == 1
    assert f'href="{transfer.target.get_absolute_url()}"' not in html
    assert html.count("<ul") == html.count("</ul>") == 2


def test_an_origin_note_is_no_transfer(render):
    note = OriginNoteFactory(text="Ähnliches gibt es in Plieningen.")
    note.sources.add(SourceFactory(url="https://example.org/x", published_year=None))

    words = words_of(render("origin notes", note.project))

    assert words == (
        "Zur Herkunft Kein belegter Transfer, aber gut zu wissen. Ähnlich, nicht belegt: "
        "Ähnliches gibt es in Plieningen. Quelle: example.org , Jahr nicht bekannt"
    )


def test_a_project_says_how_often_it_was_passed_on_where_to_and_since_when(render):
    project = ProjectFactory()
    west = DistrictFactory(name="West")
    TransferFactory(source=project, target=ProjectFactory(city=True), year_from=2019)
    for year in (2015, None):
        TransferFactory(source=project, target=ProjectFactory(home_district=west), year_from=year)
    TransferFactory(source=project, interest=True, year_from=2001)
    TransferFactory(source=project, target=ProjectFactory(submitted=True))
    retract_transfer(transfer=TransferFactory(source=project))

    words = words_of(render("lineage", project))

    assert "Der Weg der Idee 3 × weitergegeben , seit 2015: West (2) mal , stadtweit " in words


def test_a_project_that_only_took_over_was_not_passed_on(render):
    assert "×" not in words_of(render("lineage", TransferFactory().target))


def test_a_district_shows_what_came_and_what_went(render):
    west = DistrictFactory(name="West")
    here = ProjectFactory(title="Hier", home_district=west)
    TransferFactory(source=ProjectFactory(title="Anderswo", outside=True, place="Amsterdam"), target=here)
    TransferFactory(
        source=here, target=ProjectFactory(title="Dort", home_district=DistrictFactory(name="Süd"))
    )
    TransferFactory(source=here, interest=True, interested_district=DistrictFactory(name="Botnang"))
    TransferFactory(source=ProjectFactory(title="Vorbild"), interest=True, interested_district=west)

    words = words_of(render("district", west))

    assert "Hier – übernommen aus Amsterdam: Anderswo" in words
    assert "eine Gruppe in West – interessiert sich für: Vorbild" in words
    assert "Hier – weitergegeben nach Süd: Dort" in words
    assert "Hier – Eine Gruppe in Botnang interessiert sich dafür" in words
    assert "Alle Transfers mit West" not in words


def test_a_district_with_many_transfers_leads_to_all_of_them(render):
    project = ProjectFactory()
    for _ in range(9):
        TransferFactory(source=project)

    html = render("district", project.home_district)

    assert f"?ort={project.home_district.slug}" in html
    assert html.count('class="card') == 8


@pytest.mark.parametrize(
    ("part", "most"),
    [("lessons", 1), ("lineage", 1), ("origin notes", 1)],
)
@pytest.mark.parametrize("size", [3, 30])
def test_a_part_asks_as_often_for_many_rows(render, part, most, size):
    project = ProjectFactory()
    for _ in range(size):
        transfer = TransferFactory(source=project, sources=[SourceFactory()])
        AdaptationFactory(transfer=transfer)
        LessonFactory(project=None, transfer=transfer)
        OriginNoteFactory(project=project).sources.add(SourceFactory())

    with one_edition():
        vocabulary()
        all_uses()
        with CaptureQueriesContext(connection) as run:
            render(part, project)

    assert len(run) == most
