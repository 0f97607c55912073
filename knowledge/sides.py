"""The two sides of a transfer: who belongs to them, and who is to be told."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from knowledge.choices import Side
from knowledge.models import Transfer
from people.models import User, normal_address
from projects.models import Project


class Reader(NamedTuple):
    """Where a mail reaches somebody of a side; `person` is None for a contact without an account."""

    email: str
    language: str
    person: User | None = None


def sides_of(user: Any, transfer: Transfer) -> set[Side]:
    """The sides to which this user belongs, in two queries: none for most, both for who keeps both ends."""
    if not getattr(user, "is_authenticated", False):
        return set()
    ends = [transfer.source_id, transfer.target_id]
    theirs = set(Project.objects.answered_by(user).filter(pk__in=ends).values_list("pk", flat=True))
    found = {Side.SOURCE} if transfer.source_id in theirs else set()
    if transfer.target_id in theirs or transfer.groups.filter(by=user).exists():
        found.add(Side.TARGET)
    return found


def side_of(user: Any, transfer: Transfer) -> Side:
    """The side for which this user speaks, the receiving one for who belongs to both; PermissionDenied if
    none."""
    sides = sides_of(user, transfer)
    if not sides:
        raise PermissionDenied(_("Only the people of both sides may do this."))
    return Side.TARGET if Side.TARGET in sides else Side.SOURCE


def readers_of(transfer: Transfer) -> dict[str, Reader]:
    """Everybody of both sides, each once, by address."""
    groups = transfer.groups.select_related("by")
    people = [interest.by for interest in groups if interest.by]
    return _by_address(people) | people_of(transfer.source) | people_of(transfer.target)


def people_of(project: Project | None) -> dict[str, Reader]:
    """Who keeps the entry, and its contact, by address; nobody where a project is not there (any more)."""
    if project is None:
        return {}
    found = _by_address(project.owners.filter(is_active=True))
    if (point := project.contact) and normal_address(point.email) not in found:
        language = point.user.language if point.user else settings.LANGUAGE_CODE
        found[normal_address(point.email)] = Reader(point.email, language, point.user)
    return found


def _by_address(people: Iterable[User]) -> dict[str, Reader]:
    return {
        person.email: Reader(person.email, person.language, person) for person in people if person.is_active
    }
