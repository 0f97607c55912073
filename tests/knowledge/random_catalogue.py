"""A small catalogue with everything that figures must get right, made by the verbs alone."""

from contextlib import suppress

from django.core.exceptions import ValidationError

from knowledge.actions import record_transfer, retract_transfer
from knowledge.choices import EndReason, Phase, Status
from knowledge.merging import merge
from knowledge.models import Transfer
from projects.actions import archive, hide, publish
from projects.models import Project
from tests import factories as make

STATES = [*[{}] * 8, {"archived": True}, {"removed": True}, {"submitted": True}, {"rejected": True}]
YEARS = [None, 2013, 2015, 2016, 2020]


def grow(rng):
    """Places of every kind, entries in every state, transfers that were confirmed, ended and retracted."""
    districts, topics = make.DistrictFactory.create_batch(5), make.TopicFactory.create_batch(3)
    sources = [[], [make.SourceFactory()]]
    projects = [a_project(rng, districts, topics) for _ in range(36)]
    for _ in range(110):
        with suppress(ValidationError):  # a self, a cycle
            a_transfer(rng, projects, districts, rng.choice(sources))


def a_project(rng, districts, topics):
    where = rng.choice([{"home_district": rng.choice(districts)}] * 4 + [{"city": True}, {"outside": True}])
    reaches = rng.sample([one for one in districts if one != where.get("home_district")], 2)
    return make.ProjectFactory(
        **where,
        **rng.choice(STATES),
        topics=rng.sample(topics, rng.choice([1, 2])),
        sectors=[],
        reaches=rng.choice([[], [], reaches]) if "home_district" in where else [],
    )


def a_transfer(rng, projects, districts, sources):
    about = {"source": rng.choice(projects), "year_from": rng.choice(YEARS), "sources": sources}
    if rng.random() < 0.15:
        about |= {"interested_district": rng.choice(districts), "phase": Phase.INTEREST}
    else:
        about |= {"target": rng.choice(projects), "phase": rng.choice(list(Phase))}
    made = record_transfer(**about, **an_end(rng))
    for side in rng.choice([[], [], ["source"], ["source", "target"]]):
        if made.target and not made.confirmations.filter(side=side).exists():
            make.ConfirmationFactory(transfer=made, side=side)
    if rng.random() < 0.1:
        retract_transfer(transfer=made)


def an_end(rng):
    if rng.random() < 0.2:
        return {"status": Status.ENDED, "ended_because": rng.choice(["", *EndReason])}
    return {"status": Status.RESTING} if rng.random() < 0.1 else {}


def go_on(rng):
    """What the steering group does: entries come, go and become one."""
    curator = make.CuratorFactory()
    for verb, state, number in ((publish, "submitted", 2), (archive, "published", 2), (hide, "published", 2)):
        for project in some(rng, state)[:number]:
            verb(project=project, by=curator)
    for _ in range(12):
        with suppress(ValidationError):  # a double, a cycle
            loser, survivor = some(rng, "published")[:2]
            merge(loser=loser, survivor=survivor, by=curator)
    retract_transfer(transfer=rng.choice(list(Transfer.objects.counted().order_by("pk"))))


def some(rng, state):
    """All in this state, shuffled."""
    found = list(Project.objects.filter(state=state).order_by("pk"))
    return rng.sample(found, len(found))
