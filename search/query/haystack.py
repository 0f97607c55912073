"""Haystack's own way to ask (filter, exclude, SQ, input types), turned into our tree."""

import warnings
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

from haystack.backends import BaseSearchQuery, SearchNode
from haystack.constants import DEFAULT_ALIAS
from haystack.inputs import AltParser, AutoQuery, BaseInput, Exact, Raw
from haystack.inputs import Not as NotInput
from haystack.models import SearchResult
from haystack.utils.log import getLogger

from search.query.lookups import TYPED, asked
from search.query.meant import suggestion
from search.query.raw import read, written
from search.query.source import Source
from search.query.tree import CONTENT, Everything, Node, Not, Prefer, Some, Weighted, both

_log = getLogger("haystack")


class Result(SearchResult):
    """Haystack's own, which would look for its log for each one of a page."""

    def _get_log(self) -> Any:
        return _log


class TreeQuery(BaseSearchQuery):
    """A Haystack query whose outcome is a tree; its backend tells what its fields are (`Fields`)."""

    def __init__(self, using: str = DEFAULT_ALIAS) -> None:
        super().__init__(using)
        self.result_class = Result
        self.source: Source | None = None  # what is asked; the newest generation, if it is not said

    def __str__(self) -> str:
        return str(self.build_query())

    def build_query(self) -> Node:
        node = self._node(self.query_filter)
        for word, factor in self.boost.items():
            node = Prefer(node, Weighted(asked(CONTENT, "content", word, self.backend), factor - 1))
        return node

    def matching_all_fragment(self) -> Node:
        return Everything()

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        """For `narrow(SQ(…))` only, which wants text; the backend reads it again."""
        return written(field, filter_type, getattr(value, "query_string", value))

    def build_params(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().build_params(*args, **kwargs)
        if self.order_by:
            params["sort_by"] = [self._index_name(field) for field in self.order_by]
        if self.source:
            params["source"] = self.source
        return params

    def _clone(self, klass: Any = None, using: str | None = None) -> Any:
        clone = super()._clone(klass, using)
        if using is None:  # another engine has another source
            clone.source = self.source
        return clone

    def __getstate__(self) -> dict[str, Any]:
        state: dict[str, Any] = super().__getstate__()
        return state | {"source": None}

    def run_mlt(self, **kwargs: Any) -> None:
        """Similar entries: those of the slice, where Haystack itself would fetch them all."""
        super().run_mlt(**self.build_params() | {"end_offset": self.end_offset} | kwargs)

    def get_spelling_suggestion(self, preferred_query: str | None = None) -> str | None:
        """What may have been meant; worked out only when somebody asks."""
        if not self.backend.include_spelling:
            return None
        return suggestion(preferred_query or self.spelling_query or self._typed(), self.backend.at_once())

    # What an input type prepares is text: that it is a phrase, or negated, the tree says.

    def build_exact_query(self, query_string: Any) -> Any:
        return query_string

    def build_not_query(self, query_string: Any) -> Any:
        return query_string

    # What other engines know

    def add_stats_query(self, stats_field: str, stats_facets: Any) -> None:
        raise _not_supported("Statistics are")

    def add_within(self, field: str, point_1: Any, point_2: Any) -> None:
        raise _not_supported("Places are")

    def add_dwithin(self, field: str, point: Any, distance: Any) -> None:
        raise _not_supported("Places are")

    def add_distance(self, field: str, point: Any) -> None:
        raise _not_supported("Distances are")

    def _node(self, branch: SearchNode) -> Node:
        children = [
            self._node(child) if isinstance(child, SearchNode) else self._leaf(*child)
            for child in branch.children
        ]
        node = Some(tuple(children)) if branch.connector == "OR" and children else both(*children)
        return Not(node) if branch.negated and children else node

    def _leaf(self, expression: str, value: Any) -> Node:
        if is_dataclass(value):
            return value  # type: ignore[return-value] # the caller brought a tree
        field, lookup = self.query_filter.split_expression(expression)
        if isinstance(value, Raw):
            return read(value.query_string, self.backend, field)
        if isinstance(value, AutoQuery):
            return asked(field, TYPED, value.query_string, self.backend)
        lookup = "exact" if isinstance(value, Exact) else lookup
        if isinstance(value, AltParser):
            warnings.warn("AltParser is ignored: there is one parser only.", stacklevel=2)
            return Everything()
        text = value.prepare(self) if isinstance(value, BaseInput) else value
        node = asked(field, lookup, text, self.backend)
        return Not(node) if isinstance(value, NotInput) else node

    def _index_name(self, field: str) -> str:
        name = field.lstrip("-")
        return field.replace(name, self.backend.index_name(name))

    def _typed(self) -> str:
        """The words that were looked for in the content, as they were typed."""
        return " ".join(_texts(self.query_filter))


def _texts(branch: SearchNode) -> Iterator[str]:
    for child in branch.children:
        if isinstance(child, SearchNode):
            yield from _texts(child)
        elif child[0].partition("__")[0] == CONTENT and not is_dataclass(child[1]):
            yield str(child[1])


def _not_supported(what: str) -> NotImplementedError:
    return NotImplementedError(f"{what} not supported by this search engine.")
