"""The Haystack backend: entries in, answers out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from haystack.backends import BaseEngine, BaseSearchBackend, EmptyResults, log_query
from haystack.constants import DJANGO_CT, ID
from haystack.utils import get_identifier, get_model_ct

from search.engines.whoosh.answer import answer
from search.engines.whoosh.content import Content
from search.engines.whoosh.evaluate import evaluate, holds
from search.engines.whoosh.gathering import Gathering
from search.engines.whoosh.keeper import Keeper, keeper_for
from search.engines.whoosh.request import request_of
from search.engines.whoosh.schema import build_schema, is_number, is_text
from search.engines.whoosh.similar import like_this
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.store import Store
from search.errors import IndexBusyError
from search.fingerprint import fingerprint
from search.german.analysis import Analysis
from search.index_fields import prepared
from search.query.correct import Known, KnownWords
from search.query.haystack import TreeQuery
from search.query.meant import suggestion
from search.query.tree import CONTENT, Node, both
from search.status import Condition

PATIENCE = 2.0  # seconds that a writer waits for another; an option of the connection
# The sources that decide what a segment holds; a test knows what they import.
_MODULES = ("arrays", "columns", "content", "gathering", "inverted", "schema", "wordtable")
WRITTEN_BY = tuple(Path(__file__).with_name(f"{name}.py") for name in _MODULES)
PATIENCE_TO_SWAP = 30.0  # seconds: the work of building is not thrown away for a busy writer


class WhooshBackend(BaseSearchBackend):
    """Reads and writes the index at `PATH`. It raises `SearchError` where others would fail silently."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.path = Path(options["PATH"])
        self.store = Store(self.path)
        self.patience = float(options.get("PATIENCE", PATIENCE))

    # What the index is like

    def fields(self) -> Mapping[str, Any]:
        """The fields of all indexes of this connection, by their names in the index."""
        fields: Mapping[str, Any] = self._unified_index().all_searchfields()
        return fields

    def _unified_index(self) -> Any:
        from haystack import connections

        return connections[self.connection_alias].get_unified_index()

    def text_field(self) -> str:
        """The name of the field that holds the content."""
        return next(name for name, field in self.fields().items() if field.document)

    def kind_of(self, field: str) -> str:
        """What a field is to a question, as `search.query.lookups` wants to know it."""
        found = self.fields().get(field)
        if field == CONTENT or (found and found.document):
            return "content"
        if found is None:  # id, django_ct, django_id
            return "exact"
        if is_number(found):
            return "number"
        if not is_text(found):
            return "exact"
        return {"edge_ngram": "beginning", "ngram": "middle"}.get(found.field_type, "text")

    def index_name(self, field: str) -> str:
        """What a field of a search index is called in our index."""
        name: str = self._unified_index().get_index_fieldname(field)
        return name

    def converted(self, field: str, value: Any) -> Any:
        """A text in the type of a field: "2009-06-07" as a date."""
        return self.fields()[field].convert(value) if isinstance(value, str) else value

    def build_schema(self, fields: Mapping[str, Any]) -> tuple[str, Any]:
        """The name of the field that holds the content, and the schema of these fields."""
        return self.text_field(), build_schema(fields)

    def snapshot(self) -> Snapshot:
        """The newest generation; IndexMissingError if there is none."""
        return self._keeper().snapshot()

    def at_once(self) -> "Moment":
        """What words are understood with, all by one generation; which one is the newest is asked once."""
        return Moment(self.snapshot())

    def analysis(self) -> Analysis:
        """How words are taken apart, by what the index knows."""
        return self.snapshot().analysis

    def known_words(self) -> Iterable[Known]:
        """Every word of the index."""
        snapshot = self.snapshot()
        return (Known(key, form, snapshot.frequency(key)) for key, form in snapshot.forms_between())

    def number_of(self, node: Node) -> int:
        """How many entries answer this question."""
        snapshot = self.snapshot()
        return int(snapshot.alive[evaluate(snapshot, node).ids].sum())

    def counts(self, node: Node, identifier: str) -> float | None:
        """How much an entry counts for a question; None if it does not match or is not there."""
        snapshot = self.snapshot()
        ids, scores = evaluate(snapshot, node)
        own = [place for number in snapshot.holders(ID, identifier) for place in (ids == number).nonzero()[0]]
        return float(scores[own[0]]) if own else None

    def condition(self) -> Condition:
        """Which generation answers, and how big it is; IndexMissingError if there is none."""
        snapshot, (build, generation) = self.snapshot(), self.store.version()
        return Condition(f"{build}/{generation}", snapshot.count, len(snapshot.segments), self.store.size())

    def fingerprint(self) -> str:
        """What an index must be made by to answer: this program, these fields."""
        declared = (
            f"{name} {type(field).__name__} {field.stored} {field.indexed} {field.boost}"
            for name, field in sorted(self.fields().items())
        )
        return fingerprint(*declared, sources=WRITTEN_BY)

    def _schema(self) -> Any:
        return build_schema(self.fields())

    def _keeper(self) -> Keeper:
        return keeper_for(self.path, self.fingerprint, self.text_field)

    # Writing

    def update(self, index: Any, iterable: Iterable[Any], commit: bool = True) -> None:
        self._begin()
        self.replace(index, iterable)

    def remove(self, obj_or_string: Any, commit: bool = True) -> None:
        self.replace(None, (), gone=[get_identifier(obj_or_string)])

    def replace(self, index: Any, objects: Iterable[Any], *, gone: Iterable[str] = ()) -> None:
        """Write these objects and take out the identifiers in `gone`, in one commit.

        IndexMissingError if there is nothing to write to: a few entries must not pass for all of them.
        IndexBusyError if it could not be written, or not for good (see `_writing`).
        """
        entries = self._gathered([(index, objects)])
        stale = {*entries.identifiers(), *gone}
        if not stale:
            return
        with self._writing() as snapshot:
            numbers = [number for identifier in stale for number in snapshot.holders(ID, identifier)]
            if numbers or entries:
                change = self.store.change()
                change.remove(numbers)
                change.commit(entries.content(snapshot.frequency), entries.replaced)

    def rebuild(self, batches: Iterable[tuple[Any, Iterable[Any]]]) -> int:
        """Build the index anew from batches of (index, objects), beside the old one; returns how many.

        The old one answers and is written until the last moment. IndexBusyError if somebody else builds.
        """
        with self.store.building():
            entries = self._gathered(batches)
            self._build(entries.content(lambda word: 0), entries.replaced)
        return len(entries)

    def clear(self, models: Iterable[Any] | None = None, commit: bool = True) -> None:
        if models is None:
            with self.store.building():
                self._build()
            return
        with self._writing() as snapshot:
            change = self.store.change()
            for model in models:
                change.remove(snapshot.holders(DJANGO_CT, get_model_ct(model)))
            change.commit()

    @contextmanager
    def _writing(self) -> Iterator[Snapshot]:
        """Be the only writer, on the newest generation.

        IndexBusyError in the end if an index is being built: it may have read the old rows. What was written
        is found already, but it is still owed.
        """
        with self.store.lock(self.patience):
            yield self.snapshot()
            if self.store.is_being_built():
                raise IndexBusyError("The search index is being built anew; what changed is written again.")

    def _begin(self) -> None:
        """Haystack's own commands may be the first to write: to an empty index then."""
        with self.store.lock(self.patience):
            if self.store.is_empty():
                self.store.swap(self.store.build(self.fingerprint(), self._schema()))

    def _build(self, content: Content | None = None, replaced: Collection[int] = ()) -> None:
        build = self.store.build(self.fingerprint(), self._schema(), content, replaced)
        with self.store.lock(PATIENCE_TO_SWAP):
            self.store.swap(build)

    def _gathered(self, batches: Iterable[tuple[Any, Iterable[Any]]]) -> Gathering:
        entries = Gathering(self.fields(), self._schema())
        for index, objects in batches:
            for data in prepared(index, objects):
                entries.add(data)
        return entries

    # Asking

    @log_query
    def search(self, query_string: Node | str, **options: Any) -> dict[str, Any]:
        """Hits, results and facets for a tree, or for a text in the language of `search.query.raw`.

        They are of the newest generation, or of `source`, which `at_once` gave.
        """
        source = options.get("source")
        snapshot = source.snapshot if source else self.snapshot()
        found = answer(snapshot, request_of(query_string, options, snapshot, self))
        if self.include_spelling and (text := options.get("spelling_query")):
            found["spelling_suggestion"] = suggestion(text, Moment(snapshot))
        return found

    def more_like_this(
        self, model_instance: Any, additional_query_string: Any = None, **options: Any
    ) -> dict[str, Any]:
        snapshot = self.snapshot()
        node = like_this(snapshot, get_identifier(model_instance), self.fields())
        if node is None:
            return {"results": EmptyResults(), "hits": 0}
        request = request_of(node, options, snapshot, self)
        within = both(request.within, additional_query_string or both())
        return answer(snapshot, replace(request, within=within))


class Moment:
    """A generation as a `Source`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def analysis(self) -> Analysis:
        return self.snapshot.analysis

    def spellings(self) -> Sequence[KnownWords]:
        """Every word of the index, by segment: what a correction is chosen from."""
        return self.snapshot.spellings()

    def holds(self, node: Node) -> bool:
        """Whether any entry answers this question."""
        return holds(self.snapshot, node)


class WhooshEngine(BaseEngine):
    """What `HAYSTACK_CONNECTIONS` names."""

    backend = WhooshBackend
    query = TreeQuery
