"""The passage of a text that shows why it was found, safe to stand in a page."""

from collections.abc import Collection, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from search.german.analysis import Analysis
from search.german.words import Word, word_texts, words_among

LENGTH = 220
BEFORE = 50  # characters that lead to the first mark


def best_passage(
    text: str, terms: Collection[str], analysis: Analysis, *, length: int = LENGTH, tag: str = "mark"
) -> SafeString | None:
    """The passage with most different marked words, as escaped HTML; None if nothing in the text is meant."""
    texts = word_texts(text)
    if not (meant := analysis.under(terms, texts)):
        return None
    found = {word: _meant(word, terms, analysis) for word in meant}
    marked = [(word, found[word.text]) for word in words_among(text, texts, meant)]
    first = _densest(marked, length - BEFORE)
    start = 0 if len(text) <= length else _word_start(text, max(0, marked[first][0].start - BEFORE))
    end = len(text) if start + length >= len(text) else text.rfind(" ", start, start + length)
    end = max(end, marked[first][0].end)
    return _marked_up(
        text, [word for word, _found in marked if start <= word.start and word.end <= end], start, end, tag
    )


def _meant(word: str, terms: Collection[str], analysis: Analysis) -> set[str]:
    found = analysis.terms(word)
    return {term for term in (found.whole, *found.parts) if term in terms} if found else set()


def _densest(marked: Sequence[tuple[Word, set[str]]], width: int) -> int:
    """The number of the mark from which on most different terms follow within `width` characters."""

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
    return mark_safe("".join(pieces))  # noqa: S308 - every piece of the text is escaped above
