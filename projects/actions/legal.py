"""Verbs on legal notices of content: receive with a receipt, answer with reasons."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from outbox.mail import language_now, owe_mail
from people.limits import Limit, keep_to, take_turn
from people.mail import mail_to_group
from projects.actions.deciding import log
from projects.actions.requests import give_answer, open_request
from projects.models import DecisionKind, LegalReport
from projects.models.claim import Answer

PER_ADDRESS = Limit(5, timedelta(days=1))
PER_NETWORK = Limit(10, timedelta(days=1))
SENDER_KEPT = timedelta(days=180)  # after the answer


@transaction.atomic
def report_content(*, url: str, words: str, name: str, email: str, network_hash: str = "") -> LegalReport:
    """Receive a notice; a receipt goes to the sender and a mail to the group. TooManyTriesError."""
    take_turn("legal")
    keep_to(PER_ADDRESS, LegalReport.objects.filter(email=email))
    keep_to(PER_NETWORK, LegalReport.objects.filter(network_hash=network_hash).exclude(network_hash=""))
    said = {"url": url, "words": words, "name": name, "email": email}
    made = LegalReport.objects.create(**said, network_hash=network_hash, language=language_now())
    owe_mail("legal_notice_received", to=email, language=made.language, notice=made)
    mail_to_group("legal_notice", notice=made)
    return made


@transaction.atomic
def answer_legal_report(*, report: LegalReport, by: Any, has_acted: bool, reasons: str) -> LegalReport:
    """Tell the sender what was decided and why, and how to disagree."""
    answer = Answer.GRANTED if has_acted else Answer.REFUSED
    stored = give_answer(open_request(report, by), answer, reasons)
    log(stored, DecisionKind.SETTLED, by, stored.reasons)
    owe_mail("legal_notice_answered", to=stored.email, language=stored.language, notice=stored)
    return stored


def forget_senders() -> int:
    """Empty name and address on notices that were answered long ago; returns how many."""
    old = LegalReport.objects.filter(answered_at__lt=timezone.now() - SENDER_KEPT)
    return old.exclude(email="").update(email="", name="")
