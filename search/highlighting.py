"""The passage of a text that shows why it was found, safe to stand in a page."""

from collections.abc import Collection, Iterator, Sequence
from html import escape

from django.utils.safestring import SafeString

from search.german.analysis import Analysis
from search.german.words import Word, words_of

LENGTH = 220
BEFORE = 50  # characters that lead to the first mark


def best_passage(
    text: str, terms: Collection[str], analysis: Analysis, *, length: int = LENGTH, tag: str = "mark"
) -> SafeString | None:
    """The passage with most different marked words, as escaped HTML; None if nothing in the text is meant."""
    if not (marked := _marks(text, terms, analysis)):
        return None
    first = _densest(marked, length - BEFORE)
    start = 0 if len(text) <= length else _word_start(text, max(0, marked[first][0].start - BEFORE))
    end = len(text) if start + length >= len(text) else text.rfind(" ", start, start + length)
    end = max(end, marked[first][0].end)
    return _marked_up(
        text, [word for word, _found in marked if start <= word.start and word.end <= end], start, end, tag
    )


def _marks(text: str, terms: Collection[str], analysis: Analysis) -> list[tuple[Word, set[str]]]:
    """The words that are meant, in order, each with the terms under which it is found.

    No word holds a blank: so it is enough to look into what stands between two of them.
    """
    marks = []
    for piece in analysis.holding(terms, text.split()):
        meant = [(word, found) for word in words_of(piece) if (found := _meant(word.text, terms, analysis))]
        for place in _places(text, piece):
            marks += [(Word(text, place + start, place + end), found) for (text, start, end), found in meant]
    return sorted(marks, key=lambda mark: mark[0].start)


def _places(text: str, piece: str) -> Iterator[int]:
    """Where a piece stands between two blanks."""
    place = text.find(piece)
    while place >= 0:
        end = place + len(piece)
        if not text[place - 1 : place].strip() and not text[end : end + 1].strip():
            yield place
        place = text.find(piece, end)


def _meant(word: str, terms: Collection[str], analysis: Analysis) -> set[str]:
    found = analysis.terms(word)
    return {term for term in (found.whole, *found.parts) if term in terms} if found else set()


def _densest(marked: Sequence[tuple[Word, set[str]]], width: int) -> int:
    """The number of the mark from which on most different terms follow within `width` characters."""
    if marked[-1][0].end - marked[0][0].start <= width:  # as a rule there are few, and near each other
        return 0

    def worth(number: int) -> int:
        reach = marked[number][0].start + width
        return len(set().union(*(found for word, found in marked[number : number + 20] if word.end <= reach)))

    return max(range(len(marked)), key=lambda number: (worth(number), -number))


def _word_start(text: str, place: int) -> int:
    """The start of the word after this place (the text's start stays)."""
    return place and text.find(" ", place) + 1


def _marked_up(text: str, words: Sequence[Word], start: int, end: int, tag: str) -> SafeString:
    pieces = ["… " if start else ""]
    place = start
    for word in words:
        pieces += [escape(text[place : word.start]), f"<{tag}>", escape(word.text), f"</{tag}>"]
        place = word.end
    pieces += [escape(text[place:end]), " …" if end < len(text) else ""]
    return SafeString("".join(pieces))  # every piece of the text is escaped above
