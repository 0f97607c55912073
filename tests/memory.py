"""How much memory processes have taken at most, asked of the kernel while they run (Linux)."""

import time
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

EVERY = 0.004  # seconds; what is asked for is a high-water mark, so that little is missed


class Watch:
    """`with Watch(pid) as watch:` … then `watch.peak_mb("a part of its command line")`."""

    def __init__(self, pid: int) -> None:
        self.pid, self.peaks, self._end = pid, {}, Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._end.set()
        self._thread.join()

    def peak_mb(self, command: str) -> float:
        """The most that one process with this command has taken, in megabytes; 0 if there was none."""
        return max((peak for line, peak in self.peaks.items() if command in line), default=0) / 1024

    def _look(self) -> None:
        while not self._end.is_set():
            for pid in _family(self.pid):
                with suppress(OSError, IndexError, ValueError):  # it may end at any moment
                    line = Path(f"/proc/{pid}/cmdline").read_text()
                    peak = int(Path(f"/proc/{pid}/status").read_text().split("VmHWM:")[1].split()[0])
                    # A child is its parent's copy for a moment: then the line is still the parent's, too.
                    self.peaks[line] = max(peak, self.peaks.get(line, 0))
            time.sleep(EVERY)


def _family(pid: int) -> list[int]:
    """The process and all below it."""
    found = [pid]
    for parent in found:
        with suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
    return found
