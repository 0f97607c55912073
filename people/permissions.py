"""Who somebody is: the predicates on which every other floor builds."""

from typing import Any

import rules


@rules.predicate
def is_curator(user: Any) -> bool:
    """A member of the steering group (an anonymous visitor never is)."""
    return bool(user and user.is_active and getattr(user, "is_curator", False))


def let_curators_edit(app: str, *models: str, delete: bool = True) -> None:
    """Give the steering group Django's permissions on these models; deletion only where nothing is lost."""
    verbs = ["view", "add", "change", *(["delete"] if delete else [])]
    for model in models:
        for verb in verbs:
            rules.add_perm(f"{app}.{verb}_{model}", is_curator)
    rules.set_perm(app, is_curator)


let_curators_edit("districts", "district", "quarter", "border", delete=False)
