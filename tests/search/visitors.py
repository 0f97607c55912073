"""Visitors of a damaged index: `python -m tests.search.visitors PROCESSES VISITS`.

VAR_DIR is empty but for a migrated database, that of DATABASE_URL. Prints as JSON how the visits were
answered, how many rebuilds were begun, and how the index is afterwards.
"""

import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import django

from tests.forking import ready_to_fork

PATIENCE = 60  # seconds for a rebuild


def main(processes: int, visits: int) -> dict[str, Any]:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections
    from haystack import connections as indexes

    from outbox.models import OutboxEntry
    from projects.models import Project
    from search.status import status
    from tests.search import damage

    plain = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }  # nothing has to be collected
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
    call_command("make_catalogue", projects=50, seed=1, verbosity=0)
    call_command("rebuild_index", verbosity=0)
    backend = indexes["default"].get_backend()
    damage.segment_cut(backend.path)
    begun = Path(settings.VAR_DIR) / "begun"
    begun.touch()
    answers = visit_together(processes, visits, begun)
    connections.close_all()
    deadline = time.monotonic() + PATIENCE
    while OutboxEntry.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    now = status().index
    return {
        "answers": answers,
        "rebuilds": begun.read_text().split(),
        "owed": OutboxEntry.objects.count(),
        "is_readable": now is not None,
        "entries": now and now.entries,
        "projects": Project.objects.published().count(),
    }


def visit_together(processes: int, visits: int, begun: Path) -> Counter[int]:
    fork = ready_to_fork()
    barrier, results = fork.Barrier(processes), fork.Queue()
    workers = [fork.Process(target=visit, args=(visits, begun, barrier, results)) for _ in range(processes)]
    for worker in workers:
        worker.start()
    answers = sum((results.get(timeout=120) for _ in workers), Counter())
    for worker in workers:
        worker.join()
    return answers


def visit(visits: int, begun: Path, barrier: Any, results: Any) -> None:
    from django.test import Client

    from search import healing

    build_apart = healing.build_apart

    def note_and_build(using: str) -> None:
        with begun.open("a") as file:
            file.write(f"{using}\n")
        build_apart(using)

    healing.build_apart = note_and_build
    barrier.wait()
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    results.put(Counter(client.get("/projekte/", {"q": "Kinder"}).status_code for _ in range(visits)))


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(*map(int, sys.argv[1:]))))
