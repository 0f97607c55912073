"""How fresh an entry is."""

from datetime import date, timedelta

from django.utils import timezone

from projects.models import Project

FRESH_FOR = timedelta(days=365)


def newest_source_year(project: Project) -> int | None:
    """The latest known year among the sources; None if no year is known."""
    return max(
        (source.published_year for source in project.sources.all() if source.published_year), default=None
    )


def is_stale(last_confirmed: date | None) -> bool:
    """Whether the last confirmation lies more than 12 months back (never confirmed is not stale)."""
    return last_confirmed is not None and timezone.localdate() - last_confirmed > FRESH_FOR
