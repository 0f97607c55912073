"""What may have been meant by a word that finds nothing."""

from collections.abc import Iterator
from functools import cache

from search.german.analysis import Analysis
from search.german.compounds import JOINTS, LONGEST_COMPOUND, SHORTEST_PART
from search.german.words import key_of, pieces, word_list, words_of
from search.query.correct import MOST_SLIPS, Known, KnownWords, nearest
from search.query.source import Source, holds_word
from search.query.tree import Best, Node, Term, both


def meant_by(word: str, source: Source) -> str | None:
    """The nearest word that finds something; of a compound at least the parts; None if nothing is near."""
    key = key_of(word)
    if len(key) > LONGEST_COMPOUND:
        return None
    return _nearest(key, source) or _by_pieces(word, source) or _by_known_part(key, source)


def suggestion(text: str, source: Source) -> str | None:
    """The text with the nearest known word for each that finds nothing; None if there is nothing to mend."""
    mended, end, analysis = [], 0, source.analysis()
    for word in words_of(text):
        meant = None if is_known(word.text, source, analysis) else meant_by(word.text, source)
        mended += [text[end : word.start], meant or word.text]
        end = word.end
    found = "".join([*mended, text[end:]])
    return found if found != text else None


def is_known(word: str, source: Source, analysis: Analysis) -> bool:
    """Whether any entry holds the word, or all its parts; stop words are known always."""
    terms = analysis.terms(word)
    if terms is None:
        return True
    ways: list[Node] = [Term(terms.whole)]
    if terms.parts:
        ways.append(both(*map(Term, terms.parts)))
    return source.holds(Best(tuple(ways)))


def _nearest(key: str, source: Source, *, slips: int = MOST_SLIPS) -> str | None:
    """A word of the source, or a common part of compounds."""
    candidates = nearest(key, [*source.spellings(), _listed_parts()], slips=slips)
    return next((word for word in candidates if holds_word(word, source)), None)


@cache
def _listed_parts() -> KnownWords:
    return KnownWords(Known(key_of(part), part, 0) for part in word_list("parts.txt"))


def _by_pieces(word: str, source: Source) -> str | None:
    """Hyphens tell the parts: each is corrected where it must be."""
    typed = pieces(word)
    if len(typed) < 2:
        return None
    meant = [piece if holds_word(piece, source) else meant_by(piece, source) or piece for piece in typed]
    return _if_found("-".join(meant), source)


def _by_known_part(key: str, source: Source) -> str | None:
    """A compound of which one part is known, the longer the better: the other one is corrected."""
    for known, rest, is_first in sorted(_halves(key, source), key=lambda half: -len(half[0])):
        found = _nearest(rest, source, slips=1)
        if found and (meant := _if_found(f"{known}-{found}" if is_first else f"{found}-{known}", source)):
            return meant
    return None


def _if_found(compound: str, source: Source) -> str | None:
    """The compound, if an entry holds it or all its parts."""
    terms = source.analysis().terms(compound)
    is_found = terms and source.holds(Best((Term(terms.whole), both(*map(Term, terms.parts)))))
    return compound if is_found else None


def _halves(key: str, source: Source) -> Iterator[tuple[str, str, bool]]:
    """The part that finds something, the other one, and whether the known one comes first."""
    for place in range(SHORTEST_PART, len(key) - SHORTEST_PART + 1):
        first, last = key[:place], key[place:]
        if any(holds_word(part, source) for part in _without_joint(first)):
            yield first, last, True
        if holds_word(last, source):
            yield last, first, False


def _without_joint(first: str) -> Iterator[str]:
    """What the first part of a compound may be: "studenten" → studenten, studente, student."""
    for joint in JOINTS:
        if first.endswith(joint) and len(first) - len(joint) >= SHORTEST_PART:
            yield first[: len(first) - len(joint)]
