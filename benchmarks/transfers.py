"""Map, matrix, list and families of 20,000 transfers, beside the page of a project that has none."""

from collections.abc import Callable, Iterable
from statistics import median
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks.catalogue import make_catalogue
from benchmarks.measuring import milliseconds
from benchmarks.options import Options
from benchmarks.tables import table
from knowledge.choices import Certainty
from knowledge.family.kinship import Kin, kin_of
from knowledge.models import Transfer
from knowledge.words import CERTAINTIES
from outbox import figures
from outbox.actions import drain
from projects.models import Project

MOST_QUERIES, MOST_TIMES = 8, 20  # the bars: statements, and times a plain page of a project


class Plain(NamedTuple):
    """How long the page of a project without transfers takes: one that nobody has read yet, and again."""

    first: float
    again: float


class Measured(NamedTuple):
    """The same of another page: right after a change, and while nothing changes; its statements, its size."""

    first: float
    again: float
    most_queries: int
    kilobytes: float


def main(projects: int, options: Options) -> None:
    make_catalogue(projects, static=True, index=False)
    drain()
    browser = Client(headers={"host": "127.0.0.1"})
    kin = greatest_family()
    print(
        f"{Transfer.objects.counted().count():,} transfers; the greatest family has {len(kin.members):,} "
        f"projects over {max(kin.generations.values()) + 1} generations.\n"
    )
    plain = plain_pages(browser, options.repeats)
    print(f"A plain page of a project: {plain.first:.1f} ms the first time, {plain.again:.1f} ms again.\n")
    head = ["page", "after a change, ms", "× plain", "again, ms", "× plain", "statements", "kB"]
    print(
        table(head, [line(name, measured(browser, url, options.repeats), plain) for name, url in pages(kin)])
    )
    print(f"\nThe bars: {MOST_QUERIES} statements, {MOST_TIMES} times a plain page, like beside like.")


def greatest_family() -> Kin:
    """The family of whoever gave most, seen from where it begins."""
    givers = Project.objects.published().annotate(times=Count("transfers_out")).order_by("-times", "pk")
    families = (kin_of(project.pk, AnonymousUser()) for project in givers[:20])
    return max(families, key=lambda kin: len(kin.members))


def pages(kin: Kin) -> Iterable[tuple[str, str]]:
    """What is measured: the pages of all transfers, and the family seen from three of its generations."""
    transfers = reverse("knowledge:transfers")
    yield "map, years and list", transfers
    yield "matrix and list", f"{transfers}?ansicht=tabelle"
    yield "filtered by year and certainty", f"{transfers}?jahr=2019&sicher={_word(Certainty.SOURCED)}"
    last = max(kin.generations.values())
    for generation in (0, last // 2, last):
        slug = _of_generation(kin, generation)
        yield f"family, from generation {generation + 1}", reverse("knowledge:way", args=[slug])
        yield f"project of generation {generation + 1}", reverse("projects:detail", args=[slug])


def _word(certainty: Certainty) -> str:
    return next(word for word, value in CERTAINTIES.items() if value == certainty)


def _of_generation(kin: Kin, generation: int) -> str:
    """The published one that gave most."""
    keys = [key for key in kin.members if kin.generations[key] == generation]
    found = Project.objects.published().filter(pk__in=keys).values_list("pk", "slug")
    return max(found, key=lambda row: len(kin.out_of.get(row[0], ())))[1]


def plain_pages(browser: Client, repeats: int) -> Plain:
    """Each of so many projects is read twice."""
    plain = Project.objects.published().filter(transfers_in=None, transfers_out=None)
    addresses = [project.get_absolute_url() for project in plain.order_by("pk")[: repeats + 1]]
    browser.get(addresses.pop())  # templates are compiled once a process
    return Plain(*(median(_times(browser, addresses)) for _ in range(2)))


def _times(browser: Client, addresses: Iterable[str]) -> list[float]:
    return [milliseconds(browser.get, address) for address in addresses]


def measured(browser: Client, address: str, repeats: int) -> Measured:
    """The page after so many changes, and as often without one."""

    def changed() -> None:
        figures.count_anew([])

    browser.get(address)
    first = [_after(changed, browser, address) for _ in range(repeats)]
    again = _times(browser, [address] * repeats)
    changed()
    with CaptureQueriesContext(connection) as run:
        response = browser.get(address)
    return Measured(median(first), median(again), len(run), len(response.content) / 1000)


def _after(change: Callable[[], None], browser: Client, address: str) -> float:
    change()
    return milliseconds(browser.get, address)


def line(name: str, found: Measured, plain: Plain) -> list[str]:
    first, again = found.first / plain.first, found.again / plain.again
    return [
        name,
        f"{found.first:.0f}",
        f"{first:.1f}{_missed(first >= MOST_TIMES)}",
        f"{found.again:.1f}",
        f"{again:.1f}{_missed(again >= MOST_TIMES)}",
        f"{found.most_queries}{_missed(found.most_queries > MOST_QUERIES)}",
        f"{found.kilobytes:.0f}",
    ]


def _missed(is_missed: bool) -> str:
    return ", MISSED" if is_missed else ""
