"""Processes that send the same reminders at once: `python -m tests.people.remindings PROCESSES REMINDERS`.

The database is that of DATABASE_URL, migrated and empty. Prints as JSON how many each process has sent and
which mails are owed.
"""

import json
import sys
from typing import Any

import django

from tests.forking import ready_to_fork


def main(processes: int, reminders: int) -> dict[str, Any]:
    from outbox.models import OutboxEntry

    fork = ready_to_fork()
    barrier, results = fork.Barrier(processes), fork.Queue()
    workers = [fork.Process(target=send, args=(reminders, barrier, results)) for _ in range(processes)]
    for worker in workers:
        worker.start()
    sent = [results.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join()
    owed = OutboxEntry.objects.filter(kind="remindings").order_by("pk")
    return {"sent": sent, "owed": [entry.payload["number"] for entry in owed]}


def send(reminders: int, barrier: Any, results: Any) -> None:
    from outbox.models import OutboxEntry
    from people.reminding import Reminder

    def owe(number: int) -> None:
        OutboxEntry.objects.create(kind="remindings", payload={"number": number})

    barrier.wait()
    try:
        results.put(Reminder("numbers", lambda: range(reminders), str, owe).send())
    except Exception as error:
        results.put(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(*map(int, sys.argv[1:]))))
