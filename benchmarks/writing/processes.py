"""Processes beside this one, which report what they measured."""

import multiprocessing
from collections.abc import Callable
from typing import Any

from django.db import connections

from tests.forking import ready_to_fork

_FORK = multiprocessing.get_context("fork")


class Crew:
    """Functions that run in processes of their own; each gets a queue to report to, then its arguments."""

    def __init__(self) -> None:
        self.reports = _FORK.SimpleQueue()
        self.stop = _FORK.Event()

    def start(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """The running process, with connections of its own."""
        process = ready_to_fork().Process(target=self._run, args=(work, *arguments), daemon=True)
        process.start()
        return process

    def _run(self, work: Callable[..., Any], *arguments: Any) -> None:
        try:
            self.reports.put((work.__name__, work(self.stop, *arguments)))
        finally:
            connections.close_all()
