"""Suggestions while somebody types: names that everyone may see, by the beginnings of their words."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outbox.actions import drain
from projects.actions import hide
from search.german.analysis import Analysis
from search.suggestions.starts import beginnings
from tests import factories as make


def ask(q, prefix=""):
    response = Client().get(f"{prefix}/vorschlaege/", {"q": q})
    assert response.status_code == 200
    return response


def labels(q, kind=None):
    groups = ask(q).json()["groups"]
    return [one["label"] for group in groups if kind in (None, group["kind"]) for one in group["suggestions"]]


@pytest.fixture
def names_to_find(search_index):
    """One project with a topic, a district and a tag of its own, and a second one."""
    garden = make.TopicFactory(name="Gärtnern")
    west = make.DistrictFactory(name="Gablenfeld")
    make.ProjectFactory(
        title="Gartentausch am Bach",
        topics=[garden],
        home_district=west,
        tags=["Gartenfest"],
        summary="Gartengeräte für alle.",
    )
    make.ProjectFactory(title="Nähcafé", summary="Gartengeräte stehen bereit.")


def test_suggestions_are_grouped_and_lead_to_their_pages(names_to_find):
    answer = ask("ga").json()

    assert [group["kind"] for group in answer["groups"]] == ["project", "topic", "district", "tag", "word"]
    assert [one for group in answer["groups"] for one in group["suggestions"]] == [
        {"label": "Gartentausch am Bach", "kind": "Projekt", "url": "/projekte/gartentausch-am-bach/"},
        {"label": "Gärtnern", "kind": "Thema", "url": "/themen/gaertnern/"},
        {"label": "Gablenfeld", "kind": "Bezirk", "url": "/bezirke/gablenfeld/"},
        {"label": "Gartenfest", "kind": "Schlagwort", "url": "/projekte/?tag=gartenfest"},
        {"label": "gartengeräte", "kind": "Wort", "url": "/projekte/?q=gartenger%C3%A4te"},
    ]
    assert answer["count"] == 5
    assert answer["status"] == "5 Vorschläge"


@pytest.mark.parametrize(
    "typed",
    ["repair", "Repair-C", "repairca", "repair café", "cafe", "Café W", "REPAIR CAFÉ west", "west repair"],
)
def test_every_spelling_of_a_beginning_finds_the_name(catalogue, typed):
    assert "Repair-Café West" in labels(typed, "project")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("bue", "Bücherschrank Giebel"),
        ("bü", "Bücherschrank Giebel"),
        ("bu", "Bücherschrank Giebel"),
        ("schrank", "Bücherschrank Giebel"),
        ("gieb", "Bücherschrank Giebel"),
        ("strass", "Spielstraße auf Zeit"),
        ("höf", "Chor der Höfe"),
    ],
)
def test_umlauts_and_the_parts_of_compounds_are_beginnings(catalogue, typed, title):
    assert labels(typed, "project") == [title]


@pytest.mark.parametrize("typed", ["ücher", "afé", "tück", "xyz", "r", "", "   ", "-", "\0", "🎈🎈"])
def test_what_begins_no_word_suggests_nothing(catalogue, typed):
    answer = ask(typed).json()

    assert answer["groups"] == []
    assert answer["status"] == ""


def test_there_are_never_more_than_eight(search_index):
    for number in range(12):
        make.ProjectFactory(
            title=f"Garten {number}",
            topics=[make.TopicFactory(name=f"Gartenthema {number}")],
            tags=["Garten"],
        )
        make.DistrictFactory(name=f"Gartenau {number}")

    assert ask("garten").json()["count"] == len(labels("garten")) == 8
    assert len(labels("garten", "project")) == 4


def test_what_is_hidden_is_suggested_no_more_although_the_index_still_has_it(search_index, curator, backend):
    project = make.ProjectFactory(
        title="Tauschregal", topics=[make.TopicFactory(name="Tauschen")], tags=["Tausch"]
    )
    assert labels("tausch") == ["Tauschregal", "Tauschen", "Tausch"]
    with backend.store.lock(1):
        project.state = "removed"
        type(project).objects.filter(pk=project.pk).update(state="removed")

        assert labels("tausch") == []


def test_a_change_is_suggested_at_once(search_index, curator):
    project = make.ProjectFactory(title="Tauschregal")
    assert labels("tausch", "project") == ["Tauschregal"]
    project.title = "Leihladen"
    project.save()
    assert labels("leih", "project") == ["Leihladen"]
    assert labels("tausch", "project") == []
    hide(project=project, by=curator)
    assert labels("leih", "project") == []


def test_the_first_one_who_types_waits_for_no_vocabulary(catalogue):
    make.ProjectFactory.create_batch(5, title="Nachbarschaftsfest")
    with CaptureQueriesContext(connection) as run:
        assert labels("nachb", "project") == ["Nachbarschaftsfest"] * 4

    about_projects = [one["sql"] for one in run if 'FROM "projects_project"' in one["sql"]]
    assert about_projects
    assert all(" IN (" in sql for sql in about_projects)  # of few keys, not of all there are


def test_without_an_index_names_are_suggested_all_the_same(db, backend, monkeypatch):
    make.ProjectFactory(title="Tauschregal", topics=[make.TopicFactory(name="Leihen und Tauschen")])
    make.ProjectFactory(title="Tauschbörse", state="submitted")
    monkeypatch.setattr(type(backend), "snapshot", lambda self: 1 / 0)
    assert labels("tausch") == ["Tauschregal", "Leihen und Tauschen"]


def test_suggestions_in_english_lead_to_english_pages(names_to_find):
    answer = ask("gartent", prefix="/en").json()

    assert answer["status"] == "1 suggestion"
    assert answer["groups"][0]["label"] == "Projects"
    assert answer["groups"][0]["suggestions"][0]["url"] == "/en/projekte/gartentausch-am-bach/"


def test_suggestions_set_no_cookie_and_may_be_kept_for_a_minute(names_to_find):
    response = ask("garten")

    assert not response.cookies
    assert response.headers["Cache-Control"] == "private, max-age=60"
    assert Client().post("/vorschlaege/").status_code == 405


def test_a_warm_answer_asks_the_database_once_for_each_kind(names_to_find):
    ask("ga")
    with CaptureQueriesContext(connection) as run:
        ask("ga")
    assert len(run) == 4


def test_the_parts_of_a_name_are_found_without_their_joints():
    text, starts = beginnings(
        "Vereinsheim-Café am Bach", Analysis(lambda word: 5 * (word in ("verein", "heim")))
    )

    assert text == "vereinsheimcafeambach"
    assert {text[start : start + 4] for start in starts} == {"vere", "heim", "cafe", "amba", "bach"}


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("offene werk", ["Offene Werkstatt Süd"]),  # side by side
        ("offenewerk", ["Offene Werkstatt Süd"]),
        ("werkstatt off", ["Werkstatt für offene Kurse", "Offene Werkstatt Süd"]),  # else each of them
        ("werkstatt für alle", []),
    ],
)
def test_words_side_by_side_come_before_the_same_words_apart(search_index, typed, titles):
    make.ProjectFactory(title="Werkstatt für offene Kurse", last_confirmed=date(2026, 5, 1))
    make.ProjectFactory(title="Offene Werkstatt Süd", last_confirmed=date(2026, 4, 1))

    assert labels(typed, "project") == titles


def test_what_was_confirmed_last_and_is_used_most_comes_first(search_index):
    busy, quiet = make.TopicFactory(name="Gartenkunst"), make.TopicFactory(name="Gartenbau")
    make.ProjectFactory(title="Garten A", topics=[busy, quiet], last_confirmed=None)
    make.ProjectFactory(title="Garten B", topics=[busy], last_confirmed=date(2025, 1, 1))
    make.ProjectFactory(title="Garten C", topics=[busy], last_confirmed=date(2026, 1, 1))

    assert labels("garten", "project") == ["Garten C", "Garten B", "Garten A"]
    assert labels("garten", "topic") == ["Gartenkunst", "Gartenbau"]


@settings(
    max_examples=150,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(q=st.text(max_size=300) | st.sampled_from(["\0", "a" * 10_000, "\u202eab", "ab\nchor", '"ab', "%s%s"]))
def test_nothing_typed_makes_it_fail(catalogue, q):
    answer = ask(q).json()
    assert len(answer["q"]) <= 200
    drain()
