"""Storage periods of groups and their words, and of entries that never became public."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from knowledge.actions import amend_transfer
from knowledge.choices import Status
from knowledge.graph import lock_graph
from knowledge.models import Interest, Transfer, TransferStep
from knowledge.models.interest import UNANSWERED_KEPT, UNCONFIRMED_KEPT
from people.periods import Period, days, months, register
from projects.choices import State
from projects.models import ChangeProposal, Project

REJECTED_KEPT = timedelta(days=180)  # after the last change
QUIET = timedelta(days=365)  # after the last step nobody waits for the next one
ENDED_KEPT = timedelta(days=30)  # so that a group can still say why


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


def forget_unconfirmed() -> int:
    """Delete interests whose sender did not confirm the address in time; returns how many."""
    before = timezone.now() - UNCONFIRMED_KEPT
    return Interest.objects.filter(by=None, created_at__lt=before).delete()[0]


def forget_unanswered() -> int:
    """Delete interests that were refused, or never answered; returns how many."""
    before = timezone.now() - UNANSWERED_KEPT
    return Interest.objects.filter(transfer=None, created_at__lt=before).delete()[0]


def forget_groups() -> int:
    """Forget who the groups were, and what both sides wrote for themselves, where a transfer has ended or is
    quiet for long; returns of how many.

    A group that has not begun rests from then on: nobody is left to go on, until somebody says so again.
    Call it in a transaction.
    """
    lock_graph()
    over = list(_over())
    for transfer in over:
        if transfer.status == Status.OPEN and transfer.target_id is None:
            amend_transfer(transfer=transfer, status=Status.RESTING)
    notes = TransferStep.objects.filter(transfer__in=over, is_public=False).exclude(note="")
    return Interest.objects.filter(transfer__in=over).delete()[0] + notes.update(note="")


def _over() -> Any:
    """Transfers whose groups or private notes are not needed any more."""
    now, has_ended = timezone.now(), Q(status__in=[Status.ENDED, Status.RETRACTED])
    steps = TransferStep.objects.filter(transfer=OuterRef("pk"))
    groups = Interest.objects.filter(transfer=OuterRef("pk"))
    private = Exists(groups) | Exists(steps.filter(is_public=False).exclude(note=""))
    last = steps.order_by("-made_at").values("made_at")[:1]
    heard = Transfer.objects.filter(private).annotate(heard=Subquery(last))
    return heard.filter(Q(heard__lt=now - QUIET) | has_ended & Q(heard__lt=now - ENDED_KEPT))


register(
    Period(
        "interests-unconfirmed",
        _("That your group would like a project, too, without a confirmed address"),
        days(UNCONFIRMED_KEPT.days),
        _("So that it can go out once the code is entered."),
        forget_unconfirmed,
    ),
    Period(
        "interests",
        _("The name of a group whose interest is not shown"),
        months(UNANSWERED_KEPT.days // 30),
        _("So that the steering group can decide, and you can ask back."),
        forget_unanswered,
    ),
    Period(
        "groups",
        _("The name of your group, that you belong to it, and what both sides write for themselves"),
        format_lazy(
            _("{ended} after it has ended, or {quiet} after the last step"),
            ended=days(ENDED_KEPT.days),
            quiet=months(12),
        ),
        _("So that both sides can share a page."),
        forget_groups,
    ),
    Period(
        "rejected-entries",
        _("An entry that the group has rejected"),
        format_lazy(_("{time} after the last change"), time=months(REJECTED_KEPT.days // 30)),
        _("So that you can change it and hand it in again."),
        forget_rejected,
    ),
)
