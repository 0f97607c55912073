"""Words of the index by their beginnings, and by those of their parts."""

from collections.abc import Iterable, Iterator

from search.query.source import Words
from search.suggestions.starts import begins

MOST_TAKEN_APART = 500  # words that hold the letters somewhere: which of them have a part that begins so?
SHORTEST_WORD = 4  # letters
SEEN_TWICE = 2  # a word of a single entry tells more about the entry than about the catalogue


def telling_words(key: str, index: Words) -> Iterator[str]:
    """The words of the texts that begin so and tell something, the frequent first."""
    forms = ((folded, form) for folded, form in index.forms_between() if _is_telling(form))
    return words_with(key, forms, index, seen=SEEN_TWICE)


def words_with(key: str, forms: Iterable[tuple[str, str]], index: Words, *, seen: int = 1) -> Iterator[str]:
    """Of these words, folded and as they are written, those that begin so, or a part of which does.

    The frequent come first; only the most frequent ones are taken apart, so that one letter is soon answered.
    """
    holding = {form: folded for folded, form in forms if key in folded}
    often = {form: index.frequency(folded) for form, folded in holding.items()}
    taken_apart = 0
    for form in sorted(holding, key=lambda form: (-often[form], form)):
        if often[form] < seen:
            return
        if holding[form].startswith(key):
            yield form
        elif taken_apart < MOST_TAKEN_APART:
            taken_apart += 1
            if begins(form, key, index.analysis):
                yield form


def _is_telling(form: str) -> bool:
    return len(form) >= SHORTEST_WORD and form.isalpha()
