"""What people type, taken apart and understood; no engine."""

import pytest

from search.german.analysis import Analysis
from search.query.correct import Known, KnownWords, nearest
from search.query.expand import ask, marked_terms
from search.query.matching import Text
from search.query.parse import LONGEST, MOST_CLAUSES, Clause, clean, parse
from search.query.synonyms import Synonyms
from search.query.tree import (
    FORMS,
    All,
    AnyOf,
    Best,
    Between,
    Demote,
    Everything,
    Not,
    Phrase,
    Prefer,
    Prefix,
    Some,
    Term,
    Weighted,
    both,
)


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ("garten hof", [Clause(("garten",)), Clause(("hof",))]),
        ('"offener Schrank"', [Clause(("offener", "Schrank"), is_phrase=True)]),
        ("„offener Schrank“", [Clause(("offener", "Schrank"), is_phrase=True)]),
        ('"offen', [Clause(("offen",), is_phrase=True)]),
        ("garten -hof", [Clause(("garten",)), Clause(("hof",), is_excluded=True)]),
        ('-"offener Schrank"', [Clause(("offener", "Schrank"), is_phrase=True, is_excluded=True)]),
        ("gart*", [Clause(("gart",), is_prefix=True)]),
        ("Repair-Café", [Clause(("Repair-Café",))]),
        ("a/b", [Clause(("a",)), Clause(("b",))]),
        ('* - " ""', []),
        ("\0\x07garten\n", [Clause(("garten",))]),
        ("", []),
    ],
)
def test_a_query_is_taken_apart(typed, clauses):
    assert parse(typed) == clauses


def test_a_query_has_limits():
    assert len(clean("x" * 5000)) == LONGEST
    assert len(parse("a b " * 100)) == MOST_CLAUSES


def question(typed, groups=()):
    return ask(parse(typed), Analysis(), Synonyms(groups))


def test_spellings_of_a_compound_are_the_same_question():
    expected = question("Repair-Café")
    for spelling in ("Repaircafé", "repair cafe", "Repaircafe", "REPAIR CAFÉ"):
        assert question(spelling).every == expected.every


def test_a_simple_word_prefers_its_very_form():
    assert question("schön").every == Prefer(Term("schon"), Weighted(Term("schön", FORMS), 0.15))
    assert question("schön").every != question("schon").every or question("schon").every == Everything()


def test_nothing_to_look_for_is_everything():
    for typed in ("", "und", '"und der"', "???"):
        assert question(typed).every == Everything()


def test_excluded_words_stay_excluded_when_any_word_will_do():
    asked = question("garten hof -suppe")
    assert isinstance(asked.every, All)
    text = Text.of(["Garten mit Suppe"], Analysis())
    assert not text.matches(asked.some)
    assert Text.of(["Garten"], Analysis()).matches(asked.some)


@pytest.mark.parametrize("typed", ["-garten", '-"garten hof"', "-gart*", "-und", '-"und"'])
def test_a_query_may_only_exclude(typed):
    assert Text.of(["Kino"], Analysis()).matches(question(typed).every)


def test_a_phrase_of_one_word_is_a_word():
    assert question('"Garten"').every == Term("gart")
    assert question('"Bibliothek der Dinge"').every == Phrase(((0, "bibliothek"), (2, "ding")))


def test_any_word_means_any_part_of_a_compound_but_not_of_one_asked_for_alone():
    text = Text.of(["Eine Werkstatt am Markt"], Analysis())
    assert not text.matches(question("Fahrradwerkstatt").some)
    assert text.matches(question("Fahrradwerkstatt singen").some)
    assert question("Fahrradwerkstatt").some == question("Fahrradwerkstatt").every


def test_two_words_that_make_up_a_compound_are_still_two():
    """Each counts once: side by side with a third word they weigh no more than it."""
    asked = question("kinder chor singen").some
    text = Text.of(["Chor"], Analysis())
    assert text.matches(asked)
    assert text.count(asked) == 1


GROUPS = [["Leihladen", "Bibliothek der Dinge", "Leila"], ["Kiez", "Viertel"]]


def test_synonyms_stand_beside_a_word_and_beside_a_run_of_words():
    assert question("Leihläden", GROUPS).also == ("Bibliothek der Dinge", "Leila")
    assert question("die Bibliothek der Dinge im Kiez", GROUPS).also == ("Leihladen", "Leila", "Viertel")
    assert question("Kino", GROUPS).also == ()
    assert Text.of(["Eine Bibliothek voller Dinge"], Analysis()).matches(question("Leila", GROUPS).every)


@pytest.mark.parametrize("typed", ["Kinder Kiez", "Kiez Kinder", "offene Kinder Bibliothek der Dinge"])
def test_synonyms_stand_beside_a_word_that_makes_up_a_compound_with_its_neighbour(typed):
    """Any two words that the catalogue knows look like a compound."""
    analysis = Analysis(lambda word: 9 * (word in ("kinder", "kiez", "offene", "bibliothek")))
    asked = ask(parse(typed), analysis, Synonyms(GROUPS))
    assert analysis.splitter.parts("kinderkiez") == ("kinder", "kiez")
    assert asked.also
    text = Text.of([f"{' '.join(asked.also)} für offene Kinder"], analysis)
    assert text.matches(asked.every)
    assert text.matches(asked.some)


def test_marked_terms_are_those_that_were_meant():
    assert question("Repaircafé").terms == {"repaircaf", "repair", "caf"}
    assert question('"offener Schrank" garten -kino').terms == {"off", "schrank", "gart"}
    nested = Demote(Some((Best((Term("a"),)), Not(Term("b")), AnyOf("c", ("d",)))), Everything(), 0.5)
    assert set(marked_terms([nested])) == {"a"}


def test_a_text_answers_every_kind_of_node():
    text = Text.of(["Repair-Café am Markt", "Geräte reparieren"], Analysis())
    true = [
        Everything(),
        Term("repair"),
        Term("repair-café", FORMS),
        Prefix("repairc"),
        Prefix("kt", "end"),
        Prefix("ark", "inside"),
        Phrase(((0, "repaircaf"), (2, "markt"))),
        Some((Term("x"), Term("markt"))),
        Best((Term("x"), Term("markt"))),
        Not(Term("x")),
        Prefer(Term("markt"), Term("x")),
        Demote(Weighted(Term("markt"), 2), Everything(), 0.5),
        AnyOf("district", ("west",)),
        Between("confirmed"),
        All((Term("markt"), Term("repar"))),
    ]
    false = [
        Term("x"),
        Term("Repair", FORMS),
        Prefix("arkt"),
        Phrase(((0, "markt"), (1, "repaircaf"))),
        Phrase(((0, "markt"), (1, "gerat"))),
        All((Term("markt"), Term("x"))),
    ]
    assert all(map(text.matches, true))
    assert not any(map(text.matches, false))


def test_a_text_is_counted_by_what_it_holds():
    text = Text.of(["Markt Markt Café"], Analysis())
    assert text.count(Term("markt")) == 2
    assert text.count(All((Term("markt"), Term("caf"), Term("x")))) == 3
    assert text.count(Best((Weighted(Term("markt"), 0.5), Term("x")))) == 1
    assert text.count(Prefer(Term("caf"), Term("markt"))) == 1
    assert text.count(Demote(Prefix("mark"), Everything(), 0.5)) == 1
    assert text.count(Everything()) == 0


def test_both_leaves_out_what_adds_nothing():
    assert both() == Everything()
    assert both(Term("a"), Everything()) == Term("a")
    assert both(Term("a"), Term("a"), Term("b")) == All((Term("a"), Term("b")))


WORDS = [Known("reparatur", "reparatur", 9), Known("garten", "garten", 5), Known("karten", "karten", 7)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("reperatur", "reparatur"),
        ("repratur", "reparatur"),
        ("repartaur", "reparatur"),
        ("gartn", "garten"),
        ("parten", "karten"),
        ("gar", None),
        ("gtn", None),
        ("fahrrad", None),
        ("garten", "karten"),
    ],
)
def test_slips_are_corrected(typed, meant):
    corrected = nearest(typed, [KnownWords(WORDS)])
    assert corrected[:1] == ([meant] if meant else [])


def test_a_word_is_near_by_its_stem_too_but_a_little_less():
    known = [Known("mannschaften", "Mannschaften", 9), Known("manschetten", "Manschetten", 1)]
    assert nearest("mannschaqt", [KnownWords(known)]) == ["Mannschaften"]
    known = [Known("ehrenamtliche", "ehrenamtliche", 9), Known("ehrenamt", "Ehrenamt", 1)]
    assert nearest("ehrenmat", [KnownWords(known)])[0] == "Ehrenamt"


def test_of_equally_near_words_the_most_frequent_is_meant():
    assert nearest("marten", [KnownWords(WORDS[:1]), KnownWords(WORDS[1:])]) == ["karten", "garten"]
