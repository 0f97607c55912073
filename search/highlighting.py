"""The passage of a text that shows why it was found, safe to stand in a page."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from html import escape

from django.utils.safestring import SafeString

from search.german.analysis import Analysis, Placed

LENGTH = 220
BEFORE = 50  # characters that lead to the first mark


def best_passage(
    text: str, terms: AbstractSet[str], analysis: Analysis, *, length: int = LENGTH, tag: str = "mark"
) -> SafeString | None:
    """The passage with most different marked words, as escaped HTML; None if nothing in the text is meant."""
    if not (marked := _marks(text, terms, analysis)):
        return None
    first = _densest(marked, length - BEFORE)
    start = 0 if len(text) <= length else _word_start(text, max(0, marked[first].start - BEFORE))
    end = len(text) if start + length >= len(text) else text.rfind(" ", start, start + length)
    end = max(end, marked[first].end)
    return _marked_up(
        text, [mark for mark in marked if start <= mark.start and mark.end <= end], start, end, tag
    )


def _marks(text: str, terms: AbstractSet[str], analysis: Analysis) -> list[Placed]:
    """The words that are meant, in order, each with those of the terms under which it is found.

    No word holds a blank: so it is enough to look into what stands between two of them.
    """
    marks = []
    for piece in analysis.holding(terms, text.split()):
        meant = [(word, found) for word in analysis.words_in(piece) if (found := word.terms & terms)]
        for place in _places(text, piece):
            marks += [Placed(place + word.start, place + word.end, found) for word, found in meant]
    return sorted(marks, key=lambda mark: mark.start)


def _places(text: str, piece: str) -> Iterator[int]:
    """Where a piece stands between two blanks."""
    place = text.find(piece)
    while place >= 0:
        end = place + len(piece)
        if not text[place - 1 : place].strip() and not text[end : end + 1].strip():
            yield place
        place = text.find(piece, end)


def _densest(marked: Sequence[Placed], width: int) -> int:
    """The number of the mark from which on most different terms follow within `width` characters."""
    if marked[-1].end - marked[0].start <= width:  # as a rule there are few, and near each other
        return 0

    def worth(number: int) -> int:
        reach = marked[number].start + width
        return len(set().union(*(mark.terms for mark in marked[number : number + 20] if mark.end <= reach)))

    return max(range(len(marked)), key=lambda number: (worth(number), -number))


def _word_start(text: str, place: int) -> int:
    """The start of the word after this place (the text's start stays)."""
    return place and text.find(" ", place) + 1


def _marked_up(text: str, marks: Sequence[Placed], start: int, end: int, tag: str) -> SafeString:
    pieces = ["… " if start else ""]
    place = start
    for mark in marks:
        pieces += [
            escape(text[place : mark.start]),
            f"<{tag}>",
            escape(text[mark.start : mark.end]),
            f"</{tag}>",
        ]
        place = mark.end
    pieces += [escape(text[place:end]), " …" if end < len(text) else ""]
    return SafeString("".join(pieces))  # every piece of the text is escaped above
