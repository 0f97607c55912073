"""Verbs on questions: ask, pass on, answer, settle, forget. No address is shown to anybody on the way."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from outbox.mail import language_now, owe_mail
from people.limits import Limit, keep_to, take_turn
from people.links import LinkRefusedError, Purpose
from people.mail import mail_to_group
from people.models import ContactPoint, normal_address
from people.permissions import is_curator
from projects.models import Project, Question
from projects.models.question import ADDRESS_KEPT, ASKED_OF_NETWORK_KEPT, UNCONFIRMED_KEPT

PER_NETWORK = Limit(10, timedelta(hours=1))
PER_ADDRESS = Limit(5, timedelta(days=1))
PER_PROJECT = Limit(20, timedelta(days=1))
ANSWER = Purpose("question.answer", ADDRESS_KEPT)
TO_NETWORK = {
    "question": "question_to_network",
    "interest": "interest_to_network",
}  # by the mail to a contact


@transaction.atomic
def ask(*, project: Project, text: str, email: str, network_hash: str = "") -> Question:
    """Keep a question until its sender has confirmed the address; TooManyTriesError past a limit."""
    email = normal_address(email)
    take_turn("question")
    keep_to(PER_NETWORK, Question.objects.filter(network_hash=network_hash).exclude(network_hash=""))
    keep_to(PER_ADDRESS, Question.objects.filter(email=email))
    keep_to(PER_PROJECT, project.questions.all())
    return Question.objects.create(
        project=project,
        text=text,
        email=email,
        network_hash=network_hash,
        language=language_now(),
    )


@transaction.atomic
def pass_on(
    *, question: Question, confirmed: str, template: str = "question", shows_sender: bool = True
) -> Question:
    """Send a question on its way, once its sender's address is confirmed; a second time does nothing.

    It goes to the project's contact by the mail `template`, which can be answered directly if it
    `shows_sender`; else to the group by `<template>_to_network`. PermissionDenied if another address was
    confirmed.
    """
    stored = Question.objects.select_for_update().get(pk=question.pk)
    if stored.passed_on_at is not None:
        return stored
    if normal_address(confirmed) != stored.email:
        raise PermissionDenied(_("This address has not been confirmed."))
    stored.passed_on_at = timezone.now()
    if contact := stored.project.contact:
        _relay(stored, contact, template, reply_to=stored.email if shows_sender else "")
        stored.text = ""
    else:
        mail_to_group(TO_NETWORK[template], question=stored)
        stored.to_network = True
    stored.save()
    return stored


def _relay(question: Question, contact: ContactPoint, template: str, reply_to: str) -> None:
    """A direct answer shows who answers: the mail says so and offers a page that does not."""
    owe_mail(
        template,
        to=contact.email,
        reply_to=reply_to,
        language=contact.user.language if contact.user else settings.LANGUAGE_CODE,
        question=question,
        token=ANSWER.token(question.pk),
        days=ADDRESS_KEPT.days,
    )


def question_of(token: str) -> Question:
    """The question that the link in the contact's mail leads to; LinkRefusedError once it is answered."""
    question = Question.objects.filter(pk=ANSWER.subject(token)).exclude(email="").first()
    if question is None:
        raise LinkRefusedError
    return question


@transaction.atomic
def answer_question(*, token: str, text: str) -> Question:
    """Relay the contact's answer, once; LinkRefusedError after that. No address of theirs is in it."""
    stored = Question.objects.select_for_update().get(pk=question_of(token).pk)
    if stored.settled_at is not None:
        raise LinkRefusedError
    owe_mail("answer", to=stored.email, language=stored.language, question=stored, text=text)
    stored.settle()
    return stored


@transaction.atomic
def settle_question(*, question: Question, by: Any, answer: str = "") -> Question:
    """Settle a question to the network; an `answer` is sent to whoever asked, signed by the group.

    Raises PermissionDenied for anyone but a curator, ValidationError once it is settled: one wins, the
    other is told.
    """
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    stored = Question.objects.open().select_for_update().filter(pk=question.pk).first()
    if stored is None:
        raise ValidationError(_("Somebody else has answered this already."))
    if answer.strip() and stored.email:
        owe_mail(
            "answer_of_group", to=stored.email, language=stored.language, question=stored, text=answer.strip()
        )
    stored.settle(by)
    return stored


def forget_unconfirmed() -> int:
    """Delete questions whose sender did not confirm the address in time; returns how many."""
    before = timezone.now() - UNCONFIRMED_KEPT
    return Question.objects.unconfirmed().filter(created_at__lt=before).delete()[0]


def forget_senders() -> int:
    """Empty the addresses to which no answer can come any more; returns how many."""
    before = timezone.now() - ADDRESS_KEPT
    relayed = Question.objects.filter(to_network=False, passed_on_at__lt=before)
    return relayed.exclude(email="").update(email="")


def forget_unanswered() -> int:
    """Delete questions to the network that nobody could answer; returns how many."""
    before = timezone.now() - ASKED_OF_NETWORK_KEPT
    return Question.objects.open().filter(created_at__lt=before).delete()[0]
