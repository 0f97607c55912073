"""What is asked of every engine: frequent and rare words of the invented catalogue."""

from collections.abc import Iterator
from typing import Any

WORDS = ("Kinder", "Nachbarn", "Werkzeug", "Lastenrad", "Beratung", "Kleidung", "Musik", "Regale")
PAIRS = (
    "Fahrrad Werkstatt",
    "Kinder Straße",
    "Menschen Besuch",
    "Lebensmittel Schrank",
    "Klima Beratung",
    "Bücher Schrank",
    "Werkzeug Katalog",
    "Musik Vereine",
)
PHRASES = (
    "heißen Tag",
    "vier Sprachen",
    "ältere Menschen",
    "lange Tisch",
    "eigenes Rad",
    "halbe Stunde",
    "öffentlicher Raum",
    "geretteten Lebensmitteln",
)
FILTER = ("altstadt", "nordend", "westend", "seeheim")  # districts of the invented catalogue

MEASURES = {
    "one_word": "one word",
    "all_words": "two words, both",
    "page": "result page",
    "facets": "three facets alone",
    "phrase": "phrase",
}


def questions() -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Names of measures, which are methods of every engine, with their arguments."""
    for number, (word, pair, phrase) in enumerate(zip(WORDS, PAIRS, PHRASES, strict=True)):
        yield "one_word", (word,)
        yield "all_words", (pair,)
        yield "page", (pair, FILTER[number % len(FILTER)])
        yield "facets", (word,)
        yield "phrase", (phrase,)


def by_measure() -> dict[str, list[tuple[Any, ...]]]:
    """The arguments of all questions, by the name of their measure."""
    asked: dict[str, list[tuple[Any, ...]]] = {measure: [] for measure in MEASURES}
    for measure, arguments in questions():
        asked[measure].append(arguments)
    return asked
