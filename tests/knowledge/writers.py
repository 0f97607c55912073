"""Several processes that change few transfers at once: `python -m tests.knowledge.writers PROCESSES WRITES`.

The database is that of DATABASE_URL, migrated and empty. Prints as JSON what was done, refused and went
wrong, the graph that is left, and what the audit says of it.
"""

import json
import random
import sys
from collections import Counter
from typing import Any

import django

from tests.forking import ready_to_fork

PROJECTS = 8


def main(processes: int, writes: int) -> dict[str, Any]:
    from knowledge.audit import violations
    from knowledge.models import Transfer

    make_projects()
    fork = ready_to_fork()
    barrier, results = fork.Barrier(processes), fork.Queue()
    workers = [fork.Process(target=write, args=(seed, writes, barrier, results)) for seed in range(processes)]
    for worker in workers:
        worker.start()
    counted = sum((results.get(timeout=120) for _ in workers), Counter())
    for worker in workers:
        worker.join()
    edges = Transfer.objects.counted().filter(target__isnull=False).values_list("source", "target")
    return {
        "counted": counted,
        "edges": sorted(edges),
        "rows": Transfer.objects.count(),
        "pairs": Transfer.objects.values("source", "target", "interested_district").distinct().count(),
        "violations": [str(violation) for violation in violations()],
    }


def make_projects() -> None:
    """Each with somebody who keeps it, and with groups of two districts that want it and wait for review."""
    from tests.factories import CuratorFactory, DistrictFactory, InterestFactory, ProjectFactory, UserFactory

    CuratorFactory()
    districts = [DistrictFactory() for _ in range(2)]
    for _ in range(PROJECTS):
        project = ProjectFactory(home_district=DistrictFactory())
        project.owners.add(UserFactory())
        for district in districts:
            InterestFactory(project=project, district=district)


def write(seed: int, writes: int, barrier: Any, results: Any) -> None:
    """One writer: random verbs between random projects. What a rule refuses is fine, all else is not."""
    from django.core.exceptions import PermissionDenied, ValidationError

    from projects.models import Project

    rng, projects, counted = random.Random(seed), list(Project.objects.order_by("pk")), Counter()
    barrier.wait()
    for _ in range(writes):
        try:
            counted[change_something(rng, projects)] += 1
        except (PermissionDenied, ValidationError):
            counted["refused"] += 1
        except Exception as error:
            counted[f"{type(error).__name__}: {error}"] += 1
    results.put(counted)


def change_something(rng: random.Random, projects: list[Any]) -> str:
    from knowledge.actions import amend_transfer, record_transfer, retract_transfer
    from knowledge.models import Transfer

    known = list(Transfer.objects.order_by("pk"))
    dice = rng.random()
    if dice < 0.4:
        return share_something(rng, known)
    if dice < 0.55:
        return decide_something(rng, projects)
    dice = rng.random()
    if known and dice < 0.2:
        retract_transfer(transfer=rng.choice(known))
        return "retracted"
    if known and dice < 0.4:
        amend_transfer(
            transfer=rng.choice(known),
            source=rng.choice(projects),
            target=rng.choice(projects),
            status="open",
        )
        return "amended"
    record_transfer(source=rng.choice(projects), target=rng.choice(projects))
    return "recorded"


def share_something(rng: random.Random, known: list[Any]) -> str:
    """What groups, both sides and a curator do: any of them may be refused, as others are faster."""
    from knowledge import actions
    from knowledge.choices import WAY, Side
    from knowledge.linking import link_target
    from knowledge.models import Interest
    from people.models import User
    from projects.models import Project

    groups, curator = Interest.objects.order_by("pk"), User.objects.get(is_curator=True)
    begun = list(groups.filter(transfer__isnull=False))
    dice = rng.random()
    if not begun or dice < 0.3:
        actions.grant_interest(interest=rng.choice(groups), by=curator)
        return "granted"
    group = rng.choice(begun)
    if dice < 0.5:
        project = rng.choice(Project.objects.order_by("pk"))
        project.owners.add(group.by)
        link_target(transfer=group.transfer, by=group.by, project=project)
        return "linked"
    transfer = rng.choice(known or [group.transfer])
    keepers = User.objects.filter(owned_projects__in=[transfer.source_id, transfer.target_id])
    # Both ends may have gone into other entries meanwhile, and their keepers with them.
    about = {"transfer": transfer, "by": rng.choice(list(keepers.order_by("pk")) or [curator])}
    if dice < 0.7:
        actions.note_step(**about, phase=rng.choice(WAY), note="Weiter.")
        return "stepped"
    if dice < 0.85:
        rng.choice([actions.rest_transfer, actions.resume_transfer, actions.end_transfer])(**about)
        return "paused"
    actions.confirm_transfer(**about, side=rng.choice(list(Side)))
    return "confirmed"


def decide_something(rng: random.Random, projects: list[Any]) -> str:
    """What a curator does with entries: takes them out of sight, brings them back, makes two of them one."""
    from knowledge.merging import merge
    from people.models import User
    from projects.actions import archive, hide, publish

    curator = User.objects.get(is_curator=True)
    if rng.random() < 0.3:
        loser, survivor = rng.sample(projects, 2)
        merge(loser=loser, survivor=survivor, by=curator)
        return "merged"
    rng.choice([archive, hide, publish, publish])(project=rng.choice(projects), by=curator)
    return "decided"


if __name__ == "__main__":
    django.setup()
    print(json.dumps(main(*map(int, sys.argv[1:]))))
