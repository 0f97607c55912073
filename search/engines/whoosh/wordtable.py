"""The different words of many texts, each analysed once; what they are found under, as numbers."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np

from search.engines.whoosh.arrays import Ints, Longs, bounds_of, ranges
from search.engines.whoosh.inverted import Inverted, Uses
from search.german.analysis import Analysis
from search.german.compounds import Frequency
from search.german.fold import surface
from search.german.words import key_of, word_texts

PART = 0.6  # a part of a compound says less than the word itself

K = TypeVar("K")


class Numbering(dict[K, int]):
    """Numbers for things, in the order in which they are first asked for."""

    def __missing__(self, thing: K) -> int:
        number = self[thing] = len(self)
        return number


class Pieces:
    """What stands between two blanks, each different piece taken apart once: no word holds a blank."""

    def __init__(self, pieces: Iterable[str]) -> None:
        words, found = Numbering[str](), [word_texts(piece) for piece in pieces]
        self._numbers = np.array([words[word] for own in found for word in own], np.int32)
        self._lengths = np.array([len(own) for own in found], np.int64)
        self._bounds = bounds_of(self._lengths)
        self.words = list(words)

    def words_in(self, pieces: Ints) -> tuple[Ints, Longs]:
        """The numbers of the words in these pieces, and where those of each piece begin."""
        lengths = self._lengths[pieces]
        return self._numbers[ranges(self._bounds[pieces], lengths)], bounds_of(lengths)


class WordTable:
    """What each of these words is found under; uses of words become uses of terms and of forms."""

    def __init__(self, words: Sequence[str], analysis: Analysis) -> None:
        terms, forms = Numbering[str](), Numbering[str]()
        numbers, worths, lengths, form_of = [], [], [], []
        for word in words:
            found = analysis.terms(word)
            own = [terms[term] for term in (found.whole, *found.parts)] if found else []
            numbers += own
            worths += [1.0, *(PART for _part in found.parts)] if found else []
            lengths.append(len(own))
            form_of.append(forms[surface(word)] if found else -1)
        self._terms, self._forms = _encoded(terms), _encoded(forms)
        self._numbers, self._worths = np.array(numbers, np.int32), np.array(worths, np.float32)
        self._lengths, self._bounds = np.array(lengths, np.int64), bounds_of(np.array(lengths))
        self._form_of = np.array(form_of, np.int32)

    def terms(self, words: Uses, size: int) -> Inverted:
        """The terms of a text, of which these are the words."""
        lengths = self._lengths[words.terms]
        chosen = ranges(self._bounds[words.terms], lengths)
        weights = None if words.weights is None else np.repeat(words.weights, lengths) * self._worths[chosen]
        positions = None if words.positions is None else np.repeat(words.positions, lengths)
        entries = np.repeat(words.entries, lengths)
        return Inverted.of(self._terms, Uses(self._numbers[chosen], entries, weights, positions), size)

    def forms(self, words: Uses, size: int) -> Inverted:
        """The words of a text as they are written."""
        numbers = self._form_of[words.terms]
        said = numbers >= 0
        return Inverted.of(self._forms, Uses(numbers[said], words.entries[said]), size).with_folded()

    def said(self, words: Uses, size: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
        """How many words of a text can be found, by entry."""
        entries = words.entries[self._lengths[words.terms] > 0]
        return np.bincount(entries, minlength=size).astype(np.int32)


def frequency_in(words: Sequence[str], uses: Uses) -> Frequency:
    """In how many entries a folded word stands, for uses of these words; stop words do not count."""
    plain, keys = Analysis(), Numbering[str]()
    key_of_word = [keys[key_of(word)] if plain.is_found(word) else -1 for word in words]
    own = np.array(key_of_word, np.int64)[uses.terms]
    pairs = np.sort(uses.entries[own >= 0] * np.int64(len(keys)) + own[own >= 0])
    pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]  # each once
    counted = np.bincount(pairs % max(len(keys), 1), minlength=len(keys)).tolist()
    frequency = dict(zip(keys, counted, strict=True))
    return lambda key: frequency.get(key, 0)


def _encoded(numbering: Numbering[str]) -> list[bytes]:
    return [thing.encode() for thing in numbering]
