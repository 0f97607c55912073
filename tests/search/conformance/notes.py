"""Notes and labels, such as Haystack's documentation speaks of, with an index for each."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import NamedTuple

from haystack import indexes

from projects.models import Tag, Topic


class Note(NamedTuple):
    text: str
    author: str
    tags: list[str]
    published: datetime
    views: int
    rating: float | None
    price: Decimal
    is_open: bool


def at(*moment):
    return datetime(*moment, tzinfo=UTC)


NOTES = {
    "Goldfisch": Note(
        "Ein Goldfisch schwimmt im alten Teich.", "daniel", ["Tiere", "Teich, groß"],
        at(2009, 6, 7, 12), 3, 4.5, Decimal("12.50"), True,
    ),
    "Kuckucksuhr": Note(
        "Der Kuckuck ruft, der Goldfisch schweigt.", "john", ["Tiere"],
        at(2009, 6, 7, 18), 5, 2.5, Decimal("9.00"), False,
    ),
    "Bananenmilch": Note(
        "Bananen und Milch, gut gemischt.", "john", ["Küche"],
        at(2009, 7, 1), 10, 1.0, Decimal("100.00"), True,
    ),
    "Äpfel": Note(
        "Äpfel und Milch aus dem alten Topf.", "Sally Jones", ["Küche", "Obst"],
        at(2008, 1, 1), 4, 3.0, Decimal("1.00"), False,
    ),
    "Milchreis": Note(
        "Milch mit Reis, dazu Zimt und Zucker.", "john", [],
        at(2010, 1, 31), 1, None, Decimal("20.00"), True,
    ),
}  # fmt: skip
LABELS = {"Milchglas": "Ein Glas für Milch.", "Teichrand": "Der Rand vom Teich."}


class NoteIndex(indexes.SearchIndex, indexes.Indexable):
    """A field of every kind."""

    text = indexes.CharField(document=True)
    title = indexes.CharField(model_attr="name", boost=1.125)
    author = indexes.CharField(faceted=True)
    tags = indexes.MultiValueField(faceted=True)
    published = indexes.DateTimeField(faceted=True)
    day = indexes.DateField()
    views = indexes.IntegerField(faceted=True)
    rating = indexes.FloatField(null=True)
    price = indexes.DecimalField()
    is_open = indexes.BooleanField()
    beginning = indexes.EdgeNgramField(model_attr="name")
    anywhere = indexes.NgramField(model_attr="name")
    rendered = indexes.CharField(indexed=False)
    kept_apart = indexes.CharField(stored=False)
    subtitle = indexes.CharField(index_fieldname="subtitle_s")

    def get_model(self):
        return Topic

    def prepare(self, row):
        note = NOTES[row.name]
        return (
            super().prepare(row)
            | note._asdict()
            | {
                "day": note.published.date(),
                "rendered": f"<h2>{row.name}</h2>",
                "kept_apart": "Geheimnis",
                "subtitle_s": f"Untertitel von {note.author}",
            }
        )


class LabelIndex(indexes.SearchIndex, indexes.Indexable):
    text = indexes.CharField(document=True)
    title = indexes.CharField(model_attr="name")

    def get_model(self):
        return Tag

    def prepare_text(self, row):
        return LABELS[row.name]


def titles(found):
    """What was found, in the order of the alphabet."""
    return sorted(result.title for result in found)
