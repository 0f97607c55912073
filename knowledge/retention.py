"""Storage periods of entries that never became public. Transfers hang on them, so the row stands here."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from knowledge.graph import lock_graph
from knowledge.models import Transfer
from people.periods import Period, months, register
from projects.choices import State
from projects.models import ChangeProposal, Project

REJECTED_KEPT = timedelta(days=180)  # after the last change


def forget_rejected() -> int:
    """Delete rejected entries that nobody has taken up again, with all that hangs on them; returns how many.

    Call it in a transaction. What was decided, and why, stays in the decision log.
    """
    lock_graph()
    before = timezone.now() - REJECTED_KEPT
    old = Project.objects.filter(state=State.REJECTED, updated_at__lt=before)
    for project in (gone := list(old)):
        Transfer.objects.filter(Q(source=project) | Q(target=project)).delete()
        ChangeProposal.objects.filter(project=project).delete()  # they hold on to versions
        project.delete()
    return len(gone)


register(
    Period(
        "rejected-entries",
        _("An entry that the group has rejected"),
        format_lazy(_("{time} after the last change"), time=months(REJECTED_KEPT.days // 30)),
        _("So that you can change it and hand it in again."),
        forget_rejected,
    ),
)
