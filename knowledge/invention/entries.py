"""Invented projects with all that hangs on them, written in bulk."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from django.db.models import DateTimeField
from django.db.models.functions import Coalesce

from districts.spelling import german_slug
from knowledge.invention.ground import Ground
from knowledge.invention.kinds import KINDS
from knowledge.invention.links import Entry, write_links
from knowledge.invention.phrases import TOWNS
from knowledge.invention.texts import write
from projects import choices
from projects.models import Project

# Everything is dated from here, so that a seed gives the same data on any day.
DAY = date(2026, 6, 1)
MOMENT = datetime(2026, 6, 1, 8, tzinfo=UTC)
STATES = [choices.State.PUBLISHED] * 93 + [
    choices.State.ARCHIVED,
    choices.State.ARCHIVED,
    choices.State.REMOVED,
    choices.State.SUBMITTED,
    choices.State.SUBMITTED,
    choices.State.QUERIED,
    choices.State.REJECTED,
]
NEVER_PUBLIC = {choices.State.SUBMITTED, choices.State.QUERIED, choices.State.REJECTED}


class Entries:
    """Invents projects one after another; no slug twice."""

    def __init__(self, ground: Ground, rng: Random) -> None:
        self.ground = ground
        self.rng = rng
        self.slugs = set(Project.objects.values_list("slug", flat=True))

    def write(self, number: int) -> list[Entry]:
        """So many projects with their links, in the database."""
        entries = [self._invent() for _ in range(number)]
        projects = [entry.project for entry in entries]
        Project.objects.bulk_create(projects)
        write_links(entries, self.ground, self.rng)
        # auto_now dates them today: put that right, by what was invented.
        Project.objects.filter(pk__in=[project.pk for project in projects]).update(
            created_at=Coalesce("published_at", MOMENT, output_field=DateTimeField()),
            updated_at=Coalesce("published_at", MOMENT, output_field=DateTimeField()),
        )
        return entries

    def _invent(self) -> Entry:
        rng, kind = self.rng, self.rng.choice(KINDS)
        scope = rng.choices(list(choices.Scope), [88, 6, 6])[0]
        home = rng.choice(self.ground.districts) if scope == choices.Scope.DISTRICTS else None
        place = rng.choice(TOWNS) if scope == choices.Scope.OUTSIDE else ""
        texts = write(kind, str(home or place), rng)
        slug = self._slug(texts.title)
        state = rng.choice(STATES)
        project = Project(
            **texts._asdict(),
            **self._facts(),
            slug=slug,
            scope=scope,
            home_district=home,
            place=place,
            website=f"https://{slug[:50]}.example.org/" if rng.random() < 0.4 else "",
            state=state,
            published_at=None if state in NEVER_PUBLIC else MOMENT - timedelta(hours=rng.randint(1, 40_000)),
        )
        return Entry(project, kind)

    def _facts(self) -> dict[str, Any]:
        """Years, bands and dates; half of what could be known is not."""
        rng = self.rng
        activity = rng.choice(list(choices.Activity))
        started = rng.choice([None, rng.randint(2004, 2025)])
        has_ended = activity == choices.Activity.ENDED and started is not None
        return {
            "started_year": started,
            "started_month": rng.choice([None, rng.randint(1, 12)]) if started else None,
            "ended_year": rng.randint(started, 2026) if has_ended and started else None,
            "activity": activity,
            "people_needed": rng.choice(list(choices.PeopleBand)),
            "hours_needed": rng.choice(list(choices.HoursBand)),
            "start_cost": rng.choice(list(choices.StartCostBand)),
            "running_cost": rng.choice(list(choices.RunningCostBand)),
            "last_confirmed": DAY - timedelta(days=rng.randint(0, 900)) if rng.random() < 0.55 else None,
        }

    def _slug(self, title: str) -> str:
        base = german_slug(title, max_length=130)
        slug = next(slug for n in count(1) if (slug := base if n == 1 else f"{base}-{n}") not in self.slugs)
        self.slugs.add(slug)
        return slug
