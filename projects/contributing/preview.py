"""What an entry would look like: written, shown, and taken back."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from projects.content import Content
from projects.content.writing import write_content
from projects.models import Project

T = TypeVar("T")


def rehearsed(content: Content, show: Callable[[Project], T], project: Project | None = None) -> T:
    """What `show` makes of the project once it says this; nothing of it stays.

    Everything that the page of an entry asks for is there, and every rule is tried before anybody is asked
    to review. Raises ValidationError if one would break.
    """
    with transaction.atomic():
        try:
            shown = show(write_content(project or Project(), content))
        finally:
            transaction.set_rollback(True)
    return shown


def problems_of(content: Content, project: Project | None = None) -> list[str]:
    """The sentences with which the entry would be refused; none if it can be handed in."""
    try:
        rehearsed(content, lambda project: None, project)
    except ValidationError as refusal:
        return list(refusal.messages)
    return []
