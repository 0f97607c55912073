"""Who somebody is: the predicates on which every other floor builds."""

from typing import Any

import rules
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


@rules.predicate
def is_curator(user: Any) -> bool:
    """A member of the steering group (an anonymous visitor never is)."""
    return bool(user and user.is_active and getattr(user, "is_curator", False))


def refuse_visitors(by: Any) -> None:
    """Raise PermissionDenied unless it is somebody whose address is confirmed."""
    if not getattr(by, "is_authenticated", False):
        raise PermissionDenied(_("Please sign in first."))


_verbs: set[str] = set()


def allow(verb: str, predicate: Any) -> None:
    """Let those do it for whom the predicate holds, and nobody else: an admin is no member by being one."""
    rules.add_perm(verb, predicate)
    _verbs.add(verb)


def is_verb(permission: str) -> bool:
    """Whether it is one of ours, and none of Django's to view, add, change or delete rows."""
    return permission in _verbs


def let_curators_edit(app: str, *models: str, delete: bool = True) -> None:
    """Give the steering group Django's permissions on these models; deletion only where nothing is lost."""
    verbs = ["view", "add", "change", *(["delete"] if delete else [])]
    for model in models:
        for verb in verbs:
            rules.add_perm(f"{app}.{verb}_{model}", is_curator)
    rules.set_perm(app, is_curator)


let_curators_edit("districts", "district", "quarter", "border", delete=False)
