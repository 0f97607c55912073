"""Verbs on "Das möchten wir auch": said by a group, confirmed by code, public after review."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from districts.models import District
from knowledge.actions.transfers import AS_BEFORE_IT_ENDED, amend_transfer, record_transfer
from knowledge.choices import Phase, Status
from knowledge.graph import lock_graph
from knowledge.models import Interest, Transfer
from knowledge.telling import tell_begun, tell_refused
from people.mail import mail_to_group
from people.models import User
from people.permissions import refuse_visitors
from projects.actions import ask, log, pass_on
from projects.actions.requests import give_answer, open_request
from projects.choices import State
from projects.models import DecisionKind, Project
from projects.models.claim import Answer


@transaction.atomic
def express_interest(
    *, project: Project, district: District, name: str, words: str, email: str, network_hash: str = ""
) -> Interest:
    """Keep what a group says until its sender has confirmed the address; TooManyTriesError past a limit."""
    asked = ask(project=project, text=words, email=email, network_hash=network_hash)
    return Interest.objects.create(project=project, district=district, name=name, question=asked)


@transaction.atomic
def confirm_interest(*, interest: Interest, by: User) -> Interest:
    """Send the words to the project, and let the rest wait for the steering group; a second time nothing.

    Who belongs to this transfer already is given back their earlier interest: only the words are new.
    PermissionDenied if the words were sent from another address.
    """
    refuse_visitors(by)
    stored = Interest.objects.select_for_update(of=("self",)).get(pk=interest.pk)
    if stored.by_id is not None:
        return stored
    if stored.question is None:
        raise PermissionDenied(_("This address has not been confirmed."))
    pass_on(question=stored.question, confirmed=by.email, template="interest", shows_sender=False)
    same = Interest.objects.filter(project=stored.project, district=stored.district, by=by)
    if (granted := same.filter(transfer__status__in=[Status.OPEN, Status.RESTING]).first()) is not None:
        stored.delete()
        return granted
    same.open().delete()
    stored.by = by
    stored.save()
    mail_to_group("interest_made", interest=stored)
    return stored


@transaction.atomic
def grant_interest(*, interest: Interest, by: Any, words: str = "") -> Interest:
    """Say in public that a group in the district is interested: a transfer begins, or the group joins one.

    Both sides are told of the page they share. PermissionDenied for anyone but another member of the
    steering group; ValidationError once it is answered, and where the project is not public.
    """
    lock_graph()
    stored = open_request(interest, by, asker=interest.by_id)
    if stored.project.state != State.PUBLISHED:
        raise ValidationError(_("The entry is not published (any more)."))
    stored.transfer = begin_interest(source=stored.project, district=stored.district, by=stored.by)
    Interest.objects.filter(transfer=stored.transfer, by=stored.by).delete()  # of an earlier try
    give_answer(stored, Answer.GRANTED, "")
    log(stored.transfer, DecisionKind.PUBLISHED, by, words.strip())
    tell_begun(stored)
    return stored


@transaction.atomic
def refuse_interest(*, interest: Interest, by: Any, reasons: str) -> Interest:
    """Say no, with reasons that are sent; nothing becomes public."""
    stored = give_answer(open_request(interest, by, asker=interest.by_id), Answer.REFUSED, reasons)
    log(stored, DecisionKind.REJECTED, by, stored.reasons)
    tell_refused(stored)
    return stored


@transaction.atomic
def begin_interest(*, source: Project, district: District, by: Any = None) -> Transfer:
    """The one transfer of the pair: new, joined by a further group, or begun anew where it had ended."""
    lock_graph()
    ends: dict[str, Any] = {"source": source, "interested_district": district}
    over = Transfer.objects.filter(**ends, status__in=[Status.ENDED, Status.RETRACTED]).first()
    if over:
        return amend_transfer(transfer=over, phase=Phase.INTEREST, **AS_BEFORE_IT_ENDED)
    return record_transfer(**ends, by=by, phase=Phase.INTEREST, begun_on=timezone.localdate())
