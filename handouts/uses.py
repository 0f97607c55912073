"""Where a lesson was used: in which hand-outs it stands."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.urls import reverse

from handouts.models import HandoutVersion, Use
from outbox.edition import kept


class UsedIn(NamedTuple):
    """A hand-out that holds the lesson in its latest version of those that do."""

    title: str
    slug: str
    number: int

    @property
    def address(self) -> str:
        return reverse("handouts:version", args=[self.slug, self.number])


class Uses:
    """All uses of lessons. The same object as long as nothing has changed, so that `{% once %}` takes it."""

    def __init__(self, by_lesson: dict[int, dict[int, UsedIn]]) -> None:
        self._by_lesson = by_lesson

    def of(self, lesson: int) -> Sequence[UsedIn]:
        return list(self._by_lesson.get(lesson, {}).values())


@kept
def all_uses() -> Uses:
    """Of versions that can be read, read once an edition; none where there are no hand-outs."""
    rows = Use.objects.filter(version__in=HandoutVersion.objects.readable(), lesson__isnull=False)
    found: dict[int, dict[int, UsedIn]] = defaultdict(dict)
    told = rows.order_by("version__number").values_list(
        "lesson", "version__handout", "version__title", "version__handout__slug", "version__number"
    )
    for lesson, handout, *shown in told:
        found[lesson][handout] = UsedIn._make(shown)  # the latest comes last
    return Uses(found)
