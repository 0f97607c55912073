"""What the page of the catalogue shows, made ready for its template."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from search.answers import Answer
from search.asked import PER_PAGE, SORTS, Asked
from search.facets import FACETS, Facet, Group, Labels, shown_groups
from search.helping_on import Topics, WayOn, broader, topics_for
from search.lessons import Found, lessons_beside


class Chip(NamedTuple):
    """A choice that holds, and the address without it."""

    label: str
    address: str


class Choice(NamedTuple):
    """An order that can be chosen."""

    value: str
    label: str
    is_chosen: bool


@lru_cache
def orders_with(chosen: str, with_words: bool, language: str | None) -> tuple[Choice, ...]:
    """The orders on offer; relevance needs words."""
    offered = (value for value in SORTS if with_words or value != "relevanz")
    return tuple(Choice(value, str(SORTS[value]), value == chosen) for value in offered)


@dataclass(frozen=True)
class CataloguePage:
    """An answer with all that stands around it: facets, chips, orders, pages, notices."""

    asked: Asked
    answer: Answer
    labels: Labels

    @cached_property
    def headline(self) -> str:
        """How many projects, for the title: "12 projects for “garten”"."""
        counted = ngettext("%(n)d project", "%(n)d projects", self.answer.total) % {"n": self.answer.total}
        if not self.answer.total:
            counted = _("No project yet")
        if not self.asked.q:
            return counted
        return _("%(projects)s for “%(words)s”") % {"projects": counted, "words": self.words}

    @property
    def words(self) -> str:
        """The words of the visitor, with those in their place that were searched for instead."""
        words = self.asked.q
        for typed, meant in self.answer.corrected.items():
            words = words.replace(typed, meant)
        return words

    @property
    def notices(self) -> list[str]:
        """What the visitor should know about this answer, in sentences."""
        notices = list(self.asked.notices)
        if self.answer.is_from_database:
            notices.append(_("The search is being set up anew. For a while it may find less."))
        if self.answer.is_loose and self.answer.total:
            notices.append(_("No entry holds all these words. These hold some of them."))
        return notices

    @property
    def groups(self) -> list[Group]:
        return shown_groups(self.labels, self.answer.counts, self.asked.chosen)

    @property
    def offers_city(self) -> bool:
        """Whether there is anything city-wide to leave out."""
        return bool(self.answer.city) or not self.asked.with_city

    @cached_property
    def chips(self) -> list[Chip]:
        chips = [
            Chip(self._called(facet, value), self.asked.without(facet.parameter, value).address())
            for facet in FACETS
            for value in self.asked.of(facet.parameter)
        ]
        if not self.asked.with_city:
            chips.append(Chip(_("without city-wide projects"), self.asked.anew(with_city=True).address()))
        return chips

    def _called(self, facet: Facet, value: str) -> str:
        """What a choice is called where its facet does not stand above it: "Still running? not known"."""
        label = self.labels.of[facet.parameter][value]
        return f"{facet.title} {label}" if facet.parameter == "laeuft" else label

    @property
    def orders(self) -> tuple[Choice, ...]:
        return orders_with(self.asked.order, bool(self.asked.q), get_language())

    @property
    def insisting(self) -> str:
        """The address of the same question as it is spelled."""
        return self.asked.anew(literal=True).address()

    @property
    def forgiving(self) -> str:
        return self.asked.anew(literal=False).address()

    @property
    def without_synonyms(self) -> str:
        return self.asked.anew(with_synonyms=False).address()

    @property
    def with_synonyms(self) -> str:
        return self.asked.anew(with_synonyms=True).address()

    @cached_property
    def feed_address(self) -> str:
        return self.asked.feed_address

    @property
    def unfiltered(self) -> str:
        return self.asked.unfiltered().address()

    @cached_property
    def lessons(self) -> Found:
        """What groups have learned about the same words."""
        return lessons_beside(self.asked, self.words)

    @property
    def lessons_address(self) -> str:
        return reverse("search:lessons", query={"q": self.words})

    @cached_property
    def ways_on(self) -> list[WayOn]:
        """Broader questions that find something, where this one does not."""
        return broader(self.asked, self.labels)

    @cached_property
    def topics(self) -> Topics:
        """Topics to go on with, where nothing was found."""
        return topics_for(self.asked.q)

    @property
    def last(self) -> int:
        return max(1, -(-self.answer.total // PER_PAGE))

    @cached_property
    def previous_address(self) -> str:
        return self.asked.anew(page=self.asked.page - 1).address() if self.asked.page > 1 else ""

    @cached_property
    def next_address(self) -> str:
        return self.asked.anew(page=self.asked.page + 1).address() if self.asked.page < self.last else ""
