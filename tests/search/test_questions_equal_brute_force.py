"""Whatever is asked, words and filters: the hits, their order and every count are those of brute force."""

import random

import pytest
from django.db import transaction

from search.actions import load_synonyms, rebuild
from search.asked import Asked
from search.catalogue import find
from search.german.words import word_texts
from tests.search.brute_force import BruteForce, Demand
from tests.search.crowd import SENTENCES, TITLES, all_labels, make_crowd, random_choices

QUESTIONS, SEED = 300, 7
SYNONYMS = ("Musik", "Gesang", "Chor")
STRANGE = ["Xylophon", "Skatepark", "Zahnarzt", "Gesang"]
ORDERS = ["", "relevanz", "neu", "bestaetigt", "name", "weitergegeben"]
PAGE = 7


@pytest.fixture
def reference(search_index):
    with transaction.atomic():
        make_crowd()
    load_synonyms([", ".join(SYNONYMS)])
    rebuild()  # compounds are split by all words at once
    return BruteForce(SYNONYMS)


def random_demands(dice):
    """None to four demands, most of them words of the entries."""
    return [random_demand(dice) for _ in range(dice.choice([0, 1, 1, 2, 2, 3, 4]))]


def random_demand(dice):
    sentence = word_texts(dice.choice([*SENTENCES, *TITLES]))
    is_excluded = dice.random() < 0.2
    kind = dice.choice(["word", "word", "word", "start", "phrase"])
    if kind == "phrase":
        start = dice.randrange(len(sentence))
        words = sentence[start : start + dice.randint(1, 3)]
        if dice.random() < 0.2:
            dice.shuffle(words)
        return Demand(kind, tuple(words), is_excluded)
    word = dice.choice(STRANGE) if dice.random() < 0.1 else dice.choice(sentence)
    if kind == "start":
        return Demand(kind, (word[: dice.randint(2, 6)].rstrip("-:"),), is_excluded)
    return Demand(kind, (spelled(dice, word),), is_excluded)


def spelled(dice, word):
    """The word as somebody else may write it."""
    respelled = word.translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"})
    return dice.choice([word, word, word.upper(), word.lower(), respelled])


def random_question(dice, labels, reference):
    data = random_choices(dice, labels, share=dice.choice([0, 0.15, 0.4]))
    demands = random_demands(dice)
    data["q"] = " ".join(demand.typed() for demand in demands)
    data["sortierung"] = dice.choice(ORDERS)
    strange = [one for one in demands if one.kind == "word" and not reference.is_known(one.words[0])]
    if strange or dice.random() < 0.1:
        data["wortlaut"] = "1"  # brute force corrects nothing
    return Asked.read(data, labels), demands


def keys_of(answer):
    return [hit.project.pk for hit in answer.hits]


def test_three_hundred_questions_are_answered_like_brute_force(reference):
    labels, dice = all_labels(), random.Random(SEED)
    seen = {"hits": 0, "none": 0, "loose": 0, "in order": 0}
    for _ in range(QUESTIONS):
        asked, demands = random_question(dice, labels, reference)
        expected, counts, is_loose = reference.answer(demands, asked.chosen, asked.with_city)
        answer, _asked = find(asked, labels, page_size=100)

        assert not answer.is_from_database
        assert set(keys_of(answer)) == {entry.key for entry in expected}, asked
        assert answer.total == len(answer.hits) == len(expected)
        assert answer.counts == counts, asked
        assert answer.city == sum(entry.is_city_wide for entry in expected)
        assert answer.is_loose == is_loose, asked
        if asked.order != "relevanz":
            assert keys_of(answer) == [one.key for one in reference.in_order(expected, asked.order)], asked
            seen["in order"] += 1
        seen["loose" if is_loose else "hits" if expected else "none"] += 1
    assert min(seen.values()) > 15, seen


def test_pages_are_slices_of_the_whole(reference):
    labels, dice = all_labels(), random.Random(SEED)
    for _ in range(40):
        asked, _demands = random_question(dice, labels, reference)
        whole = keys_of(find(asked, labels, page_size=100)[0])
        pages = [
            keys_of(find(asked.anew(page=1 + start // PAGE), labels, page_size=PAGE)[0])
            for start in range(0, len(whole), PAGE)
        ]
        assert [key for page in pages for key in page] == whole, asked
