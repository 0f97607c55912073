"""The invented catalogue that everything is measured on."""

from io import StringIO

from django.core.management import call_command


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
