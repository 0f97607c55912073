"""What can be asked of the benchmarks on the command line."""

from argparse import ArgumentParser
from dataclasses import dataclass, field
from typing import NamedTuple, Self


class Subject(NamedTuple):
    """A module with `main(size, options)`, and the sizes that are sensible without a wish."""

    module: str
    title: str
    sizes: tuple[int, ...]


SUBJECTS = {
    "pages": Subject("benchmarks.pages", "Pages", (1000,)),
    "transfers": Subject("benchmarks.transfers", "Transfers and families", (100_000,)),
    "search": Subject("benchmarks.search.run", "Search", (1000, 10_000, 100_000)),
    "quality": Subject("benchmarks.quality", "Quality of the ranking", (0,)),
    "writers": Subject("benchmarks.writing.writers", "Writers and readers", (1000,)),
    "soak": Subject("benchmarks.writing.soak", "Killing the drainer", (1000,)),
    "threads": Subject("benchmarks.writing.threads", "Threads during rebuilds", (500,)),
    "pictures": Subject("benchmarks.pictures", "Hostile uploads", (1000,)),
    "fuzz": Subject("benchmarks.fuzz", "Fuzzed questions", (1000,)),
    "http": Subject("benchmarks.http.run", "HTTP", (10_000,)),
}


@dataclass(frozen=True)
class Options:
    """The wishes of a run."""

    subjects: list[str] = field(default_factory=lambda: list(SUBJECTS))
    projects: list[int] = field(default_factory=list)
    repeats: int = 15
    stock: bool = True
    file: str = ""

    @classmethod
    def read(cls, arguments: list[str]) -> Self:
        """The wishes in the arguments of a command line."""
        parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
        add = parser.add_argument
        add("subjects", nargs="*", metavar="subject", help=f"any of: {', '.join(SUBJECTS)} (default: all)")
        add("--projects", type=int, nargs="+", default=[], help="1000, 10000, 100000 or any other size")
        add("--repeats", type=int, default=15, help="rounds of every question (default: 15)")
        add("--no-stock", dest="stock", action="store_false", help="without Haystack's own: ten minutes less")
        add("--file", default="", help="quality: JSON with `docs` and `qs`, questions with their document")
        found = vars(parser.parse_args(arguments))
        if unknown := set(found["subjects"]) - set(SUBJECTS):
            parser.error(f"not known: {', '.join(sorted(unknown))}")
        found["subjects"] = found["subjects"] or [
            name for name in SUBJECTS if name != "quality" or found["file"]
        ]
        return cls(**found)

    def passed_on(self) -> list[str]:
        """The same wishes for another process, without subjects and sizes."""
        wishes = ["--repeats", str(self.repeats), *([] if self.stock else ["--no-stock"])]
        return [*wishes, "--file", self.file] if self.file else wishes


def sizes_of(subject: str) -> tuple[int, ...]:
    return SUBJECTS[subject].sizes
