"""All lessons, or all that were found, page by page."""

from collections.abc import Sequence

from django.core.paginator import Paginator

from search.asked import PER_PAGE
from search.lessons import Found, LessonHit, latest_lessons, lessons_with


class LessonPages(Paginator):
    """Pages of lessons with these words; without any, of all lessons, the latest first."""

    def __init__(self, words: str) -> None:
        super().__init__(Slices(words), PER_PAGE)


class Slices(Sequence[LessonHit]):
    """Lessons as a paginator takes them: a length and slices, each asked for when it is wanted."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.first = self._found(0, PER_PAGE)

    def __len__(self) -> int:
        return self.first.total

    def __getitem__(self, wanted: slice) -> Sequence[LessonHit]:  # type: ignore[override]
        start, end = wanted.start or 0, wanted.stop
        return self.first.hits if start == 0 else self._found(start, end - start).hits

    def _found(self, start: int, most: int) -> Found:
        return lessons_with(self.words, start=start, most=most) if self.words else latest_lessons(start, most)
