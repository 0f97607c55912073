"""What was promised of our pages over HTTP, and whether a run keeps it."""

from benchmarks.http.addresses import LIST, PROJECT, SEARCH

SIZE = 10_000  # projects at which the bars hold
FLOORS = {SEARCH: 2.1, LIST: 1.7, PROJECT: 2.6}  # medians, as multiples of the floor's
STATEMENTS, KILOBYTES = 5, 28


def ratio(page: str, size: int, value: float) -> str:
    """ "1.9 (≤ 2.1)", with MISSED where it is more."""
    bar = FLOORS.get(page) if size == SIZE else None
    return f"{value:.2f}" if bar is None else f"{value:.2f} (≤ {bar:g}{_verdict(value, bar)})"


def statements(page: str, number: int) -> str:
    """How many, with the bar where one holds."""
    return f"{number} (≤ {STATEMENTS}{_verdict(number, STATEMENTS)})" if page in FLOORS else str(number)


def kilobytes(value: float) -> str:
    return f"{value:.1f} (≤ {KILOBYTES}{_verdict(value, KILOBYTES)})"


def _verdict(value: float, bar: float) -> str:
    return "" if value <= bar else ", MISSED"
