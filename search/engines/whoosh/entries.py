"""Entries as Haystack prepares them, made ready for Whoosh."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from whoosh.writing import SegmentWriter

from search.engines.whoosh.postings import Passage, text_postings
from search.engines.whoosh.schema import FORMS_OF, Posting, is_text
from search.engines.whoosh.snapshot import Snapshot
from search.german.analysis import Analysis
from search.query.matching import vocabulary


class Entry(NamedTuple):
    """One entry: its content in weighted passages, and its other fields as Haystack prepared them."""

    content: list[Passage]
    data: dict[str, Any]


def prepared(data: Mapping[str, Any], fields: Mapping[str, Any]) -> Entry:
    """The entry of prepared data; what belongs to the content comes first, the heaviest leading."""
    passages = [
        (str(data[name]), float(field.boost))
        for name, field in fields.items()
        if data.get(name) and (field.document or getattr(field, "part_of_content", False))
    ]
    passages.sort(key=lambda passage: -passage[1])
    return Entry(passages, {name: value for name, value in data.items() if value is not None})


def write(
    writer: SegmentWriter,
    entries: Collection[Entry],
    fields: Mapping[str, Any],
    known: Snapshot | None,
) -> None:
    """Add the entries; compounds are split by their own words and those that are known already."""
    analysis = _analysis(entries, known)
    for entry in entries:
        writer.add_document(**_document(entry, fields, analysis))


def _analysis(entries: Collection[Entry], known: Snapshot | None) -> Analysis:
    words = Counter(vocabulary([text for text, _weight in entry.content] for entry in entries))
    if known is None:
        return Analysis(lambda word: words[word])
    return Analysis(lambda word: words[word] + known.frequency(word))


def _document(entry: Entry, fields: Mapping[str, Any], analysis: Analysis) -> dict[str, Any]:
    """The arguments of Whoosh's `add_document`: postings made already, stored values beside them."""
    document: dict[str, Any] = {}
    for name, value in entry.data.items():
        field = fields.get(name)
        if field is not None and is_text(field) and field.indexed:
            postings, forms = _postings(entry, name, field, analysis)
            document[name] = postings
            document[f"_stored_{name}"] = value
            if field.document:
                document[FORMS_OF.format(name)] = sorted(forms)
        elif field is None or field.stored or not is_text(field):
            document[name] = value
    return document


def _postings(entry: Entry, name: str, field: Any, analysis: Analysis) -> tuple[list[Posting], set[str]]:
    passages = entry.content if field.document else [(str(entry.data[name]), 1.0)]
    return text_postings(passages, analysis)
