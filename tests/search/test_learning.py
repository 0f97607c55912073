"""Searches without hits: what is missing is learnt, and nobody is remembered for it."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.network import network_of
from search import learning
from search.actions import dismiss
from search.learning import forget_missed, kept_term
from search.models import MissedSearch
from tests import factories as make

HERE, THERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def forgotten_after(db):
    yield
    cache.clear()


@pytest.fixture
def two_networks(monkeypatch):
    """Two networks whose bytes differ: of real ones, every 256th pair would not."""
    marks = {network_of_address(HERE): b"a", network_of_address(THERE): b"b"}
    monkeypatch.setattr(learning, "_byte", lambda salt, network: marks[network])


def network_of_address(address):
    return network_of(RequestFactory().get("/", REMOTE_ADDR=address))


def look_for(q, address=HERE, browser=None, **parameters):
    response = (browser or Client(REMOTE_ADDR=address)).get("/projekte/", {"q": q} | parameters)
    assert response.status_code == 200
    return response


def shown():
    return [missed.term for missed in MissedSearch.objects.shown_to_curators()]


def test_a_term_is_shown_to_the_group_once_two_visitors_looked_for_it(catalogue, two_networks):
    look_for("Dachgarten")
    look_for("Dachgarten")
    assert shown() == []

    look_for("dach-garten", THERE)
    assert shown() == ["Dachgarten"]
    year, week, _day = timezone.localdate().isocalendar()
    [row] = MissedSearch.objects.values("year", "week", "visitors")
    assert row == {"year": year, "week": week, "visitors": MissedSearch.SEVERAL}


def test_the_same_visitor_on_another_day_is_no_second_one(catalogue, two_networks, monkeypatch):
    for day in (date(2026, 11, 23), date(2026, 11, 27)):
        monkeypatch.setattr(learning.timezone, "localdate", lambda day=day: day)
        look_for("Dachgarten")
    assert [row.visitors for row in MissedSearch.objects.all()] == [MissedSearch.ONE]


def test_another_week_is_counted_anew(two_networks, catalogue, monkeypatch):
    for day in (date(2026, 12, 31), date(2027, 1, 4)):  # weeks 53 and 1
        monkeypatch.setattr(learning.timezone, "localdate", lambda day=day: day)
        look_for("Dachgarten")
    weeks = MissedSearch.objects.values_list("year", "week", "visitors")
    assert list(weeks) == [(2027, 1, 1), (2026, 53, 1)]


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "Schokolade"},  # found
        {"q": "reperieren"},  # corrected
        {"q": "Dachgarten Schokolade"},  # one of the words found
        {"q": "Schokolade", "bezirk": "andere-orte"},  # the filter's doing, not the word's
        {"q": ""},
        {"q": "?!"},
    ],
)
def test_what_says_nothing_about_missing_entries_is_not_counted(catalogue, asked):
    look_for(**asked)
    assert not MissedSearch.objects.exists()


def test_nothing_is_learnt_while_the_index_is_away(catalogue, monkeypatch):
    monkeypatch.setattr("search.catalogue.answer_from_index", lambda *args, **kwargs: 1 / 0)
    look_for("Dachgarten")
    assert not MissedSearch.objects.exists()


PRIVATE = [
    "erika@example.org",
    "erika.muster@example",
    "https://example.org/x",
    "www.example",
    "example.org",
    "0711 123456",
    "+49 (711) 12-34-5",
    "12345 Irgendwo",
    "1 2 3 4 5",
    "DE02120300000000202051",
    "Hauptstraße 12",
    "Hauptstr. 7a",
    "eins zwei drei vier fünf",
    "x" * 61,
    "…",
]


@pytest.mark.parametrize("text", PRIVATE)
def test_what_may_be_an_address_or_a_number_is_never_stored(catalogue, text):
    look_for(text)
    assert kept_term(text) == ""
    assert not MissedSearch.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Dach   garten ", "Dach garten"),
        ("„Dachgarten“", "Dachgarten"),
        ("dachg*", "dachg"),
        ("Sommerfest 2024", "Sommerfest 2024"),
        ("St. Martin", "St. Martin"),
        ("Radweg", "Radweg"),
    ],
)
def test_a_term_is_kept_as_it_was_typed_tidied(typed, kept):
    assert kept_term(typed) == kept


def test_the_database_holds_no_address_and_no_hash_of_one(catalogue):
    look_for("Dachgarten")
    fields = {field.name for field in MissedSearch._meta.get_fields()}
    row = str(MissedSearch.objects.values().get())

    assert fields == {"id", "term", "folded", "year", "week", "visitors", "first_on", "dismissed_on"}
    for told in (HERE, network_of_address(HERE), network_of_address(HERE)[:8]):
        assert told not in row
        assert told not in everything_kept()


def everything_kept():
    """All the text of all tables that may have learnt something, the cache's among them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cache")
        return str(cursor.fetchall())


def test_the_cache_holds_one_byte_of_a_visitor_under_a_salt_of_the_term_s_own(catalogue, monkeypatch):
    kept = {}
    monkeypatch.setattr(learning.cache, "set", lambda key, value, seconds: kept.update({key: value}))
    look_for("Dachgarten")
    look_for("Wasserspiel")

    (first_salt, first), (second_salt, second) = kept.values()
    assert len(first) == len(second) == 1
    assert first_salt != second_salt
    assert not any("dachgarten" in key for key in kept)


def test_a_byte_fits_many_networks():
    assert len({learning._byte("salt", str(n)) for n in range(2000)}) <= 256


def test_what_tells_two_visitors_apart_is_dropped_when_the_second_has_come(
    catalogue, two_networks, monkeypatch
):
    look_for("Dachgarten")
    kept = []
    monkeypatch.setattr(learning.cache, "set", lambda key, value, seconds: kept.append(value))
    look_for("Dachgarten", THERE)
    assert kept == ["several"]


def test_reading_sets_no_cookie_where_nothing_is_found(catalogue):
    browser = Client()
    response = look_for("Dachgarten", browser=browser)
    assert MissedSearch.objects.exists()
    assert not browser.cookies
    assert "Set-Cookie" not in response.headers


def test_who_asks_for_the_head_alone_counts_for_nothing(catalogue):
    assert Client().head("/projekte/?q=Dachgarten").status_code == 200
    assert not MissedSearch.objects.exists()


@pytest.mark.parametrize("part", ["cache.get", "cache.set", "MissedSearch.objects.bulk_create"])
def test_the_page_comes_if_counting_fails(catalogue, monkeypatch, part):
    def fail(*args, **kwargs):
        raise DatabaseError("locked")

    monkeypatch.setattr(f"search.learning.{part}", fail)
    assert "haben wir noch keinen Eintrag" in look_for("Dachgarten").content.decode()


def test_a_database_that_others_hold_is_given_up_on_soon(tmp_path, monkeypatch):
    """Two connections to one file, as two processes have them."""
    file = tmp_path / "held.sqlite3"
    with closing(sqlite3.connect(file)) as holder, closing(sqlite3.connect(file, timeout=30)) as other:
        holder.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(learning, "connection", Borrowed(other))
        with pytest.raises(sqlite3.OperationalError, match="locked"), learning._patience():
            other.execute("BEGIN IMMEDIATE")
        assert other.execute("PRAGMA busy_timeout").fetchone() == (30_000,)


class Borrowed:
    """What Django calls a connection, around one of sqlite3."""

    vendor = "sqlite"

    def __init__(self, inner):
        self.connection = inner

    def ensure_connection(self):
        pass


def test_nobody_fills_the_table(catalogue, two_networks, monkeypatch):
    monkeypatch.setattr(learning, "MOST_NEW_A_DAY", 2)
    for q in ("Dachgarten", "Wasserspiel", "Kletterwand"):
        look_for(q)
    assert set(MissedSearch.objects.values_list("term", flat=True)) == {"Dachgarten", "Wasserspiel"}

    look_for("Dachgarten", THERE)  # a known one is still counted
    assert shown() == ["Dachgarten"]


def test_who_comes_again_costs_one_statement_more_and_writes_nothing(catalogue):
    def statements(q):
        with CaptureQueriesContext(connection) as run:
            look_for(q)
        return [query["sql"] for query in run if 'FROM "cache"' in query["sql"] or "missed" in query["sql"]]

    statements("Dachgarten")
    again = statements("Dachgarten")
    assert len(again) == 1
    assert again[0].startswith("SELECT")


def test_terms_go_after_twelve_weeks():
    today = timezone.localdate()
    for age in (83, 84, 85):
        make.MissedSearchFactory(first_on=today - timedelta(days=age))
    assert forget_missed() == 1
    assert {row.first_on for row in MissedSearch.objects.all()} == {
        today - timedelta(days=83),
        today - timedelta(days=84),
    }


def test_newest_week_comes_first():
    for day in (date(2026, 11, 2), date(2027, 1, 4), date(2026, 12, 31)):
        make.MissedSearchFactory(term=str(day.month), first_on=day)
    assert shown() == ["1", "12", "11"]


def test_a_dismissed_term_is_shown_no_more_in_any_week(curator):
    old = make.MissedSearchFactory(term="Dachgarten", first_on=date(2026, 11, 2))
    make.MissedSearchFactory(term="Dachgarten", first_on=date(2026, 11, 9))
    dismiss(missed=old, by=curator)
    make.MissedSearchFactory(term="dach-garten", first_on=date(2026, 11, 16))
    make.MissedSearchFactory(term="Wasserspiel")
    assert shown() == ["Wasserspiel"]


def test_only_the_group_dismisses(contributor):
    with pytest.raises(PermissionDenied):
        dismiss(missed=make.MissedSearchFactory(), by=contributor)
