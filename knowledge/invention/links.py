"""What hangs on invented projects: topics, sectors, tags, further districts, sources, offers."""

from collections.abc import Callable, Iterable
from random import Random
from typing import Any, NamedTuple

from django.db.models import Model

from knowledge.invention.ground import Ground
from knowledge.invention.kinds import Kind
from projects.choices import SupportKind
from projects.models import Project, Reach, Source, SupportOffer, TaggedProject

YEARS = [None, 2017, 2019, 2021, 2023, 2024, 2025]


class Entry(NamedTuple):
    """A project that was written, and what kind it is."""

    project: Project
    kind: Kind


def write_links(entries: list[Entry], ground: Ground, rng: Random) -> None:
    """Write all rows that hang on these projects, one kind of row at a time."""
    for link in LINKS:
        rows = [row for entry in entries for row in link(entry, ground, rng)]
        if rows:
            type(rows[0])._default_manager.bulk_create(rows)
    _write_sources(entries, rng)


def _topics(entry: Entry, ground: Ground, rng: Random) -> Iterable[Model]:
    """Topics of its kind that are there, else any."""
    known = [ground.topics[slug] for slug in entry.kind.topics if slug in ground.topics]
    chosen = (
        rng.sample(known, rng.randint(1, len(known))) if known else [rng.choice(list(ground.topics.values()))]
    )
    return _through(Project.topics, entry, "topic", chosen)


def _sectors(entry: Entry, ground: Ground, rng: Random) -> Iterable[Model]:
    number = min(rng.choice([1, 1, 2]), len(ground.sectors))
    return _through(Project.sectors, entry, "sector", rng.sample(ground.sectors, number))


def _organisations(entry: Entry, ground: Ground, rng: Random) -> Iterable[Model]:
    chosen = [rng.choice(ground.organisations)] if rng.random() < 0.6 else []
    return _through(Project.organisations, entry, "organisation", chosen)


def _quarters(entry: Entry, ground: Ground, rng: Random) -> Iterable[Model]:
    known = ground.quarters.get(entry.project.home_district_id or 0)
    chosen = [rng.choice(known)] if known and rng.random() < 0.5 else []
    return _through(Project.quarters, entry, "quarter", chosen)


def _tags(entry: Entry, ground: Ground, rng: Random) -> Iterable[Model]:
    words = rng.sample(entry.kind.tags, rng.randint(1, 3))
    return [TaggedProject(content_object=entry.project, tag=ground.tags[word]) for word in words]


def _reaches(entry: Entry, ground: Ground, rng: Random) -> Iterable[Model]:
    """One project in seven works in a few further districts."""
    home = entry.project.home_district_id
    others = [district for district in ground.districts if district.pk != home]
    if home is None or rng.random() > 0.15:
        return []
    chosen = rng.sample(others, min(len(others), rng.randint(1, 4)))
    return [Reach(project=entry.project, district=place, since_year=rng.choice(YEARS)) for place in chosen]


def _offers(entry: Entry, ground: Ground, rng: Random) -> Iterable[Model]:
    kinds = rng.sample(list(SupportKind), rng.choice([0, 0, 1, 2]))
    return [SupportOffer(project=entry.project, kind=kind) for kind in kinds]


LINKS: list[Callable[[Entry, Ground, Random], Iterable[Model]]] = [
    _topics,
    _sectors,
    _organisations,
    _quarters,
    _tags,
    _reaches,
    _offers,
]


def _through(relation: Any, entry: Entry, name: str, rows: Iterable[Model]) -> list[Model]:
    """Rows of the table behind a many-to-many relation."""
    return [relation.through(project=entry.project, **{name: row}) for row in rows]


def _write_sources(entries: list[Entry], rng: Random) -> None:
    """A source of its own for two projects in three."""
    chosen = {
        f"https://example.org/{entry.project.slug}": entry.project for entry in entries if rng.random() < 0.66
    }
    years = {url: rng.choice(YEARS) for url in chosen}
    known = set(Source.objects.filter(url__in=chosen).values_list("url", flat=True))
    Source.objects.bulk_create(
        Source(url=url, published_year=year) for url, year in years.items() if url not in known
    )
    through: Any = Project.sources.through
    through.objects.bulk_create(
        through(project=chosen[source.url], source=source) for source in Source.objects.filter(url__in=chosen)
    )
