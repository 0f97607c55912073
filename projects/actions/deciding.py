"""Verbs of deciding together, on anything the group decides: entries, topics, hand-outs."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from people.permissions import is_curator
from projects.models import Approval, Decision, DecisionKind, Objection
from projects.telling import tell_decision


def approvals_needed(subject: Model) -> int:
    """How many members must agree: by the name of the model in the settings, one where it is not named."""
    return int(settings.APPROVALS_NEEDED.get(str(subject._meta.model_name), 1))


def is_agreed(subject: Model) -> bool:
    """Whether enough members agree and nobody's objection is open. Silence is no consent."""
    if Objection.objects.about(subject).blocking().exists():
        return False
    return bool(Approval.objects.about(subject).count() >= approvals_needed(subject))


@transaction.atomic
def agree(*, subject: Model, by: Any) -> Approval:
    """Say yes to what stands now. ValidationError while an objection is open.

    The caller makes sure that nobody agrees to their own.
    """
    _must_be_curator(by)
    lock_subject(subject)
    if Objection.objects.about(subject).blocking().exists():
        raise ValidationError(_("There is an open objection. It must be withdrawn first."))
    approval = Approval.objects.about(subject).filter(by=by).first()
    if approval is None:
        approval = Approval.objects.create(subject=subject, by=by)
        log(subject, DecisionKind.APPROVED, by)
    return approval


@transaction.atomic
def object_to(*, subject: Model, by: Any, reason: str, blocks: bool) -> Objection:
    """Raise a concern, or an objection that blocks until it is withdrawn; never without a reason."""
    _must_be_curator(by)
    if not reason.strip():
        raise ValidationError({"reason": _("Please say why: the others want to understand it.")})
    lock_subject(subject)
    Approval.objects.about(subject).filter(by=by).delete()
    log(subject, DecisionKind.OBJECTION if blocks else DecisionKind.CONCERN, by, reason)
    return Objection.objects.create(subject=subject, by=by, reason=reason.strip(), blocks=blocks)


@transaction.atomic
def withdraw_objection(*, objection: Objection, by: Any) -> Objection:
    """Take one's own objection back; that of a person who is no member any more, any member can."""
    _must_be_curator(by)
    stored = Objection.objects.select_for_update().get(pk=objection.pk)
    if stored.by_id != by.pk and is_curator(stored.by):
        raise PermissionDenied(_("Only whoever raised an objection can withdraw it."))
    if stored.withdrawn_at is None:
        stored.withdrawn_at = timezone.now()
        stored.save()
        log(stored.subject, DecisionKind.WITHDRAWN, by, stored.reason)
    return stored


def log(subject: Model, kind: DecisionKind, by: Any, words: str = "") -> Decision:
    """One line in the decision log; those who keep the subject are told. `by` may be nobody: a visitor, or
    the site itself."""
    person = by if getattr(by, "pk", None) else None
    decision = Decision.objects.create(
        subject=subject, kind=kind, by=person, title=str(subject)[:200], words=words
    )
    tell_decision(decision)
    return decision


def lock_subject(subject: Model) -> None:
    """Let no other transaction decide on the subject until this one ends: an approval and an objection
    that are said at the same time see each other."""
    rows: Any = type(subject)._base_manager
    rows.select_for_update().filter(pk=subject.pk).first()


def _must_be_curator(by: Any) -> None:
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
