"""Processes that ask for codes to one address at once: `python -m tests.people.askers PROCESSES ASKS`.

The database is that of DATABASE_URL, migrated and empty. Prints as JSON how often each answer was given.
"""

import json
import sys
from collections import Counter
from typing import Any

import django

from tests.forking import ready_to_fork


def main(processes: int, asks: int) -> dict[str, Any]:
    from people.models import SignInCode

    fork = ready_to_fork()
    barrier, results = fork.Barrier(processes), fork.Queue()
    workers = [fork.Process(target=ask, args=(number, asks, barrier, results)) for number in range(processes)]
    for worker in workers:
        worker.start()
    answers = sum((results.get(timeout=120) for _ in workers), Counter())
    for worker in workers:
        worker.join()
    return {"answers": answers, "codes": SignInCode.objects.count()}


def ask(number: int, asks: int, barrier: Any, results: Any) -> None:
    from people.codes import send_code
    from people.limits import TooManyTriesError

    answers = Counter()
    barrier.wait()
    for _ in range(asks):
        try:
            send_code(email="erika@example.org", network=f"network {number}")
            answers["sent"] += 1
        except TooManyTriesError:
            answers["too many"] += 1
        except Exception as error:
            answers[f"{type(error).__name__}: {error}"] += 1
    results.put(answers)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(*map(int, sys.argv[1:]))))
