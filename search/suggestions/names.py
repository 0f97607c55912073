"""Topics, districts and tags by the beginnings of their names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from outbox.edition import kept
from projects.models import Tag
from projects.vocabulary import vocabulary
from search.german.analysis import Analysis
from search.suggestions.starts import Typed, begins, side_by_side

MOST_LOOKED_AT = 500  # names that hold the letters somewhere


class Name(NamedTuple):
    """A row: its key, its word in addresses, its name, and this folded, without spaces."""

    key: int
    slug: str
    name: str
    folded: str


@kept
def all_names() -> Mapping[str, Sequence[Name]]:
    """By kind of row all that there are, in the order of their names."""
    districts, _sectors, topics = vocabulary()
    tags = Tag.objects.order_by("name").values_list("pk", "slug", "name")
    return {
        "topic": _names((row.pk, row.slug, row.name) for row in topics.values()),
        "district": _names((row.pk, row.slug, row.name) for row in districts.values()),
        "tag": _names(tags),
    }


def rows_named(
    typed: Typed, names: Iterable[Name], worth: Callable[[str], int], analysis: Analysis, most: int
) -> list[int]:
    """Keys of rows in whose names these words begin side by side; else of those with each of them.

    `worth` tells by its slug how much a row counts: of many the important ones are looked at.
    """
    holding = [name for name in names if all(key in name.folded for key in typed.keys)]
    holding = sorted(holding, key=lambda name: -worth(name.slug))[:MOST_LOOKED_AT]
    for keys in ((typed.joined,), typed.keys):
        fitting = (one for one in holding if all(begins(one.name, key, analysis) for key in keys))
        if found := [one.key for one in islice(fitting, most)]:
            return found
    return []


def _names(rows: Iterable[tuple[int, str, str]]) -> list[Name]:
    return [Name(key, slug, name, side_by_side(name)) for key, slug, name in rows]
