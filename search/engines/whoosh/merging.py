"""When segments are joined: seldom enough to write fast, often enough to read fast."""

from typing import Any

from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

MANY = 8  # small segments that may lie beside each other
SMALL = 500  # entries
MOSTLY_DELETED = 0.3


def join_when_many(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Whoosh's merge policy: read what is joined into the writer, return the segments that stay.

    A segment without living entries goes; one with many deleted entries is written anew.
    """
    alive = [segment for segment in segments if segment.doc_count()]
    small = [segment for segment in alive if segment.doc_count_all() <= SMALL]
    joined = {id(segment) for segment in small} if len(small) >= MANY else set()
    joined |= {
        id(segment)
        for segment in alive
        if segment.doc_count_all() > SMALL
        and segment.deleted_count() > MOSTLY_DELETED * segment.doc_count_all()
    }
    for segment in alive:
        if id(segment) in joined:
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
    return [segment for segment in alive if id(segment) not in joined]
