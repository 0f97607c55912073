"""Those who look after the site see how the search is, and why it answers as it does."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from outbox.actions import owe
from tests import factories as make

pytestmark = pytest.mark.django_db


def told(*command):
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_the_status_says_what_answers_and_what_is_owed(search_index):
    make.ProjectFactory.create_batch(3)
    said = told("search_status")
    assert "entries     3" in said
    assert "outbox      0 waiting" in said
    owe("index", {"model": "projects.project", "pk": 1})
    assert "1 waiting, the oldest for" in told("search_status")


def test_health_says_the_same_to_machines(client, search_index):
    make.ProjectFactory()
    index = client.get("/healthz").json()["index"]
    assert index["entries"] == 1
    assert index["segments"] >= 1
    assert index["size"] > 0
    assert "/" in index["generation"]


def test_without_an_index_it_says_so_and_health_is_still_there(client, search_index):
    (search_index.path / "current").unlink()
    with pytest.raises(CommandError, match="from the database"):
        told("search_status")
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["index"]) == (200, None)


@pytest.fixture
def entries(search_index):
    make.ProjectFactory(title="Nähtreff", summary="Wir nähen.", slug="naehtreff")
    make.ProjectFactory(title="Chor", summary="Wer singt, kann auch nähen.", slug="chor")
    make.ProjectFactory(title="Bücherregal", summary="Lesen.", slug="buecherregal")


def test_an_explanation_says_the_place_and_where_the_word_stands(entries):
    said = told("explain_search", "nähen", "naehtreff")
    assert said.startswith("Nähtreff is number 1 of 2.")
    assert "summary × 1" in said


def test_the_parts_of_the_question_add_up_to_what_the_search_counts(entries):
    from haystack import connections

    from projects.models import Project
    from search.asked import Asked
    from search.explanation import explain
    from search.from_index import ways_to_match
    from search.understanding import understand

    engine, project = connections["default"].get_backend(), Project.objects.get(slug="naehtreff")
    found = next(ways_to_match(Asked(q="nähen"), understand("nähen", engine.at_once())))
    assert explain("nähen", project, engine).lines[0].counts == pytest.approx(found[0].score, rel=1e-4)


def test_an_entry_that_is_not_found_is_said_to_be_none(entries):
    said = told("explain_search", "nähen", "buecherregal")
    assert "is not among the 2 entries found" in said
    assert "–" in said


def test_any_word_may_do_and_the_explanation_says_so(entries):
    assert "any of them was enough" in told("explain_search", "nähen lesen", "chor")


def test_an_unknown_entry_is_a_sentence(entries):
    with pytest.raises(CommandError, match="gibt-es-nicht"):
        told("explain_search", "nähen", "gibt-es-nicht")
