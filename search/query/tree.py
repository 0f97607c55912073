"""A question as a tree. Nodes are values: they can be compared, kept in sets and asked of any engine.

A node says what matches and how much a match counts. `CONTENT` is the field that holds all text of an entry.
"""

from dataclasses import dataclass
from typing import Any, Self

CONTENT = "content"
FORMS = "forms"  # the words of the content as they are written
FORMS_OF = "forms_of_{}"  # the field that holds the words of another one as they are written


class _Value:
    """What never changes need not be copied: Haystack makes deep copies of a question, time and again."""

    __slots__ = ()

    def __deepcopy__(self, memory: dict[int, Any]) -> Self:
        return self


@dataclass(frozen=True, slots=True)
class Everything(_Value):
    """Every entry; counts nothing."""


@dataclass(frozen=True, slots=True)
class Term(_Value):
    """Entries that hold this term in a field of text."""

    text: str
    field: str = CONTENT


@dataclass(frozen=True, slots=True)
class Prefix(_Value):
    """Entries with a word that begins like this (folded); or ends so, or has it inside.

    In a field of exact values it is the values, as they are, that begin so; then it counts nothing.
    """

    text: str
    at: str = "start"
    field: str = CONTENT

    def fits(self, key: str) -> bool:
        """Whether a folded word is meant."""
        if self.at == "start":
            return key.startswith(self.text)
        return key.endswith(self.text) if self.at == "end" else self.text in key


@dataclass(frozen=True, slots=True)
class Phrase(_Value):
    """Entries in which terms stand at these places of a run: ((0, "bibliothek"), (2, "ding"))."""

    terms: tuple[tuple[int, str], ...]
    field: str = CONTENT


@dataclass(frozen=True, slots=True)
class AnyOf(_Value):
    """Entries whose exact values of a field (slugs) include one of these; counts nothing."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between(_Value):
    """Entries whose number or date lies between two bounds, None being open; counts nothing."""

    field: str
    low: Any = None
    high: Any = None
    with_low: bool = True
    with_high: bool = True


@dataclass(frozen=True, slots=True)
class All(_Value):
    """Entries that match every child; their counts are added."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Some(_Value):
    """Entries that match at least one child; their counts are added."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Best(_Value):
    """Entries that match at least one child; the best child counts: ways to say the same."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not(_Value):
    """Entries that do not match; counts nothing."""

    child: "Node"


@dataclass(frozen=True, slots=True)
class Weighted(_Value):
    """Entries that match the child; they count `factor` as much."""

    child: "Node"
    factor: float


@dataclass(frozen=True, slots=True)
class Prefer(_Value):
    """Entries that match the child; those that match `bonus` too count that much more."""

    child: "Node"
    bonus: "Node"


@dataclass(frozen=True, slots=True)
class Demote(_Value):
    """Entries that match the child; those that match `where` count `factor` as much."""

    child: "Node"
    where: "Node"
    factor: float


Node = (
    Everything
    | Term
    | Prefix
    | Phrase
    | AnyOf
    | Between
    | All
    | Some
    | Best
    | Not
    | Weighted
    | Prefer
    | Demote
)


def both(*nodes: Node) -> Node:
    """All of these nodes as one; `Everything` adds nothing to it."""
    needed = [node for node in nodes if not isinstance(node, Everything)]
    if len(needed) > 1:
        needed = list(dict.fromkeys(needed))
    if len(needed) > 1:
        return All(tuple(needed))
    return needed[0] if needed else Everything()
