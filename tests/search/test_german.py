"""Words that must find each other, and words that must not: tables, no engine."""

from pathlib import Path

import pytest

from search.german.analysis import Analysis
from search.german.compounds import Splitter
from search.german.fold import fold, surface
from search.german.stem import stem
from search.german.words import key_of, pieces, words_of
from search.query.expand import ask
from search.query.matching import Text, vocabulary
from search.query.parse import parse

HERE = Path(__file__).parent


def table(name):
    """Pairs of a file: what is asked for, and the text."""
    lines = (HERE / name).read_text().splitlines()
    return [tuple(line.split(" | ")) for line in lines if line and not line.startswith("#")]


PAIRS = table("find_each_other.txt")
STRANGERS = table("do_not_find_each_other.txt")


def finds(question, text):
    analysis = Analysis()
    return Text.of([text], analysis).matches(ask(parse(question), analysis).every)


def test_the_tables_are_long_enough():
    assert len(set(PAIRS)) == len(PAIRS) >= 150
    assert len(set(STRANGERS)) == len(STRANGERS) >= 50


@pytest.mark.parametrize(("question", "text"), PAIRS)
def test_words_that_mean_the_same_find_each_other(question, text):
    assert finds(question, text)


@pytest.mark.parametrize(("question", "text"), STRANGERS)
def test_words_that_only_look_alike_do_not_find_each_other(question, text):
    assert not finds(question, text)


def test_folding_leaves_an_e_that_is_no_umlaut():
    assert [fold(word) for word in ("neue", "Quelle", "Bauer", "Bücher", "Buecher", "Straße")] == [
        "neue",
        "quelle",
        "bauer",
        "bucher",
        "bucher",
        "strasse",
    ]
    assert surface("SCHÖN") != surface("schon")


def test_verbs_that_end_like_women_keep_their_stem():
    assert stem("wiedergewinnen") != stem("wiedergew")


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [
        ("aufgenommen", "aufnehmen"),
        ("verboten", "verbieten"),
        ("abgezeichnet", "abzeichnen"),
        ("zurückgekehrt", "zurückkehren"),
        ("sammelte", "sammeln"),
        ("begründet", "begründen"),
        ("besucht", "besuchen"),
    ],
)
def test_forms_of_verbs_share_the_stem_of_the_infinitive(form, infinitive):
    assert stem(fold(form)) == stem(fold(infinitive))


def test_nouns_that_begin_like_participles_keep_their_stem():
    for noun in ("wiedergeburt", "zugehorigkeit", "mitgesellschaft", "umgang"):
        assert stem(noun).startswith(noun[:6])


def test_words_know_where_they_stand():
    text = "Das Repair-Café, für Nachbar:innen."
    assert [text[word.start : word.end] for word in words_of(text)] == [
        "Das",
        "Repair-Café",
        "für",
        "Nachbar:innen",
    ]
    assert pieces("Nachbar:innen-Café") == ["Nachbar", "Café"]
    assert key_of("Repair-Café") == key_of("Repaircafé")


def test_stop_words_are_not_looked_for():
    assert Analysis().terms("und") is None
    assert Analysis().terms("---") is None


def test_compounds_are_split_by_the_words_of_the_catalogue():
    known = {"apfel": 5, "presse": 7}
    assert Splitter(lambda word: known.get(word, 0)).parts("apfelpresse") == ("apfel", "presse")
    assert Splitter(lambda word: 0).parts("apfelpresse") == ()


def test_a_word_far_commoner_than_its_parts_is_not_split():
    known = {"versch": 2, "wendung": 2, "verschwendung": 300, "hand": 3, "lung": 2, "handlung": 100}
    splitter = Splitter(lambda word: known.get(word, 0))
    assert splitter.parts("verschwendung") == ()
    assert splitter.parts("handlung") == ()


def test_compounds_of_compounds_are_split_to_the_end():
    known = {"lebensmittel": 9, "rettung": 9}
    parts = Splitter(lambda word: known.get(word, 0)).parts("lebensmittelrettungsverein")
    assert parts == ("lebensmittel", "rettung", "verein")


def test_a_very_long_history_of_words_is_forgotten(monkeypatch):
    analysis = Analysis()
    analysis._known = dict.fromkeys(map(str, range(200_001)))
    assert analysis.terms("Garten").whole == "gart"
    assert len(analysis._known) == 1


def test_the_vocabulary_counts_entries_not_words():
    assert vocabulary([["Garten Garten"], ["Gärten", "Garten"]])["garten"] == 2
