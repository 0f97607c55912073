"""Each side says that it was so."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from knowledge.choices import Side
from knowledge.graph import lock_graph
from knowledge.models import Confirmation, Transfer


@transaction.atomic
def confirm_transfer(*, transfer: Transfer, side: Side, by: Any) -> Confirmation:
    """One side confirms; PermissionDenied if the same person has confirmed the other side."""
    lock_graph()
    if transfer.confirmations.filter(by=by).exclude(side=side).exists():
        raise PermissionDenied(_("Both sides must be confirmed by different people."))
    confirmation, _made = Confirmation.objects.get_or_create(
        transfer=transfer, side=side, defaults={"by": by}
    )
    return confirmation
