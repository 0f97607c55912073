"""Whatever is typed, the search answers, from the index, and gives nothing back unescaped."""

import pytest
from django.test import Client

from search.actions import load_synonyms
from tests.fuzzing import ADDRESSES, MAKERS, outcomes, strings

SAMPLE, SEED = 280, 1  # ten thousand in the benchmarks


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_string_is_answered(catalogue, address):
    load_synonyms(["Repaircafé, Flicktreff, Bibliothek der Dinge"])
    found = list(outcomes(Client(), address, strings(SAMPLE, SEED)))
    assert [(one.fuzz, one.wrong) for one in found if one.wrong] == []
    assert {one.fuzz.kind for one in found} == set(MAKERS)


def test_an_answer_that_the_index_did_not_give_is_noticed(catalogue, backend, monkeypatch):
    monkeypatch.setattr(type(backend), "search", lambda *arguments, **options: 1 / 0)
    [found] = outcomes(Client(), "/projekte/", strings(1, SEED))
    assert found.status == 200
    assert "ZeroDivisionError" in found.wrong
