"""Hits and every facet count of the index are those of the FilterSet, value by value, over the database."""

import random
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.http import QueryDict

from projects.choices import Activity, SupportKind
from projects.models import Project
from search.asked import Asked
from search.facets import PARAMETERS, Labels
from search.filters import filtered
from search.from_database import answer_from_database
from search.from_index import answer_from_index
from tests import factories as make

ROUNDS = 200
DISTRICTS = ["Nord", "Süd", "Ost", "West", "St. Pauli, Hafen"]
WORDS = ["garten", "repaircafe", "hilfe", "schokolade", "nachbarn helfen"]
TITLES = ["Gemeinschaftsgarten", "Repair-Café", "Nachbarschaftshilfe", "Schokoladenseiten", "Tauschring"]


@pytest.fixture
def crowd(search_index):
    """Sixty projects of all kinds, a quarter of them not public; the same in every run."""
    dice = random.Random(20)
    with transaction.atomic():
        districts = [make.DistrictFactory(name=name) for name in DISTRICTS]
        topics = make.TopicFactory.create_batch(4)
        sectors = make.SectorFactory.create_batch(3)
        for number in range(60):
            _make_project(dice, number, districts, topics, sectors)


def _make_project(dice, number, districts, topics, sectors):
    make.ProjectFactory(
        title=f"{dice.choice(TITLES)} {number}",
        summary="Nachbarn helfen einander.",
        topics=dice.sample(topics, dice.randint(1, 3)),
        sectors=dice.sample(sectors, dice.randint(1, 2)),
        tags=dice.sample(["Kaffee, Kuchen", "für Ältere", "draußen"], dice.randint(0, 3)),
        offers=dice.sample(SupportKind.values, dice.randint(0, 3)),
        activity=dice.choice(Activity.values),
        last_confirmed=date(2026, 1, 1) - timedelta(days=dice.randint(0, 900)) if number % 3 else None,
        **_place(dice, districts),
        **({"submitted": True} if number % 4 == 0 else {}),
    )


def _place(dice, districts):
    kind = dice.random()
    if kind < 0.2:
        return {"city": True}
    if kind < 0.3:
        return {"outside": True}
    home, *further = dice.sample(districts, dice.randint(1, 3))
    return {"home_district": home, "reaches": further}


def all_labels():
    labels = Labels.load()
    labels.know_tags(["kaffee-kuchen", "fuer-aeltere", "draussen"])
    assert len(labels.of["tag"]) == 3
    return labels


def random_question(dice, labels):
    data = QueryDict(mutable=True)
    for parameter in PARAMETERS:
        values = list(labels.of[parameter])
        if dice.random() < 0.45:
            data.setlist(parameter, dice.sample(values, dice.randint(1, min(3, len(values)))))
    if dice.random() < 0.3:
        data["stadtweit"] = "0"
    return data


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
        asked = Asked.read(random_question(dice, labels), labels)
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
        data = random_question(dice, labels)
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
