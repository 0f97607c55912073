"""The catalogue's answer without an index where there are too many entries to read them all.

The database looks for the words as they are written, in the texts alone. Nothing is counted by facet.
"""

from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from django.db.models import Case, F, Q, QuerySet, When

from projects.cards import published_cards
from projects.choices import Scope
from projects.models import Project
from search.answers import Answer, Hit
from search.asked import PER_PAGE, Asked
from search.documents import with_passed_on
from search.facets import Labels
from search.filters import filtered
from search.query.parse import Clause, parse

TITLE = ("title",)
TEXTS = (*TITLE, "summary", "description", "problem", "core", "flexible", "prerequisites", "results")
NEWEST, CONFIRMED = F("published_at").desc(nulls_last=True), F("last_confirmed").desc(nulls_last=True)
ORDERS = {"neu": (NEWEST,), "name": (), "relevanz": (CONFIRMED,)}  # any other: as last confirmed


def answer_as_written(asked: Asked, labels: Labels, *, page_size: int = PER_PAGE) -> Answer:
    """The answer in a fixed number of statements, one of which looks through the texts."""
    projects = filtered(Project.objects.published(), labels, asked.chosen, with_city=asked.with_city)
    clauses = parse(asked.q)
    wanted = [clause for clause in clauses if not clause.is_excluded]
    for clause in clauses:
        if clause.is_excluded:
            projects = projects.exclude(_holding(clause, TEXTS))
    found = _found(projects, wanted, asked.order, is_loose=False)
    is_loose = not found and len(wanted) > 1
    if is_loose:
        found = _found(projects, wanted, asked.order, is_loose=True)
    start = (asked.page - 1) * page_size
    return Answer(
        total=len(found),
        hits=_hits([key for key, _scope in found[start : start + page_size]]),
        counts={},
        city=sum(scope == Scope.CITY for _key, scope in found),
        is_loose=is_loose,
        is_from_database=True,
    )


def _found(
    projects: QuerySet[Project], wanted: Iterable[Clause], order: str, *, is_loose: bool
) -> list[tuple[int, str]]:
    """Key and scope of all that hold every clause, or any; those that hold it in their titles first."""
    joined = or_ if is_loose else and_
    wanted = list(wanted)
    first: list[Case] = []
    if wanted:
        projects = projects.filter(reduce(joined, [_holding(clause, TEXTS) for clause in wanted]))
        in_title = reduce(joined, [_holding(clause, TITLE) for clause in wanted])
        first = [Case(When(in_title, then=0), default=1)] if order == "relevanz" else []
    ordered = projects.order_by(*first, *ORDERS.get(order, (CONFIRMED,)), "title", "pk")
    return list(ordered.values_list("pk", "scope"))


def _holding(clause: Clause, fields: Iterable[str]) -> Q:
    """That a text holds the words side by side. SQLite knows small letters from large ones beyond ASCII."""
    text = " ".join(clause.words)
    spellings = {text} if text.isascii() else {text, text.lower(), text.capitalize()}
    conditions = [(f"{field}__icontains", spelling) for field in fields for spelling in spellings]
    return Q(*conditions, _connector=Q.OR)


def _hits(keys: list[int]) -> list[Hit]:
    cards = published_cards(keys)
    passed_on = dict(with_passed_on(Project.objects.filter(pk__in=keys)).values_list("pk", "passed_on"))
    return [Hit(cards[key], passed_on[key]) for key in keys if key in cards and key in passed_on]
