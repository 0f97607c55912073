"""Lessons are found as results of their own kind, and change nothing of what is found of projects."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from haystack.query import SearchQuerySet

from knowledge.actions import hide_lesson, reword_lesson
from knowledge.seen import mark_of
from outbox.actions import drain
from projects.actions import archive, hide
from tests import factories as make

pytestmark = pytest.mark.usefixtures("search_index")

SECTION = 'id="erfahrungen"'


@pytest.fixture
def project():
    with transaction.atomic():
        return make.ProjectFactory(title="Lesecafé", summary="Kaffee und Bücher.")


@pytest.fixture
def lesson(project):
    with transaction.atomic():
        return make.LessonFactory(project=project, text="Wir lesen dienstags vor, mit Waffeln.")


def found(words, **more):
    return Client().get("/projekte/", {"q": words, **more}).content.decode()


def lessons_on(words):
    return Client().get("/erfahrungen/", {"q": words}).content.decode()


def test_a_lesson_is_found_by_its_words_in_any_form(lesson):
    page = found("Waffel")

    assert SECTION in page
    assert "mit <mark>Waffeln</mark>" in page
    assert f'href="{lesson.get_absolute_url()}"' in page
    assert "Noch kein Projekt" in page


def test_it_is_found_by_what_it_is_about_and_beside_the_project(lesson):
    page = found("Lesecafé")

    assert SECTION in page
    assert "1 Projekt" in page


def test_the_catalogue_counts_projects_alone(lesson):
    answered = Client().get("/projekte/", {"q": "Lesecafé"}).context["page"].answer

    assert answered.total == 1
    assert SearchQuerySet().count() == 1


def test_a_word_of_lessons_alone_is_no_spelling_of_the_catalogue(lesson):
    """It would be offered as a correction that finds no project."""
    assert "Waffel" not in Client().get("/projekte/", {"q": "Wafel"}).context["page"].headline.replace(
        "Wafel", ""
    )


def test_there_are_three_and_a_page_with_all(project):
    with transaction.atomic():
        make.LessonFactory.create_batch(24, project=project, text="Wir backen Waffeln.")
    page = found("Waffeln")

    assert page.count("card lesson") == 3
    assert "Alle 24 Erfahrungen" in page
    everything = lessons_on("Waffeln")
    assert everything.count("card lesson") == 20
    assert "Seite 1 von 2" in everything
    second = Client().get("/erfahrungen/", {"q": "Waffeln", "seite": 2}).content.decode()
    assert second.count("card lesson") == 4


def test_without_words_all_lessons_are_there_the_latest_first(project):
    for text in ("Wir fingen an.", "Wir hörten auf."):
        make.LessonFactory(project=project, text=text)
    page = Client().get("/erfahrungen/").content.decode()

    assert page.index("hörten") < page.index("fingen")


@pytest.mark.parametrize("narrowed", [{"stadtweit": "0"}, {"seite": "2"}])
def test_where_the_catalogue_is_narrowed_there_are_none(lesson, narrowed):
    with transaction.atomic():
        make.ProjectFactory.create_batch(21, summary="Es gibt Waffeln.")

    assert SECTION not in found("Waffeln", **narrowed)


def test_no_section_where_nothing_was_learned(project):
    assert SECTION not in found("Lesecafé")
    assert "noch keine Erfahrung" in lessons_on("Lesecafé")


@pytest.mark.parametrize("verb", [archive, hide])
def test_with_its_project_a_lesson_goes(lesson, project, curator, verb):
    verb(project=project, by=curator)

    assert SECTION not in found("Waffeln")
    assert not SearchQuerySet(using="lessons").count()


def test_what_is_changed_or_hidden_is_found_no_more(lesson, curator):
    reword_lesson(lesson=lesson, by=curator, seen=mark_of(lesson), text="Wir lesen mit Brezeln.")
    assert SECTION not in found("Waffeln")
    assert SECTION in found("Brezeln")

    hide_lesson(lesson=lesson, by=curator)
    assert SECTION not in found("Brezeln")


def test_one_that_waits_is_in_no_index(project):
    with transaction.atomic():
        make.LessonFactory(project=project, state="submitted", text="Wir lesen mit Brezeln.")

    assert not SearchQuerySet(using="lessons").filter(content="Brezeln").count()
    assert "Brezeln" not in lessons_on("")


def test_it_takes_one_statement_more_and_none_where_there_is_none(lesson):
    counts = {}
    for words in ("Waffeln", "Kaffee"):
        found(words)
        with CaptureQueriesContext(connection) as run:
            found(words)
        counts[words] = [query["sql"] for query in run if "knowledge_lesson" in query["sql"]]
    assert [len(asked) for asked in counts.values()] == [1, 0]


def test_without_its_index_the_database_answers_and_the_next_change_builds_it(lesson, project):
    shutil.rmtree(Path(settings.HAYSTACK_CONNECTIONS["lessons"]["PATH"]))
    assert SECTION in found("Waffeln")
    with transaction.atomic():
        make.LessonFactory(project=project, text="Wir lesen mit Brezeln.")
    drain()

    assert SearchQuerySet(using="lessons").count() == 2


def test_rebuilding_the_index_builds_both(lesson):
    for options in settings.HAYSTACK_CONNECTIONS.values():
        shutil.rmtree(Path(options["PATH"]))
    call_command("rebuild_index", verbosity=0)

    assert (SearchQuerySet().count(), SearchQuerySet(using="lessons").count()) == (1, 1)
