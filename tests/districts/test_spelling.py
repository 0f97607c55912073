"""Spellings that mean the same share a key; addresses are German."""

import pytest

from districts.spelling import folded_key, german_slug, sort_key

SLUGS = {
    "Süd": "sued",
    "Möhringen": "moehringen",
    "Straßenfest": "strassenfest",
    "Nähcafé im Garten": "naehcafe-im-garten",
    "Tauschen & Leihen": "tauschen-leihen",
    "  ": "",
}


@pytest.mark.parametrize(("text", "slug"), SLUGS.items())
def test_slug(text, slug):
    assert german_slug(text) == slug


def test_a_decomposed_umlaut_is_an_umlaut():
    assert german_slug("Su\u0308d") == "sued"


def test_a_slug_is_cut_without_a_trailing_hyphen():
    assert german_slug("abc def", max_length=4) == "abc"


@pytest.mark.parametrize("spelling", ["Repair Café", "Repair-Café", "repaircafe", "REPAIR_CAFE"])
def test_spellings_share_a_key(spelling):
    assert folded_key(spelling) == "repaircafe"


def test_different_words_have_different_keys():
    assert folded_key("Mütter") != folded_key("Mutter")


def test_umlauts_stand_beside_their_letter():
    words = ["Zeit", "Älter", "Bildung", "Öffentlich", "Alt", "Straße"]
    assert sorted(words, key=sort_key) == ["Alt", "Älter", "Bildung", "Öffentlich", "Straße", "Zeit"]
