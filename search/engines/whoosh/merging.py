"""When segments are joined: seldom enough to write fast, often enough to read fast."""

from collections.abc import Sequence

from whoosh.codec.base import Segment as Listed

MANY = 8  # small segments that may lie beside each other
SMALL = 500  # entries
MOSTLY_DELETED = 0.3


def to_join(segments: Sequence[Listed]) -> list[Listed]:
    """Those of the segments that are joined to one now: small ones once there are many, and those of
    which many entries are deleted."""
    small = [segment for segment in segments if segment.doc_count_all() <= SMALL]
    worn = [
        segment
        for segment in segments
        if segment.doc_count_all() > SMALL
        and segment.deleted_count() > MOSTLY_DELETED * segment.doc_count_all()
    ]
    return [*worn, *small] if len(small) >= MANY else worn
