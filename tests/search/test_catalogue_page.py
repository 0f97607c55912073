"""The catalogue as its visitors see it."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.actions import load_synonyms
from search.models import SynonymGroup
from tests import factories as make


def ask(client=None, fragment=False, **parameters):
    headers = {"HX-Request": "true"} if fragment else {}
    response = (client or Client()).get(reverse("search:catalogue"), parameters, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def titles(page):
    """The titles of the cards, in order."""
    return re.findall(r"<h3[^>]*><a href=[^>]*>(.*?)</a></h3>", page)


@pytest.mark.parametrize("words", ["Repair-Café", "Repaircafé", "repair cafe", "Repaircafe", "REPAIR CAFÉ"])
def test_every_spelling_lists_the_same_repair_cafes(catalogue, words):
    expected = titles(ask(q="Repair-Café"))
    assert set(expected) == {"Repair-Café West", "Repaircafé am Markt", "Repair Cafe Ost"}
    assert titles(ask(q=words)) == expected


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Bücherschrank", "Bücherschrank Giebel"),
        ("Buecherschrank", "Bücherschrank Giebel"),
        ("bücherschränke", "Bücherschrank Giebel"),
        ("Spielstraße", "Spielstraße auf Zeit"),
        ("Spielstrasse", "Spielstraße auf Zeit"),
        ("schoko*", "Schokoladenseiten"),
        ('"faire Bio-Schokolade"', "Schokoladenseiten"),
        ("straße -garten", "Spielstraße auf Zeit"),
    ],
)
def test_words_find_their_project(catalogue, words, title):
    assert titles(ask(q=words)) == [title]


def test_the_title_and_the_status_tell_how_many_there_are(catalogue):
    page = ask(q="repaircafe")
    assert "<title>3 Projekte zu „repaircafe“ – " in page
    assert "3 Projekte zu „repaircafe“</h2>" in page
    assert "<title>7 Projekte – " in ask()


def test_a_misspelled_word_is_corrected_and_named(catalogue):
    page = ask(q="reperieren")
    assert "Keine Treffer für „reperieren“. Stattdessen gezeigt: <strong>reparieren</strong>" in page
    assert "<title>1 Projekt zu „reparieren“ – " in page
    assert "Repair-Café West" in titles(page)
    assert titles(ask(q="reperieren", wortlaut="1")) == []


def test_when_no_entry_holds_all_words_any_will_do(catalogue):
    page = ask(q="Schokolade singen")
    assert "Kein Eintrag enthält alle diese Wörter" in page
    assert set(titles(page)) == {"Schokoladenseiten", "Chor der Höfe"}


def follow(page, words):
    """The page behind these words."""
    address = re.search(rf'href="([^"]*)"[^>]*>{words}</a>', page)[1]
    return Client().get(unescape(address)).content.decode()


def test_synonyms_are_looked_for_too_and_can_be_switched_off_in_one_click(catalogue):
    load_synonyms(["Repair-Café, Flicktreff"])
    page = ask(q="Flicktreff")
    assert "Auch gesucht: Repair-Café" in page
    assert "Repair-Café West" in titles(page)

    without = follow(page, "Ohne diese Wörter suchen")
    assert titles(without) == []
    assert "Ohne gleichbedeutende Wörter gesucht." in without
    assert titles(follow(without, "Auch nach diesen suchen")) == titles(page)


def test_a_synonym_counts_less_than_the_word_itself(catalogue):
    load_synonyms(["singen, flicken"])
    assert titles(ask(q="singen")) == ["Chor der Höfe", "Repaircafé am Markt"]
    assert titles(ask(q="flicken")) == ["Repaircafé am Markt", "Chor der Höfe"]


def test_a_change_of_synonyms_holds_from_the_next_search_on(catalogue, client_of, admin_user):
    load_synonyms(["Kakao, Flicktreff"])
    assert titles(ask(q="Kakao")) == []
    group = SynonymGroup.objects.get()
    address = reverse("admin:search_synonymgroup_change", args=[group.pk])
    client_of(admin_user).post(address, {"words": "Kakao\nsingen"})
    assert titles(ask(q="Kakao")) == ["Chor der Höfe"]
    group.delete()
    assert titles(ask(q="Kakao")) == []


def test_a_correction_can_be_refused_and_allowed_again(catalogue):
    page = ask(q="Schokolde singen")
    literal = follow(page, "Trotzdem nach „Schokolde singen“ suchen")
    assert "Stattdessen gezeigt" not in literal
    assert "Gesucht, wie es geschrieben ist." in literal
    assert titles(follow(literal, "Tippfehler zulassen")) == titles(page)


def test_who_insists_on_the_spelling_still_gets_synonyms(catalogue):
    load_synonyms(["Flicktref, singen"])
    page = ask(q="Flicktref", wortlaut="1")
    assert titles(page) == ["Chor der Höfe"]
    assert "Auch gesucht: singen" in page


def test_filters_keep_what_was_switched_off(catalogue):
    page = ask(q="singen", wortlaut="1", synonyme="0")
    assert '<input type="hidden" name="wortlaut" value="1">' in page
    assert '<input type="hidden" name="synonyme" value="0">' in page


def test_a_passage_shows_why_an_entry_was_found(catalogue):
    assert "Gemeinsam Geräte <mark>reparieren</mark>, Kaffee trinken." in ask(q="Reparatur")


def test_a_passage_is_escaped(search_index):
    make.ProjectFactory(title="Böses <b>", summary="Hier <script>alert(1)</script> Garten")
    page = ask(q="garten")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>Garten</mark>" in page
    assert "<script>alert" not in page


def test_filters_are_chips_that_can_be_taken_away(search_index):
    west = make.DistrictFactory(name="West")
    garden = make.TopicFactory(name="Garten")
    make.ProjectFactory(title="Hier", home_district=west, topics=[garden])
    make.ProjectFactory(title="Dort", topics=[garden])
    page = ask(bezirk="west", thema="garten")
    assert titles(page) == ["Hier"]
    assert '<a class="chip on" href="/projekte/?thema=garten">West' in page
    assert '<a class="chip on" href="/projekte/?bezirk=west">Garten' in page
    assert '<a class="chip" href="/projekte/">alle Filter entfernen</a>' in page


def test_a_chip_says_what_it_answers_where_its_word_alone_does_not(search_index):
    make.ProjectFactory()
    assert '<a class="chip on" href="/projekte/">Läuft es noch? nicht bekannt' in ask(laeuft="nicht-bekannt")


def test_a_value_without_hits_and_an_empty_facet_are_not_shown(search_index):
    make.DistrictFactory(name="Leer")
    make.ProjectFactory(title="Eins")
    page = ask()
    assert "Leer" not in page
    assert "Unterstützung" not in page
    assert 'name="tag"' not in page


def test_a_chosen_value_without_hits_stays_visible(search_index):
    make.DistrictFactory(name="Leer")
    make.ProjectFactory(title="Eins")
    assert '<a class="chip on" href="/projekte/">Leer' in ask(bezirk="leer")


def test_a_city_wide_entry_shows_in_every_district_labelled_and_can_be_left_out(search_index):
    make.DistrictFactory(name="West")
    make.ProjectFactory(title="Überall", city=True)
    page = ask(bezirk="west")
    assert titles(page) == ["Überall"]
    assert "stadtweit" in page
    assert titles(ask(bezirk="west", stadtweit="0")) == []
    assert "ohne stadtweite Projekte" in ask(bezirk="west", stadtweit="0")


def test_entries_of_other_places_have_a_district_of_their_own(search_index):
    make.ProjectFactory(title="Auswärts", outside=True)
    make.ProjectFactory(title="Daheim")
    assert titles(ask(bezirk="andere-orte")) == ["Auswärts"]


def test_what_is_unknown_is_passed_over_with_a_notice(catalogue):
    page = ask(bezirk="atlantis", sortierung="zufall", stadtweit="vielleicht", seite="zwei", tag="nie")
    assert "Unbekannt und daher übergangen: atlantis, nie, zufall, vielleicht, zwei." in page
    assert len(titles(page)) == 7


def test_a_long_query_is_cut_with_a_notice(catalogue):
    page = ask(q="schokolade " + "x" * 300)
    assert "Die Suche wurde nach 200 Zeichen abgeschnitten." in page


def test_an_empty_answer_helps_on(catalogue):
    page = ask(q="zzzzzz", bezirk=make.DistrictFactory(name="Ost").slug)
    assert "Mit diesen Filtern haben wir noch keinen Eintrag." in page
    assert "Ohne Filter suchen" in page
    assert "Oder mit einem Thema beginnen:" in page


def test_an_empty_catalogue_is_no_error(search_index):
    assert "Hier haben wir noch keinen Eintrag." in ask()


def test_pages_lead_on_and_back(search_index):
    for number in range(45):
        make.ProjectFactory(title=f"Projekt {number:02}")
    first, second, last = ask(), ask(seite="2"), ask(seite="3")
    assert titles(first)[0] == "Projekt 00"
    assert len(titles(first)) == len(titles(second)) == 20
    assert titles(last)[-1] == "Projekt 44"
    assert 'rel="next" href="/projekte/?seite=2"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev" href="/projekte/"' in second
    assert "Seite 3 von 3" in last
    assert titles(ask(seite="99")) == titles(last)


def test_orders(search_index):
    today = timezone.localdate()
    old = make.ProjectFactory(title="Anton", last_confirmed=today - timedelta(days=3))
    make.ProjectFactory(title="Ärmel", last_confirmed=today)
    new = make.ProjectFactory(title="Zebra", published_at=timezone.now() + timedelta(days=1))
    make.TransferFactory(source=new, target=old)
    assert titles(ask()) == ["Ärmel", "Anton", "Zebra"]
    assert titles(ask(sortierung="name")) == ["Anton", "Ärmel", "Zebra"]
    assert titles(ask(sortierung="neu"))[0] == "Zebra"
    assert titles(ask(sortierung="weitergegeben"))[0] == "Zebra"
    assert "einmal weitergegeben" in ask()
    assert titles(ask(sortierung="relevanz")) == titles(ask())


def test_an_entry_confirmed_long_ago_ranks_lower_but_never_hides(search_index):
    text = "Ein Garten für alle."
    make.ProjectFactory(title="Alt", summary=text, last_confirmed=date(2020, 1, 1))
    make.ProjectFactory(title="Neu", summary=text, last_confirmed=timezone.localdate())
    make.ProjectFactory(title="Nie", summary=text)
    found = titles(ask(q="garten"))
    assert found[-1] == "Alt"
    assert set(found) == {"Alt", "Neu", "Nie"}


def test_a_script_gets_the_results_alone(catalogue):
    fragment = ask(fragment=True, q="schokolade")
    assert "<html" not in fragment
    assert 'data-title="1 Projekt zu „schokolade“' in fragment


def test_reading_sets_no_cookie(catalogue):
    browser = Client()
    ask(browser, q="schokolade")
    assert not browser.cookies


def test_it_asks_the_database_as_often_for_30_rows_as_for_3(search_index):
    def count():
        with CaptureQueriesContext(connection) as run:
            ask(q="Nachbarschaft", thema="garten")
        return len(run)

    topic = make.TopicFactory(name="Garten")
    district = make.DistrictFactory()
    make.ProjectFactory.create_batch(3, topics=[topic], tags=["a"], home_district=district)
    few = count()
    make.ProjectFactory.create_batch(17, topics=[topic], tags=["a", "b"], home_district=district)
    assert count() == few <= 15


def test_the_catalogue_in_english_keeps_the_addresses(catalogue):
    page = Client().get("/en/projekte/?q=schokolade").content.decode()
    assert "1 project for “schokolade”" in page


NASTY = ["\0", '"', "-", "*", '-"', "- -", "a" * 10_000, "😀", "\u202e", '"-*"', "und", "-und"]


@settings(
    max_examples=150,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    q=st.text(max_size=80) | st.sampled_from(NASTY),
    seite=st.text(max_size=6) | st.integers().map(str),
    tag=st.text(max_size=20),
)
def test_no_words_make_it_fail(catalogue, q, seite, tag):
    response = Client().get(reverse("search:catalogue"), {"q": q, "seite": seite, "tag": tag})
    assert response.status_code == 200
    assert "neu eingerichtet" not in response.content.decode()
