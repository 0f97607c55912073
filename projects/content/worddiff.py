"""Two texts compared word by word, as runs of words to read."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

WORD = re.compile(r"(\w+|[^\w\s]|\n)([^\S\n]*)")
AROUND = 12  # words that are shown before and after a change


class Fate(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


class Run(NamedTuple):
    """Words side by side that share one fate."""

    fate: Fate
    text: str


class Word(NamedTuple):
    """A word, a sign or a line break; `whole` with the spaces behind it."""

    core: str
    whole: str


def word_diff(before: str, after: str) -> list[Run]:
    """The runs that turn one text into the other. Differences of mere spaces are none."""
    old, new = _words(before.strip()), _words(after.strip())
    runs: list[Run] = []
    for gone, came, kept in _hunks(old, new):
        runs += [
            Run(fate, "".join(word.whole for word in words))
            for fate, words in ((Fate.GONE, gone), (Fate.NEW, came), (Fate.KEPT, kept))
            if words
        ]
    return runs


def shortened(runs: list[Run], around: int = AROUND) -> list[Run]:
    """The same runs; of long ones that are kept only the words next to a change, then "…"."""
    last = len(runs) - 1
    return [
        _cut(run, 0 if number == 0 else around, 0 if number == last else around)
        if run.fate == Fate.KEPT and last
        else run
        for number, run in enumerate(runs)
    ]


def _words(text: str) -> list[Word]:
    return [Word(found[1], found[0]) for found in WORD.finditer(text.replace("\r\n", "\n"))]


def _hunks(old: list[Word], new: list[Word]) -> Iterator[tuple[list[Word], list[Word], list[Word]]]:
    """What went, what came in its place, and what follows unchanged; signs between two changes are part
    of the change, or the reader sees more marks than words."""
    cores = [word.core for word in old], [word.core for word in new]
    gone: list[Word] = []
    came: list[Word] = []
    for name, old_from, old_to, new_from, new_to in SequenceMatcher(None, *cores).get_opcodes():
        gone_here, came_here = old[old_from:old_to], new[new_from:new_to]
        is_sign_between = (gone or came) and new_to < len(new) and not _has_letters(came_here)
        if name != "equal" or is_sign_between:
            gone, came = gone + gone_here, came + came_here
        else:
            yield gone, came, came_here
            gone, came = [], []
    if gone or came:
        yield gone, came, []


def _has_letters(words: list[Word]) -> bool:
    return any(word.core.isalnum() for word in words)


def _cut(run: Run, first: int, last: int) -> Run:
    words = _words(run.text)
    if len(words) <= first + last + 2:
        return run
    head = "".join(word.whole for word in words[:first])
    tail = "".join(word.whole for word in words[len(words) - last :])
    return Run(run.fate, f"{head}… {tail}")
