"""What the catalogue answers, whoever found it: the index or the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from projects.cards import Card
from search.facets import Counts


@dataclass(frozen=True, slots=True)
class Hit:
    """A project on the page, how often its idea was passed on, and the passage for which it was found."""

    project: Card
    passed_on: int = 0
    snippet: SafeString | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """How many projects answer, those of this page, and what every facet would give."""

    total: int
    hits: Sequence[Hit]
    counts: Counts
    city: int = 0  # how many of the hits are city-wide
    corrected: Mapping[str, str] = field(default_factory=dict)  # words that nothing holds: what was shown
    also: tuple[str, ...] = ()  # synonyms that were looked for too
    is_loose: bool = False  # no entry holds all words: any of them was enough
    is_from_database: bool = False
