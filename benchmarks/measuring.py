"""Time as it is reported here: milliseconds, the median and the slow end."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Self


@dataclass(frozen=True)
class Times:
    """How long something took, in milliseconds."""

    median: float
    p95: float

    @classmethod
    def of(cls, durations: Iterable[float]) -> Self:
        """The summary of at least one duration."""
        ordered = sorted(durations)
        return cls(median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))])

    def __str__(self) -> str:
        return f"{_short(self.median)} / {_short(self.p95)}"


def milliseconds(call: Callable[..., Any], *arguments: Any) -> float:
    """How long a call takes."""
    start = time.perf_counter()
    call(*arguments)
    return (time.perf_counter() - start) * 1000


def resident_mb() -> float:
    """The memory of this process that is in use now (Linux)."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _short(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"
