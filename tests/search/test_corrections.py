"""What is shown instead of words that find nothing; no engine."""

import pytest

from search.german.analysis import Analysis
from search.german.words import key_of
from search.query.correct import Known, KnownWords
from search.query.matching import Text, vocabulary
from search.query.meant import meant_by

TEXTS = [
    "Reparatur von Fahrrädern in der Werkstatt",
    "Selbsthilfewerkstatt für Ihr Fahrrad, mit Studenten",
    "Die Gruppe der Studenten trifft sich",
    "Kinder im Garten",
    "Repair-Café",
]


class Texts:
    """A source of words: a handful of texts."""

    def __init__(self, texts):
        self.words = vocabulary([text] for text in texts)
        self.own = Analysis(lambda word: self.words.get(word, 0))
        self.texts = [Text.of([text], self.own) for text in texts]

    def analysis(self):
        return self.own

    def spellings(self):
        forms = {form for text in self.texts for form in text.forms}
        return [KnownWords(Known(key_of(form), form, 1) for form in forms)]

    def holds(self, node):
        return any(text.matches(node) for text in self.texts)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("reperatur", "reparatur"),
        ("Werkstadt", "werkstatt"),
        ("Repair-Kaffe", "repair-café"),
        ("Studentengrupe", "studenten-gruppe"),
        ("Fahradwerkstatt", "fahrrad-werkstatt"),
    ],
)
def test_the_nearest_word_that_finds_something_is_meant(typed, meant):
    assert meant_by(typed, Texts(TEXTS)) == meant


@pytest.mark.parametrize("typed", ["Skatepark", "Xylophon", "abc", "Kinderheim", "Repair-Zebra"])
def test_a_word_that_nothing_is_near_to_is_left_alone(typed):
    assert meant_by(typed, Texts(TEXTS)) is None


def test_parts_that_no_entry_holds_together_are_no_correction():
    """Studenten and Garten are known, but not in one entry."""
    assert meant_by("Studentengartn", Texts(TEXTS)) is None
