"""Our search beside FTS5, PostgreSQL, tantivy and the stock backend, in one run, in turns, as one table."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Any

from benchmarks.catalogue import make_catalogue
from benchmarks.measuring import Times, milliseconds
from benchmarks.options import Options
from benchmarks.search.apart import apart
from benchmarks.search.bars import MOST_MB, MOST_MS, limit, verdicts
from benchmarks.search.engines.fts5 import Fts5
from benchmarks.search.engines.ours import Ours
from benchmarks.search.engines.postgres import Postgres
from benchmarks.search.engines.stock import Stock
from benchmarks.search.engines.tantivy import Tantivy
from benchmarks.search.freshness import until_found
from benchmarks.search.memory import memory_of_search
from benchmarks.search.questions import FILTER, MEASURES, PAIRS, by_measure
from benchmarks.search.rows import read_rows
from benchmarks.tables import table
from tests.postgres import BINARIES

STOCK_AT_ALL = 10_000
CHANGES = 15

Measured = dict[str, dict[str, Times]]  # by measure, then by engine


def main(projects: int, options: Options) -> None:
    apart(partial(make_catalogue, projects, index=False))
    engines = taking_part(projects, wants_stock=options.stock)
    try:
        build_seconds = build(engines)
        measured = in_turns(engines, options.repeats)
        print(f"Milliseconds, median / p95 over {options.repeats} rounds of {len(PAIRS)} questions.\n")
        lines = [*_lines(projects, engines, measured), _rebuild_line(projects, engines, build_seconds)]
        lines += single_figures(projects, [""] * (len(engines) - 1), options.repeats)
        print(table(["", *(engine.name for engine in engines), "ratios (bars)"], lines), flush=True)
    finally:
        for engine in engines:
            engine.close()


def taking_part(projects: int, *, wants_stock: bool) -> list[Any]:
    """The engines of this run; without PostgreSQL on the machine it goes without."""
    engines: list[Any] = [Ours(), Fts5(), Tantivy()]
    if BINARIES:
        engines.insert(2, Postgres())
    else:
        print("PostgreSQL is not installed (apt install postgresql): it takes no part.")
    if wants_stock and projects <= STOCK_AT_ALL:
        engines.append(Stock())
    return engines


def build(engines: Sequence[Any]) -> dict[str, float]:
    """Let every engine index the catalogue; returns the seconds it took each."""
    rows = read_rows()
    return {engine.name: milliseconds(engine.build, rows) / 1000 for engine in engines}


def in_turns(engines: Sequence[Any], rounds: int) -> Measured:
    """Every engine all questions of a measure, then the next one; round by round, after one to warm up.

    As on a site that answers one search after another, engines are warm. Each round begins with another
    one: who comes first finds in the processor what the last one left there.
    """
    durations: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for number in range(rounds + 1):
        first = number % len(engines)
        for measure, asked in by_measure().items():
            for engine in [*engines[first:], *engines[:first]]:
                if number <= engine.most_rounds:
                    took = [milliseconds(getattr(engine, measure), *arguments) for arguments in asked]
                    durations[measure][engine.name] += took if number else []
    return {
        measure: {name: Times.of(found) for name, found in by_engine.items()}
        for measure, by_engine in durations.items()
    }


def single_figures(projects: int, others: list[str], rounds: int) -> list[list[str]]:
    """What only ours is asked for: the site's whole answer, how soon a change is found, memory."""
    ours = Ours()
    pages = [(pair, FILTER[number % len(FILTER)]) for number, pair in enumerate(PAIRS)]
    site = Times.of(milliseconds(ours.site, *page) for _round in range(rounds) for page in pages)
    fresh = Times.of(until_found(CHANGES))
    memory = memory_of_search()
    return [
        ["the site's answer, 20 rows", str(site), *others, ""],
        ["a change is found", str(fresh), *others, limit(projects, fresh.median, MOST_MS, "ms")],
        ["memory above idle, MB", f"{memory:.0f}", *others, limit(projects, memory, MOST_MB, "MB")],
    ]


def _lines(projects: int, engines: Sequence[Any], measured: Measured) -> list[list[str]]:
    return [
        [
            title,
            *(str(measured[measure][engine.name]) for engine in engines),
            verdicts(projects, measure, {name: times.median for name, times in measured[measure].items()}),
        ]
        for measure, title in MEASURES.items()
    ]


def _rebuild_line(projects: int, engines: Sequence[Any], seconds: dict[str, float]) -> list[str]:
    cells = (f"{seconds[engine.name]:.1f}" for engine in engines)
    return ["rebuild, seconds", *cells, verdicts(projects, "rebuild", seconds)]
