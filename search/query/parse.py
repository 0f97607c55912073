"""What a visitor typed, taken apart: words, "phrases", -without, beginning*. No sign is an error."""

import re
from typing import NamedTuple

from search.german.words import words_of

LONGEST = 200
MOST_CLAUSES = 24
_QUOTES = str.maketrans({"„": '"', "“": '"', "”": '"', "«": '"', "»": '"', "″": '"', "–": " ", "—": " "})
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


class Clause(NamedTuple):
    """One demand: words that stand side by side, or one word."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_excluded: bool = False
    is_prefix: bool = False


def clean(text: str) -> str:
    """The text without control characters and runs of space, at most `LONGEST` long."""
    visible = "".join(c if c.isprintable() else " " for c in text[: 10 * LONGEST])
    return " ".join(visible.split())[:LONGEST].strip()


def parse(text: str) -> list[Clause]:
    """The demands of a query, in order; an empty list if it holds no word."""
    clauses: list[Clause] = []
    for part in _PART.finditer(clean(text).translate(_QUOTES)):
        if part["phrase"] is not None:
            clauses += quoted(part["phrase"], is_excluded=bool(part["minus"]))
        else:
            clauses += _plain(part["word"], bool(part["minus"]))
    return clauses[:MOST_CLAUSES]


def literal(text: str) -> list[Clause]:
    """The demand for each of these words, whatever signs stand among them."""
    return [Clause((word.text,)) for word in words_of(text)][:MOST_CLAUSES]


def quoted(text: str, *, is_excluded: bool = False) -> list[Clause]:
    """The demand for these words in this order; none if there are no words."""
    words = tuple(word.text for word in words_of(text))
    return [Clause(words, is_phrase=True, is_excluded=is_excluded)] if words else []


def _plain(text: str, is_excluded: bool) -> list[Clause]:
    words = [word.text for word in words_of(text)]
    clauses = [Clause((word,), is_excluded=is_excluded) for word in words]
    if words and text.endswith("*"):
        clauses[-1] = clauses[-1]._replace(is_prefix=True)
    return clauses
