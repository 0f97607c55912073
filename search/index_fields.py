"""An index, and fields of it, that say more than Haystack's own. Every engine heeds them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from haystack import indexes
from haystack.exceptions import SkipDocument


class BatchIndex(indexes.SearchIndex):
    """An index that reads what hangs on many objects at once, before it prepares them one by one."""

    def prepare_all(self, objects: Iterable[Any]) -> Iterator[dict[str, Any]]:
        """The prepared data of these objects."""
        raise NotImplementedError


def prepared(index: Any, objects: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """The prepared data of these objects, whatever index they are of; without those that it skips."""
    if isinstance(index, BatchIndex):
        yield from index.prepare_all(objects)
        return
    for one in objects:
        with suppress(SkipDocument):
            yield index.full_prepare(one)


class ContentField(indexes.CharField):
    """A text that belongs to the content of its entry and weighs `boost` times as much as the rest.

    It is looked for with the content and has no postings of its own, unless `alone=True`.
    """

    part_of_content = True

    def __init__(self, *, alone: bool = False, **options: Any) -> None:
        super().__init__(**options, indexed=alone)


class ExactField(indexes.CharField):
    """One value that is matched, counted and sorted as it stands: a slug, a key, a name to sort by."""

    is_exact = True
