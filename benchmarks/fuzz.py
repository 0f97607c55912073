"""Ten thousand strings that nobody types in good faith, asked of every address of the search."""

from collections import Counter

from django.test import Client

from benchmarks.catalogue import make_catalogue
from benchmarks.measuring import Times
from benchmarks.options import Options
from benchmarks.tables import table
from tests.fuzzing import ADDRESSES, MAKERS, Outcome, outcomes, strings

STRINGS, SEED = 10_000, 1


def main(projects: int, options: Options) -> None:
    make_catalogue(projects, static=True)
    browser = Client(headers={"host": "127.0.0.1"})
    asked = {address: list(outcomes(browser, address, strings(STRINGS, SEED))) for address in ADDRESSES}
    print(f"{STRINGS:,} strings of {len(MAKERS)} kinds to each address, seed {SEED}.\n")
    lines = [line(address, found) for address, found in asked.items()]
    print(
        table(
            ["address", "strings", "answered 200", "wrong", "ms, median / p95", "slowest", "of the kind"],
            lines,
        )
    )
    for address, found in asked.items():
        for (kind, wrong), number in Counter(
            (one.fuzz.kind, one.wrong) for one in found if one.wrong
        ).items():
            print(f"{address}: {number} × {kind}: {wrong}")


def line(address: str, found: list[Outcome]) -> list[str]:
    slowest = max(found, key=lambda one: one.milliseconds)
    return [
        address,
        f"{len(found):,}",
        f"{sum(one.status == 200 for one in found):,}",
        f"{sum(bool(one.wrong) for one in found):,}",
        str(Times.of(one.milliseconds for one in found)),
        f"{slowest.milliseconds:.0f}",
        slowest.fuzz.kind,
    ]
