"""All lessons, or all that were found, page by page."""

from typing import Any

from django.core.paginator import Page, Paginator

from search.asked import PER_PAGE
from search.lessons import Found, latest_lessons, lessons_with


class LessonPages(Paginator):
    """Pages of lessons with these words; without any, of all lessons, the latest first."""

    def __init__(self, words: str) -> None:
        super().__init__((), PER_PAGE)
        self.words = words
        self.first = self._found(0)
        self.count = self.first.total

    def page(self, number: Any) -> Page:
        """The page with this number, asked for when it is wanted."""
        number = self.validate_number(number)
        found = self.first if number == 1 else self._found((number - 1) * PER_PAGE)
        return Page(found.hits, number, self)

    def _found(self, start: int) -> Found:
        return lessons_with(self.words, start=start) if self.words else latest_lessons(start, PER_PAGE)
