"""The documented meetings of a seed."""

from datetime import date

from meetings.models import Meeting
from pages.seeding.files import Seed
from projects.models import Topic


def bring_meetings(seed: Seed) -> None:
    """Create the meetings that were not brought before; only what is documented is said of them."""
    for row in seed.json("meetings.json"):
        if seed.is_new(f"meeting:{row['slug']}"):
            Meeting.objects.get_or_create(
                slug=row["slug"],
                defaults={
                    "title": row["title"],
                    "kind": row["kind"],
                    "date": date.fromisoformat(row["date"]),
                    "topic": Topic.objects.filter(slug=row["topic"]).first(),
                    "state": Meeting.State.ANNOUNCED,
                    "takes_sign_ups": False,
                },
            )
