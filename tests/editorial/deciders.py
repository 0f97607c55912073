"""Members who decide on the same entry at once: `python -m tests.editorial.deciders ROUNDS`.

The database is that of DATABASE_URL, migrated and empty. Prints as JSON, for each round, what came of each
decision and what the entry and its log say afterwards.
"""

import json
import sys
from typing import Any

import django

from tests.forking import ready_to_fork

DECISIONS = ["publish", "publish", "reject", "ask_back", "object"]


def main(rounds: int) -> list[dict[str, Any]]:
    from django.conf import settings

    settings.APPROVALS_NEEDED = {"project": 1}
    members, entries = make_ground(rounds)
    fork = ready_to_fork()
    barrier, results = fork.Barrier(len(DECISIONS)), fork.Queue()
    workers = [
        fork.Process(target=decide_all, args=(number, member, entries, barrier, results))
        for number, member in enumerate(members)
    ]
    for worker in workers:
        worker.start()
    said = [results.get(timeout=240) for _ in range(len(DECISIONS) * rounds)]
    for worker in workers:
        worker.join()
    return [report(entry, [came for key, came in said if key == entry]) for entry in entries]


def make_ground(rounds: int) -> tuple[list[int], list[int]]:
    from tests.factories import CuratorFactory, DistrictFactory, ProjectFactory

    home = DistrictFactory()
    entries = [ProjectFactory(submitted=True, home_district=home).pk for _ in range(rounds)]
    return [CuratorFactory().pk for _ in DECISIONS], entries


def decide_all(number: int, member: int, entries: list[int], barrier: Any, results: Any) -> None:
    from people.models import User

    by = User.objects.get(pk=member)
    for entry in entries:
        barrier.wait()
        results.put((entry, decide(DECISIONS[number], entry, by)))


def decide(what: str, entry: int, by: Any) -> str:
    """ "done: …", or the sentence of the refusal; any other error by its name."""
    from django.core.exceptions import ValidationError

    from editorial.deciding import take_step
    from projects.actions import object_to
    from projects.models import Project
    from projects.steps import STEPS

    project = Project.objects.get(pk=entry)
    try:
        if what == "object":
            object_to(subject=project, by=by, reason="Noch nicht.", blocks=True)
            return "done: object"
        take_step(
            step=STEPS[what], project=project, by=by, seen=seen_by_all(project), words="Wegen der Zeit."
        )
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return f"done: {what}"


def seen_by_all(project: Any) -> str:
    """What every page showed before anybody decided."""
    from editorial.seen import mark_of

    project.state = "submitted"
    return mark_of(project)


def report(entry: int, came: list[str]) -> dict[str, Any]:
    from projects.models import Decision, Objection, Project

    project = Project.objects.get(pk=entry)
    return {
        "came": sorted(came),
        "state": project.state,
        "log": list(Decision.objects.about(project).order_by("pk").values_list("kind", flat=True)),
        "blocked": Objection.objects.about(project).blocking().exists(),
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(int(sys.argv[1]))))
