"""Work in a process of its own: what it leaves in memory slows no question that is asked afterwards."""

from collections.abc import Callable
from typing import Any

from tests.forking import ready_to_fork


def apart(work: Callable[..., Any], *arguments: Any) -> None:
    """Do it, as the site does with its rebuilds; RuntimeError if it fails."""
    process = ready_to_fork().Process(target=work, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError("It failed in its process: see above.")
