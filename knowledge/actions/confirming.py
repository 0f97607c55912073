"""Each side says that it was so."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knowledge.actions.process import shared
from knowledge.choices import Side
from knowledge.models import Confirmation, Transfer
from knowledge.sides import sides_of


@transaction.atomic
def confirm_transfer(*, transfer: Transfer, side: Side, by: Any) -> Confirmation:
    """One side confirms that the idea went from the one project to the other; a second time nothing happens.

    PermissionDenied for anyone who does not belong to this side or has confirmed the other one;
    ValidationError while there is no project that took it over.
    """
    stored, _side = shared(transfer, by)
    if side not in sides_of(by, stored):
        raise PermissionDenied(_("Only the people of this side may confirm it."))
    if stored.target_id is None:
        raise ValidationError(_("There is no project yet that has taken it over."))
    if stored.confirmations.filter(by=by).exclude(side=side).exists():
        raise PermissionDenied(_("Both sides must be confirmed by different people."))
    confirmation, _made = Confirmation.objects.get_or_create(transfer=stored, side=side, defaults={"by": by})
    return confirmation
