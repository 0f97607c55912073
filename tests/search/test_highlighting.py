"""Passages that show why something was found."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.german.analysis import Analysis
from search.german.words import words_of
from search.highlighting import best_passage

ANALYSIS = Analysis()


def passage(text, *terms, **options):
    return best_passage(text, set(terms), ANALYSIS, **options)


def test_words_are_marked_in_any_spelling():
    assert passage("Gärten & ein Gemeinschaftsgarten", "gart") == (
        "<mark>Gärten</mark> &amp; ein <mark>Gemeinschaftsgarten</mark>"
    )


def test_a_text_without_a_meant_word_has_no_passage():
    assert passage("Kino", "gart") is None
    assert passage("", "gart") is None


def test_a_long_text_is_cut_around_the_densest_place():
    text = "Garten. " + "Lorem ipsum dolor. " * 30 + "Im Hof ein Garten mit Kaffee. " + "Ende gut. " * 40
    shown = passage(text, "gart", ANALYSIS.terms("Kaffee").whole)
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "<mark>Garten</mark> mit <mark>Kaffee</mark>" in shown
    assert len(re.sub("<[^>]*>", "", shown)) <= 240


@pytest.mark.parametrize("tag", ["mark", "em"])
def test_the_tag_can_be_chosen(tag):
    assert passage("Garten", "gart", tag=tag) == f"<{tag}>Garten</{tag}>"


def test_a_very_long_word_is_shown_whole():
    word = "Garten" + "x" * 300
    assert word in passage(f"Anfang {word} Ende", ANALYSIS.terms(word).whole)


@given(st.text(alphabet="Garten <>&\"'\n", max_size=400))
def test_nothing_in_a_passage_is_markup_but_the_marks(text):
    shown = passage(text, "gart", "art", "t") or ""
    assert "<" not in shown.replace("<mark>", "").replace("</mark>", "")


@given(
    st.lists(
        st.sampled_from(["Garten", "Gärten", "rat", " ", "\u00a0", "-", ":innen", "’", "(", "."]), max_size=25
    )
)
def test_every_word_that_is_meant_is_marked_wherever_it_stands(pieces):
    text = "".join(pieces)
    meant = [word.text for word in words_of(text) if {"gart"} & terms_of(word.text)]

    assert re.findall("<mark>(.*?)</mark>", passage(text, "gart", length=1000) or "") == meant


def terms_of(word):
    found = ANALYSIS.terms(word)
    return {found.whole, *found.parts} if found else set()
