"""Compounds and their parts, found in the catalogue's own words and a short list, never in a dictionary.

Of several ways to cut, the one counts whose parts are commonest by their geometric mean (Koehn and Knight,
"Empirical Methods for Compound Splitting", 2003). The veto is ours: a dictionary would give Kind and Tag.
"""

from collections.abc import Callable

from search.german.fold import fold
from search.german.stem import stem
from search.german.words import word_list

SHORTEST_COMPOUND = 6
LONGEST_COMPOUND = 60  # letters; nobody writes longer ones, and to look for their parts takes long
SHORTEST_PART = 4  # of parts that only the catalogue knows; the list may be shorter
KNOWN_OFTEN = 20  # how often a part of the list counts at least
SEEN_TWICE = 2  # what stands in one entry only may be a mistake
VETO = 0.3  # a word far commoner than its parts is no compound of them
JOINTS = ("", "s", "es", "n", "en", "er", "e")  # Verein-s-heim, Blume-n-kübel

Frequency = Callable[[str], int]
Done = dict[str, tuple[str, ...]]  # the parts of each beginning of a word: many cuts lead to the same


class Splitter:
    """Splits folded words; `frequency` tells how many entries hold a folded word."""

    def __init__(self, frequency: Frequency) -> None:
        self._frequency = frequency
        self._listed = frozenset(map(fold, word_list("parts.txt")))
        self._heads = frozenset(map(stem, self._listed))
        self._whole = frozenset(map(fold, word_list("whole.txt"))) | self._listed

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word without their joints; empty if it is no compound."""
        return self._parts(word, {})

    def _parts(self, word: str, done: Done) -> tuple[str, ...]:
        if word not in done:
            done[word] = self._split(word, done)
        return done[word]

    def _split(self, word: str, done: Done) -> tuple[str, ...]:
        if (
            word in self._whole
            or not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND
            or not word.isalpha()
        ):
            return ()
        weight, _shortest_first, left, right = max(self._cuts(word, done), default=(0.0, 0, "", ""))
        if not weight or weight < VETO * self._frequency(word):
            return ()
        return (*(self._parts(left, done) or (left,)), *(self._parts(right, done) or (right,)))

    def _cuts(self, word: str, done: Done) -> list[tuple[float, int, str, str]]:
        """Ways to cut: how much speaks for each; of equal ones the left part is the one without its joint."""
        cuts = []
        for place in range(3, len(word) - 2):
            head = word[place:]
            if not (head_weight := self._head_weight(head)):
                continue
            for joint in JOINTS:
                if not word.endswith(joint, 0, place):
                    continue
                left = word[: place - len(joint)]
                if left_weight := self._weight(left) or self._rest_weight(left, done):
                    cuts.append(((left_weight * head_weight) ** 0.5, -len(left), left, head))
        return cuts

    def _head_weight(self, head: str) -> int:
        """The same for a last part, which may be inflected: Spielstraßen, Repaircafés."""
        if len(head) >= SHORTEST_PART and stem(head) in self._heads:
            return max(self._frequency(head), KNOWN_OFTEN)
        return self._weight(head)

    def _rest_weight(self, rest: str, done: Done) -> int:
        """What is left of a head may be a compound itself: Lebensmittel-rettung-s-verein."""
        return SEEN_TWICE if len(rest) >= SHORTEST_COMPOUND and self._parts(rest, done) else 0

    def _weight(self, part: str) -> int:
        """How much speaks for a part; 0 if it is none."""
        seen = self._frequency(part) if len(part) >= SHORTEST_PART else 0
        if part in self._listed:
            return max(seen, KNOWN_OFTEN)
        return seen if seen >= SEEN_TWICE else 0
