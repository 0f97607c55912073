"""What two contents differ in, and how a change on an older version meets a newer one."""

from collections.abc import Mapping
from typing import Any

from projects.content import FIELDS, Content

EMPTY: tuple[Any, ...] = (None, "", [])


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The fields whose value differs, in the order of an entry; what `after` leaves out is none of them."""
    return [field for field in FIELDS if field in after and not _same(before.get(field), after[field])]


def _same(one: Any, other: Any) -> bool:
    return one == other or (one in EMPTY and other in EMPTY)


def only_changes(base: Content, wanted: Content) -> Content:
    """The part of `wanted` that differs from its base."""
    return {field: wanted[field] for field in changed_fields(base, wanted)}


def conflicts(*, base: Content, wanted: Content, current: Content) -> list[str]:
    """The fields that were changed to different things by both sides since `base`."""
    ours, theirs = set(changed_fields(base, wanted)), set(changed_fields(base, current))
    both = ours & theirs
    return [field for field in FIELDS if field in both and not _same(current.get(field), wanted[field])]
