"""Our pages beside the floor of their stack, over HTTP, in turns, as one table."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.catalogue import make_catalogue
from benchmarks.http.addresses import addresses
from benchmarks.http.bars import kilobytes, ratio, statements
from benchmarks.http.content import write_content
from benchmarks.http.load import ask
from benchmarks.http.servers import Server, served
from benchmarks.http.weight import first_visit_kb
from benchmarks.measuring import Times
from benchmarks.options import Options
from benchmarks.tables import table

FLOOR = "floor: bare view, 20 cards"
CONNECTIONS = (1, 8)
REQUESTS = 32  # of every kind in a round

Spent = dict[tuple[str, int], list[float]]  # milliseconds by kind of page and number of connections


def main(projects: int, options: Options) -> None:
    make_catalogue(projects, static=True)
    pages = addresses()
    with TemporaryDirectory() as folder:
        data = Path(folder) / "floor.json"
        write_content(data)
        with (
            served("benchmarks.http.floor.wsgi", FLOOR_DATA=str(data)) as floor,
            served("config.wsgi") as ours,
        ):
            kinds = {FLOOR: (floor, ["/"])} | {name: (ours, asked) for name, asked in pages.items()}
            waited, computed = in_turns(kinds, options.repeats)
            weights = {name: first_visit_kb(ours.port, asked[0]) for name, asked in pages.items()}
    rounds = f"{options.repeats} rounds of {REQUESTS} requests"
    print(f"Milliseconds over HTTP, median / p95 over {rounds}; gunicorn with 2 sync workers.")
    print("CPU: of the workers, a request. × floor: of the medians.\n")
    print(table(HEAD, lines(projects, pages, waited, computed, weights)), flush=True)


HEAD = ["page", "1 connection", "× floor", "8 connections", "× floor", "CPU ms", "× floor", "SQL", "first kB"]


def in_turns(
    kinds: Mapping[str, tuple[Server, Sequence[str]]], rounds: int
) -> tuple[Spent, dict[str, float]]:
    """What each request took, and what the workers computed for one on average; a first round warms up."""
    waited: Spent = defaultdict(list)
    computed: dict[str, float] = defaultdict(float)
    for number in range(rounds + 1):
        for connections in CONNECTIONS:
            for name, (server, asked) in kinds.items():
                turn = [asked[(number + place) % len(asked)] for place in range(REQUESTS)]
                busy = server.busy_ms()
                answers = ask(server.port, turn, connections)
                if any(answer.status != 200 for answer in answers):
                    raise RuntimeError(f"{name} cannot be measured: it does not answer as it should.")
                if number:
                    waited[name, connections] += [answer.milliseconds for answer in answers]
                    computed[name] += (server.busy_ms() - busy) / (REQUESTS * len(CONNECTIONS) * rounds)
    return waited, computed


def lines(
    projects: int,
    pages: Mapping[str, Sequence[str]],
    waited: Spent,
    computed: Mapping[str, float],
    weights: Mapping[str, float],
) -> list[list[str]]:
    """The floor first, then every kind of page beside it."""
    times = {key: Times.of(spent) for key, spent in waited.items()}
    shown = []
    for name in (FLOOR, *pages):
        line = [name]
        for connections in CONNECTIONS:
            own, least = times[name, connections], times[FLOOR, connections]
            line += [str(own), ratio(name, projects, own.median / least.median)]
        line += [f"{computed[name]:.2f}", f"{computed[name] / computed[FLOOR]:.2f}"]
        if name == FLOOR:
            line += ["0", ""]
        else:
            line += [statements(name, most_statements(pages[name])), kilobytes(weights[name])]
        shown.append(line)
    return shown


def most_statements(asked: Sequence[str]) -> int:
    """The most SQL statements that a warm request of one of these pages runs."""
    browser, most = Client(headers={"host": "127.0.0.1"}), 0
    for address in asked:
        browser.get(address)
        with CaptureQueriesContext(connection) as run:
            browser.get(address)
        most = max(most, len(run))
    return most
