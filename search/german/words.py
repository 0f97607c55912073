"""Words in a running text, with their places."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from search.german.fold import fold

# Letters and digits, joined by hyphens and apostrophes; "Nachbar:innen" and "Nachbar*in" are one word.
_WORD = re.compile(r"[^\W_]+(?:[:*·](?i:innen|in(?![^\W_])))?(?:[-‐‑'’][^\W_]+)*")
_BOTH_GENDERS = re.compile(r"[:*·](?i:in(?:nen)?)|(?<=[a-zäöüß])In(?:nen)?(?![^\W_])")
_JOINTS = re.compile(r"[-‐‑'’]")


class Word(NamedTuple):
    """A word and where it stands: `text[start:end]`."""

    text: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """The words of a text, in order."""
    for match in _WORD.finditer(text):
        yield Word(match.group(), match.start(), match.end())


def word_texts(text: str) -> list[str]:
    """The same without their places."""
    return _WORD.findall(text)


def pieces(word: str) -> list[str]:
    """The parts between hyphens, without the second gender: "Nachbar:innen-Café" → Nachbar, Café."""
    return [piece for piece in _JOINTS.split(_BOTH_GENDERS.sub("", word)) if piece]


def key_of(word: str) -> str:
    """The folded word without hyphens: "Repair-Café" and "Repaircafé" have the same."""
    return fold("".join(pieces(word)))


@lru_cache(maxsize=8)
def word_list(name: str) -> frozenset[str]:
    """The words of a data file beside this module."""
    return frozenset(word for line in lines_of(name) for word in line.split())


def lines_of(name: str) -> list[str]:
    """The lines of a data file beside this module; one that starts with # is a comment."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
