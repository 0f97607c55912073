"""Verbs on needs: posted by a group, shown after review, answered by the relay, settled."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from needs.models import Need, Reply
from people.limits import Limit, keep_to, take_turn
from people.mail import mail_to, mail_to_group
from people.permissions import refuse_visitors
from projects.actions import log
from projects.actions.requests import give_answer, open_request
from projects.models import DecisionKind
from projects.models.claim import Answer

PER_PERSON = Limit(5, timedelta(days=1))
REPLIES_PER_PERSON = Limit(10, timedelta(days=1))
ENDED_KEPT = timedelta(days=180)


@transaction.atomic
def post_need(*, by: Any, **said: Any) -> Need:
    """Hand in what a group looks for; the steering group reviews it.

    Raises PermissionDenied for visitors, TooManyTriesError past a limit.
    """
    refuse_visitors(by)
    take_turn("need")
    keep_to(PER_PERSON, Need.objects.filter(by=by))
    need = Need(by=by, **said)
    need.full_clean()
    need.save()
    mail_to_group("need_posted", need=need)
    return need


@transaction.atomic
def grant_need(*, need: Need, by: Any, words: str = "") -> Need:
    """Show it to everybody until it is over; its group is told."""
    stored = give_answer(open_request(need, by, asker=need.by_id), Answer.GRANTED, "")
    log(stored, DecisionKind.PUBLISHED, by, words.strip())
    mail_to(stored.by, "need_decided", need=stored)
    return stored


@transaction.atomic
def refuse_need(*, need: Need, by: Any, reasons: str) -> Need:
    """Say no, with reasons that are sent."""
    stored = give_answer(open_request(need, by, asker=need.by_id), Answer.REFUSED, reasons)
    log(stored, DecisionKind.REJECTED, by, stored.reasons)
    mail_to(stored.by, "need_decided", need=stored)
    return stored


@transaction.atomic
def answer_need(*, need: Need, by: Any, words: str) -> None:
    """Pass an answer on to whoever posted the need, with the confirmed address of whoever answers.

    What they write is not kept. ValidationError once the need is over, TooManyTriesError past a limit.
    """
    refuse_visitors(by)
    take_turn("reply")
    keep_to(REPLIES_PER_PERSON, Reply.objects.filter(by=by))
    stored = Need.objects.select_for_update().get(pk=need.pk)
    if not stored.is_current:
        raise ValidationError(_("This is settled. Thank you all the same."))
    Reply.objects.create(need=stored, by=by)
    mail_to(stored.by, "need_answer", reply_to=by.email, need=stored, words=words, email=by.email)


@transaction.atomic
def settle_need(*, need: Need, by: Any) -> Need:
    """Take it off the page: it worked out, or is no longer needed. Its group or a curator may."""
    stored = Need.objects.select_for_update().get(pk=need.pk)
    if not by.has_perm("needs.settle_need", stored):
        raise PermissionDenied(_("Only the group itself or the steering group may do this."))
    if stored.is_granted and stored.settled_at is None:
        stored.settled_at = timezone.now()
        stored.save()
    return stored


def forget_ended() -> int:
    """Delete needs that were settled, refused or over half a year ago; returns how many."""
    before = timezone.now() - ENDED_KEPT
    return Need.objects.ended_before(before).delete()[0]
