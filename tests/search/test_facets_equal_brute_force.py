"""Hits and every facet count of the index are those of the FilterSet, value by value, over the database."""

import random

import pytest

from projects.models import Project
from search.actions import rebuild
from search.asked import Asked
from search.facets import PARAMETERS
from search.filters import filtered
from search.from_database import answer_from_database
from search.from_index import answer_from_index
from tests.search.crowd import all_labels, make_crowd, random_choices

ROUNDS = 200
WORDS = ["garten", "repaircafe", "hilfe", "schokolade", "nachbarn helfen"]


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def crowd(shared_index):
    make_crowd()
    rebuild()


class BruteForce:
    """The FilterSet's own answers, as sets of keys."""

    def __init__(self, labels):
        self.labels = labels
        self.with_value = {
            parameter: {value: self.keys({parameter: (value,)}) for value in labels.of[parameter]}
            for parameter in PARAMETERS
        }

    def keys(self, chosen, with_city=True):
        found = filtered(Project.objects.published(), self.labels, chosen, with_city=with_city)
        return set(found.values_list("pk", flat=True))

    def counts(self, asked):
        """A value's hits: its own facet's choices lifted, all others kept."""
        counts = {}
        for parameter in PARAMETERS:
            others = {name: values for name, values in asked.chosen.items() if name != parameter}
            lifted = self.keys(others, asked.with_city)
            numbers = {value: len(keys & lifted) for value, keys in self.with_value[parameter].items()}
            counts[parameter] = {value: number for value, number in numbers.items() if number}
        return counts


def test_hits_and_facets_equal_brute_force(crowd):
    labels = all_labels()
    dice, reference = random.Random(42), BruteForce(labels)
    for _ in range(ROUNDS):
        asked = Asked.read(random_choices(dice, labels), labels)
        answer = answer_from_index(asked, page_size=100)
        expected = reference.keys(asked.chosen, asked.with_city)

        assert answer.total == len(expected), asked
        assert {hit.project.pk for hit in answer.hits} == expected, asked
        assert answer.counts == reference.counts(asked), asked


@pytest.mark.parametrize("words", WORDS)
def test_index_and_database_give_the_same_answer(crowd, words):
    labels = all_labels()
    dice = random.Random(words)
    for _ in range(12):
        data = random_choices(dice, labels)
        data["q"] = words
        asked = Asked.read(data, labels)
        fast, slow = (
            answer_from_index(asked, page_size=100),
            answer_from_database(asked, labels, page_size=100),
        )

        assert fast.total == slow.total, asked
        assert {hit.project.pk for hit in fast.hits} == {hit.project.pk for hit in slow.hits}
        assert fast.counts == slow.counts
        assert (fast.city, fast.corrected, fast.also, fast.is_loose) == (
            slow.city,
            slow.corrected,
            slow.also,
            slow.is_loose,
        )


def test_slices_hold_what_they_say(crowd):
    from haystack.query import SearchQuerySet

    ordered = SearchQuerySet().order_by("name")
    everything = [result.pk for result in ordered[:100]]
    assert len(everything) == len(ordered) == 45
    assert [result.pk for result in SearchQuerySet().order_by("name")[15:25]] == everything[15:25]
    assert [result.pk for result in SearchQuerySet().order_by("name")[5:40]] == everything[5:40]
    assert [result.pk for result in SearchQuerySet().order_by("-name")[0:45]] == everything[::-1]
    assert SearchQuerySet()[3:4] != []
    assert SearchQuerySet().order_by("name")[44].pk == everything[44]
