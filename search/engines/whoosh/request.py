"""What Haystack's keyword arguments wish for, read once for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from haystack.constants import DJANGO_CT
from haystack.exceptions import FacetingError
from haystack.utils import get_model_ct

from search.engines.whoosh.dates import DateFacet
from search.engines.whoosh.snapshot import Snapshot
from search.query.haystack import Result
from search.query.lookups import Fields
from search.query.raw import read
from search.query.tree import CONTENT, AnyOf, Everything, Node


@dataclass(frozen=True, slots=True)
class Request:
    """A question with all that Haystack lets one wish for."""

    node: Node
    within: Node
    narrowed: tuple[Node, ...]
    sort_by: Sequence[str]
    start: int
    end: int | None
    facets: Mapping[str, Mapping[str, Any]]
    dates: Sequence[DateFacet]
    queries: Mapping[str, Node]
    highlight: Mapping[str, Any] | None
    fields: Sequence[str]
    result_class: Any


class Backend(Fields, Protocol):
    """What a request is read with."""

    def fields(self) -> Mapping[str, Any]: ...

    def build_models_list(self) -> list[str]: ...


def request_of(
    query: Node | str, options: Mapping[str, Any], snapshot: Snapshot, backend: Backend
) -> Request:
    """The request that these options make; texts in it are in the language of `search.query.raw`."""
    highlight = options.get("highlight")
    return Request(
        node=_read(query, backend),
        within=_in_models(options, snapshot, backend),
        narrowed=tuple(_read(one, backend) for one in options.get("narrow_queries") or ()),
        sort_by=options.get("sort_by") or (),
        start=options.get("start_offset") or 0,
        end=options.get("end_offset"),
        facets=options.get("facets") or {},
        dates=[
            _date_facet(name, facet, backend) for name, facet in (options.get("date_facets") or {}).items()
        ],
        queries={
            f"{field}:{text}": _read(text if "*" in text else f'"{text}"', backend, field)
            for field, text in options.get("query_facets") or ()
        },
        highlight=(highlight if isinstance(highlight, dict) else {}) if highlight else None,
        fields=fields.split() if isinstance(fields := options.get("fields") or (), str) else fields,
        result_class=options.get("result_class") or Result,
    )


def _read(query: Node | str, backend: Backend, field: str = CONTENT) -> Node:
    return read(query, backend, field) if isinstance(query, str) else query


def _in_models(options: Mapping[str, Any], snapshot: Snapshot, backend: Backend) -> Node:
    """Entries of the models that were named; of all that have an index, if ours holds others."""
    if models := options.get("models"):
        return AnyOf(DJANGO_CT, tuple(sorted(map(get_model_ct, models))))
    indexed = backend.build_models_list()
    if all(model in indexed for model in snapshot.values(DJANGO_CT)):
        return Everything()
    is_limited = options.get("limit_to_registered_models")
    if is_limited is None:
        is_limited = getattr(settings, "HAYSTACK_LIMIT_TO_REGISTERED_MODELS", True)
    return AnyOf(DJANGO_CT, tuple(indexed)) if is_limited else Everything()


def _date_facet(name: str, wishes: Mapping[str, Any], backend: Backend) -> DateFacet:
    fields = backend.fields()
    field = backend.index_name(getattr(fields.get(name), "facet_for", None) or name)
    if field not in fields or fields[field].field_type not in ("date", "datetime"):
        raise FacetingError(f"“{name}” holds no dates.")
    return DateFacet(name, field, **wishes)
