"""Fields of a Haystack index that say more than Haystack's own. Every engine reads these marks."""

from typing import Any

from haystack import indexes


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
