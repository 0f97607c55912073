"""What was promised of our search, and whether a run keeps it."""

from collections.abc import Mapping
from typing import NamedTuple


class Bar(NamedTuple):
    """A promise at one size: `limit` times faster than another engine, or at most `limit` times its time."""

    size: int
    measure: str
    other: str
    limit: float
    is_faster: bool = False

    def verdict(self, ours: float, other: float) -> str:
        """The ratio that was measured beside the one that was promised."""
        ratio = other / ours if self.is_faster else ours / other
        is_kept = ratio >= self.limit if self.is_faster else ratio <= self.limit
        sign, how = ("≥", f"{self.other} / ours") if self.is_faster else ("≤", f"ours / {self.other}")
        return f"{how} = {ratio:.1f} ({sign} {self.limit:g}{'' if is_kept else ', MISSED'})"


BARS = (
    Bar(100_000, "page", "FTS5", 6, is_faster=True),
    Bar(100_000, "page", "PostgreSQL", 8, is_faster=True),
    Bar(100_000, "page", "tantivy", 2.5),
    Bar(10_000, "page", "FTS5", 1.2),
    Bar(10_000, "page", "stock backend", 80, is_faster=True),
    Bar(100_000, "one_word", "tantivy", 4),
    Bar(10_000, "one_word", "stock backend", 200, is_faster=True),
    Bar(100_000, "facets", "FTS5", 10, is_faster=True),
    Bar(100_000, "phrase", "tantivy", 15),
    Bar(10_000, "rebuild", "stock backend", 30, is_faster=True),
    Bar(10_000, "rebuild", "FTS5", 6),
)
MOST_MB = 300  # above an idle process, at 100,000
MOST_MS = 100  # until a changed project is found, the median at 10,000 and 100,000


def verdicts(size: int, measure: str, values: Mapping[str, float]) -> str:
    """The bars that hold for a measure at a size; without a bar the ratios alone."""
    bars = [bar for bar in BARS if (bar.size, bar.measure) == (size, measure) and bar.other in values]
    if bars:
        return " · ".join(bar.verdict(values["ours"], values[bar.other]) for bar in bars)
    others = [f"{name} {values['ours'] / value:.2g}" for name, value in values.items() if name != "ours"]
    return f"ours / {', '.join(others)}" if others else ""


def limit(size: int, value: float, most: float, unit: str) -> str:
    """The verdict on a single figure that is promised from 10,000 on."""
    return f"≤ {most} {unit}{'' if value <= most else ', MISSED'}" if size >= 10_000 else ""
