"""The invented catalogue that everything is measured on."""

from io import StringIO

from django.core.management import call_command

from projects.models import Project


def make_catalogue(projects: int, *, static: bool = False, index: bool = True) -> None:
    """A site with so many invented projects; its index built and its static files collected if wished."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if static:
        call_command("collectstatic", verbosity=0, interactive=False)
    if projects:
        call_command("make_catalogue", projects=projects, seed=1, stdout=StringIO())
    if index:
        call_command("rebuild_index", stdout=StringIO())


def keys_for(*, deletes: int, saves: int | None = None) -> tuple[list[int], list[int]]:
    """Keys of published projects to delete, and of others to save (all of them if it is not said how many).

    Nobody deletes what a transfer is remembered by.
    """
    published = Project.objects.published().order_by("pk")
    alone = published.filter(transfers_out=None, transfers_in=None).values_list("pk", flat=True)
    deleted = list(alone[:deletes])
    return deleted, list(published.exclude(pk__in=deleted).values_list("pk", flat=True)[:saves])
