"""The page of a project: few statements, kept while nothing changes, true as soon as something does."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.actions import hide_lesson
from knowledge.models import OriginNote
from projects.actions import hide, report_picture
from projects.choices import SupportKind
from projects.models import OnBehalf, SupportOffer
from projects.reading import MANY, project_for_page
from tests import factories as make

pytestmark = pytest.mark.django_db

AT_MOST = 5  # statements
UNCONFIRMED = "vom Projekt noch nicht bestätigt"


@pytest.fixture
def full():
    """A project of which everything is known."""
    project = make.ProjectFactory(
        title="Garten",
        topics=[make.TopicFactory(name="Grün"), make.TopicFactory(name="Äcker")],
        tags=["Zwiebel", "Apfel"],
        organisations=[make.OrganisationFactory(name="Verein der Gärtner")],
        quarters=[make.QuarterFactory(name="Hinterhof")],
        sources=[make.SourceFactory(published_year=2012), make.SourceFactory(published_year=2020)],
        reaches=[make.DistrictFactory(name="Nebenan")],
        offers=["besuch", "auskunft"],
        contact=make.ContactPointFactory(label="Gartenbüro", public_phone="0711 123"),
        last_confirmed=date(2026, 5, 4),
    )
    given = make.TransferFactory(source=project, year_from=2014)
    make.AdaptationFactory(transfer=given, element="Beete auf Rädern")
    make.TransferFactory(target=project, sources=[make.SourceFactory()])
    make.LessonFactory(project=project, text="Wasser ist alles.")
    make.LessonFactory(project=None, transfer=given, text="Erst fragen.")
    make.OriginNoteFactory(project=project, text="Nach einem Vorbild.").sources.add(
        make.SourceFactory(document="Amtsblatt")
    )
    return project


def shown(project, browser=None):
    response = (browser or Client()).get(project.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def article(page):
    return page.partition("<article")[2].partition("</article>")[0]


def test_all_that_is_known_is_read_like_any_other_row(full, visitor):
    read = project_for_page(full.slug, visitor).value

    for name in ("topics", "sectors", *MANY):
        assert {*getattr(read, name).all()} == {*getattr(full, name).all()}, name
    for field in full._meta.concrete_fields:
        assert getattr(read, field.attname) == getattr(full, field.attname), field.attname
    assert [tag.name for tag in read.tags.all()] == ["Apfel", "Zwiebel"]
    assert [topic.name for topic in read.topics.all()] == ["Äcker", "Grün"]
    assert [source.published_year for source in read.sources.all()] == [2020, 2012]
    assert read.contact.public_phone == "0711 123"


def test_the_private_address_is_not_even_read(full, visitor):
    assert "email" in project_for_page(full.slug, visitor).value.contact.get_deferred_fields()


def test_a_page_takes_few_statements_however_much_is_known(full):
    shown(full)

    with CaptureQueriesContext(connection) as run:
        shown(full)
    assert len(run) <= AT_MOST


def test_who_is_signed_in_reads_the_same(full, client_of, contributor):
    assert article(shown(full, client_of(contributor))) == article(shown(full))


CHANGES = {
    "its title": lambda project: rename(project, "title", "Obsthof"),
    "its district": lambda project: rename(project.home_district, "name", "Gablenau"),
    "a topic": lambda project: rename(project.topics.first(), "name", "Blau"),
    "a tag": lambda project: rename(project.tags.first(), "name", "Birne"),
    "an organisation": lambda project: rename(project.organisations.first(), "name", "Bund der Bauern"),
    "a quarter": lambda project: rename(project.quarters.first(), "name", "Vorgarten"),
    "a source": lambda project: rename(project.sources.first(), "document", "Gemeindebrief"),
    "the contact": lambda project: rename(project.contact, "label", "Gartentelefon"),
    "a district it reaches": lambda project: rename(project.reaches.get().district, "name", "Drüben"),
    "a lesson": lambda project: rename(project.lessons.get(), "text", "Schatten ist alles."),
    "an origin note": lambda project: rename(OriginNote.objects.get(), "text", "Ganz ohne Vorbild."),
    "who took it over": lambda project: rename(project.transfers_out.get().target, "title", "Hochbeet"),
    "where it comes from": lambda project: rename(project.transfers_in.get().source, "title", "Urgarten"),
    "what was adapted": lambda project: rename(
        project.transfers_out.get().adaptations.get(), "element", "Beete auf Dächern"
    ),
}


def rename(row, field, text):
    setattr(row, field, text)
    row.save()
    return text


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_shown_at_once(full, what):
    before = shown(full)

    text = CHANGES[what](full)
    assert text not in before
    assert text in shown(full)


def test_a_new_offer_a_confirmation_and_a_new_tag_are_shown_at_once(full):
    before = shown(full)

    SupportOffer.objects.create(project=full, kind=SupportKind.MENTORING)
    full.tags.add("Kürbis")
    full.last_confirmed = date(2026, 7, 1)
    full.save()
    after = shown(full)
    for words in ("<li>Begleitung</li>", "Kürbis", "Juli 2026"):
        assert words not in before
        assert words in after


def test_what_is_hidden_is_gone_at_once(full, curator):
    taken = full.transfers_out.get().target
    before = shown(full)
    assert "Wasser ist alles." in before
    assert taken.title in before

    hide_lesson(lesson=full.lessons.get(), by=curator)
    hide(project=taken, by=curator)
    after = shown(full)
    assert "Wasser ist alles." not in after
    assert taken.title not in after
    assert "auf Wunsch entfernt" in after

    hide(project=full, by=curator)
    assert Client().get(full.get_absolute_url()).status_code == 404


def test_a_picture_goes_from_the_page_in_the_moment_it_is_reported(full):
    picture = make.PictureFactory(project=full, alternative_text="Kinder am Hochbeet")
    assert picture.alternative_text in shown(full)

    report_picture(picture=picture, text="Das ist mein Kind.")
    assert picture.alternative_text not in shown(full)


def test_what_the_group_typed_for_somebody_says_so_until_they_confirm(full):
    typed = OnBehalf.objects.create(project=full, author="Geheime Gärtnerin", email="geheim@example.org")
    before = shown(full)
    assert UNCONFIRMED in before
    assert "Geheim" not in before

    OnBehalf.objects.filter(pk=typed.pk).update(confirmed_at=timezone.now())
    assert UNCONFIRMED not in shown(full)


def test_a_curator_is_offered_more_than_a_visitor_who_came_before(full, client_of, curator):
    visited = shown(full)

    assert "Steuerungsgruppe: prüfen" not in visited
    assert "Steuerungsgruppe: prüfen" in shown(full, client_of(curator))
    assert shown(full) == visited
