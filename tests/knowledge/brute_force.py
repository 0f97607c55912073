"""Every figure of the transfers, worked out from the rows alone: with no queryset, no condition of ours."""

from collections import Counter
from typing import NamedTuple

from knowledge.models import Confirmation, Transfer
from projects.models import Project

ONCE_PUBLIC = {"published", "archived", "merged", "removed"}


class Fact(NamedTuple):
    """What a visitor may count of one transfer."""

    pk: int
    source: int
    target: int | None
    start: str
    end: str
    year: int | None
    phase: str
    certainty: str
    status: str
    reason: str
    topics: frozenset

    @property
    def is_sure(self):
        return self.certainty != "eine-seite"


def place_of(project):
    if project.scope == "city":
        return "stadtweit"
    return project.home_district.slug if project.scope == "districts" else "andere-orte"


def was_public(project):
    return project.published_at is not None and project.state in ONCE_PUBLIC


def is_seen(transfer):
    """One end is public now, and no end was never public."""
    ends = [end for end in (transfer.source, transfer.target) if end]
    return (
        transfer.status != "retracted"
        and all(map(was_public, ends))
        and any(end.state == "published" for end in ends)
    )


def certainty_of(transfer):
    sides = {row.side for row in Confirmation.objects.all() if row.transfer_id == transfer.pk}
    if sides == {"source", "target"}:
        return "beide-seiten"
    return "quelle" if list(transfer.sources.all()) else "eine-seite"


PHASES = {
    "interest": "interesse",
    "meeting": "kennenlernen",
    "adapting": "anpassen",
    "trying": "ausprobieren",
    "arrived": "angekommen",
    "unknown": "nicht-bekannt",
}


def facts():
    """One fact for each transfer that a visitor sees."""
    return [
        Fact(
            transfer.pk,
            transfer.source_id,
            transfer.target_id,
            place_of(transfer.source),
            place_of(transfer.target) if transfer.target else transfer.interested_district.slug,
            transfer.year_from,
            PHASES[transfer.phase],
            certainty_of(transfer),
            transfer.status,
            transfer.ended_because if transfer.status == "ended" else "",
            frozenset(
                topic.slug
                for end in (transfer.source, transfer.target)
                if end and end.state == "published"
                for topic in end.topics.all()
            ),
        )
        for transfer in Transfer.objects.all()
        if is_seen(transfer)
    ]


def known(found, query):
    """Without a topic that no end has which everybody sees: its value is left out of account."""
    topics = topics_of(found)
    return {name: value for name, value in query.items() if name != "thema" or value in topics}


def chosen(found, **query):
    """Those of the facts that fit what stands in an address."""
    asks = {
        "thema": lambda fact, value: value in fact.topics,
        "phase": lambda fact, value: fact.phase == value,
        "sicher": lambda fact, value: fact.certainty == value,
        "jahr": lambda fact, value: str(fact.year) == value,
        "ort": lambda fact, value: value in (fact.start, fact.end),
        "von": lambda fact, value: fact.start == value,
        "nach": lambda fact, value: fact.end == value,
    }
    return [fact for fact in found if all(asks[name](fact, value) for name, value in query.items())]


def topics_of(found):
    """How many transfers have an end on each topic that everybody sees."""
    return Counter(topic for fact in found for topic in fact.topics)


def pairs(found):
    return Counter((fact.start, fact.end) for fact in found)


def between_districts(found):
    no_district = {"stadtweit", "andere-orte"}
    return sum(fact.start != fact.end and not {fact.start, fact.end} & no_district for fact in found)


def years(found):
    """By year how many, and how many of them are sure; without those that have none."""
    known = [fact for fact in found if fact.year]
    sure = Counter(fact.year for fact in known if fact.is_sure)
    return {year: (number, sure[year]) for year, number in Counter(fact.year for fact in known).items()}


def by_year_and_phase(found):
    return Counter((fact.year, fact.phase) for fact in found)


def stopped(found):
    """How many rest, and how many have ended, by how far they came."""
    return Counter((fact.phase, fact.status) for fact in found if fact.status in ("resting", "ended"))


def reasons(found):
    return Counter(fact.reason for fact in found if fact.reason)


def passed_on(found, project):
    """To how many projects this one was passed on, where to, since when."""
    steps = [fact for fact in found if fact.source == project.pk and fact.target]
    since = min((fact.year for fact in steps if fact.year), default=None)
    return len(steps), Counter(fact.end for fact in steps), since


def extensions():
    return sum(row.reaches.count() for row in Project.objects.all() if row.state == "published")


def at_home():
    """Published projects by the place where they are at home."""
    return Counter(place_of(row) for row in Project.objects.all() if row.state == "published")
