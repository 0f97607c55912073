"""Each side says that it was so."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.actions.process import shared
from knowledge.choices import Side
from knowledge.models import Confirmation, Transfer
from knowledge.sides import sides_of


@transaction.atomic
def confirm_transfer(*, transfer: Transfer, side: Side, by: Any) -> Confirmation:
    """One side confirms that the idea went from the one project to the other; a second time nothing happens.

    Where whoever confirmed a side has no account any more, another of that side can do it anew as long as
    the other side has not. PermissionDenied for anyone who does not belong to this side or has confirmed the
    other one; ValidationError while there is no project that took it over, or where it may be one person.
    """
    stored, _side = shared(transfer, by)
    if side not in sides_of(by, stored):
        raise PermissionDenied(_("Only the people of this side may confirm it."))
    if stored.target_id is None:
        raise ValidationError(_("There is no project yet that has taken it over."))
    said = {row.side: row for row in stored.confirmations.select_related("by")}
    mine, other = said.get(side), said.get(Side.SOURCE if side == Side.TARGET else Side.TARGET)
    if mine and (mine.by or other):
        return mine
    if other:
        _refuse_one_person(by, other)
    confirmation, _made = Confirmation.objects.update_or_create(
        transfer=stored, side=side, defaults={"by": by, "confirmed_at": timezone.now()}
    )
    return confirmation


def _refuse_one_person(by: Any, other: Confirmation) -> None:
    """Both sides are confirmed by two people (product rule 4)."""
    if other.by == by:
        raise PermissionDenied(_("Both sides must be confirmed by different people."))
    if not other.is_by_another_than(by):
        raise ValidationError(
            _(
                "Whoever confirmed the other side has no account any more, and yours is newer. "
                "Please let somebody of the other side confirm it once more."
            )
        )
