"""Projects by the beginnings of the words of their titles: asked of the index, which knows these words."""

from collections.abc import Iterator
from typing import Any

from haystack.query import SearchQuerySet

from search.query.source import Words
from search.query.tree import FORMS_OF, AnyOf, Node, Some, both
from search.suggestions.starts import Typed, begins
from search.suggestions.words import words_with

TITLE = "title"
WORDS = FORMS_OF.format(TITLE)
IN_ORDER = ("-confirmed", "name")
MOST_LOOKED_AT = 100  # titles that hold all words: do these stand side by side?


class Titled:
    """Of a result, what is looked at: its key and its title."""

    __slots__ = ("pk", "title")

    def __init__(self, app_label: str, model_name: str, pk: str, score: float, **stored: Any) -> None:
        self.pk = int(pk)
        self.title: str = stored[TITLE]


def projects_titled(typed: Typed, index: Words, most: int) -> list[int]:
    """Keys of projects in whose titles these words begin side by side; else of those with each of them.

    What was confirmed last comes first.
    """
    in_one = AnyOf(WORDS, _words(typed.joined, index))
    apart = [both(*(AnyOf(WORDS, _words(key, index)) for key in keys)) for keys in _cut(typed, index)]
    asked = Some((in_one, *apart)) if apart else in_one
    found = _titled(asked, MOST_LOOKED_AT if apart else most)
    if apart:
        beside = [one for one in found if begins(one.title, typed.joined, index.analysis)]
        found = beside or (found if len(typed.keys) > 1 else [])
    return [one.pk for one in found[:most]]


def _titled(asked: Node, most: int) -> list[Titled]:
    return list(SearchQuerySet().narrow(asked).order_by(*IN_ORDER).result_class(Titled)[:most])


def _cut(typed: Typed, index: Words) -> Iterator[tuple[str, ...]]:
    """The words apart; of one word all ways to cut it after a word of a title: repair|cafe."""
    if len(typed.keys) > 1:
        yield typed.keys
        return
    known = {folded for folded, _form in index.forms(TITLE)}
    key = typed.joined
    yield from ((key[:place], key[place:]) for place in range(1, len(key)) if key[:place] in known)


def _words(key: str, index: Words) -> tuple[str, ...]:
    return tuple(words_with(key, index.forms(TITLE), index))
