"""Verbs on legal notices of content: receive with a receipt, answer with reasons."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.limits import Limit, keep_to, take_turn
from projects.actions.deciding import log
from projects.actions.requests import (
    give_answer,
    in_the_language_of_the_group,
    open_request,
    tell,
    tell_curators,
)
from projects.models import DecisionKind, LegalReport
from projects.models.claim import Answer

PER_ADDRESS = Limit(5, timedelta(days=1))
SENDER_KEPT = timedelta(days=180)  # after the answer


@transaction.atomic
def report_content(*, url: str, words: str, name: str, email: str) -> LegalReport:
    """Receive a notice; a receipt goes to the sender and a mail to the group. TooManyTriesError."""
    take_turn("legal")
    keep_to(PER_ADDRESS, LegalReport.objects.filter(email=email))
    made = LegalReport.objects.create(url=url, words=words, name=name, email=email)
    tell(
        email,
        _("Receipt of your notice"),
        _("We have received your notice about %(url)s and will look at it without delay.") % {"url": url},
        _("You will get our decision and its reasons by e-mail. People decide, no machine."),
    )
    with in_the_language_of_the_group():
        tell_curators(_("Notice of illegal content"), f"{url}\n\n{words}")
    return made


@transaction.atomic
def answer_legal_report(*, report: LegalReport, by: Any, has_acted: bool, reasons: str) -> LegalReport:
    """Tell the sender what was decided and why, and how to disagree."""
    answer = Answer.GRANTED if has_acted else Answer.REFUSED
    stored = give_answer(open_request(report, by), answer, reasons)
    log(stored, DecisionKind.SETTLED, by, stored.reasons)
    tell(
        stored.email,
        _("Our decision about your notice"),
        _("We have taken the content down or changed it.")
        if has_acted
        else _("We have left the content as it is."),
        stored.reasons,
        _("If you disagree, answer to the provider (%(site)s/impressum/) or turn to a court.")
        % {"site": settings.SITE_URL},
    )
    return stored


def forget_senders() -> int:
    """Empty name and address on notices that were answered long ago; returns how many."""
    old = LegalReport.objects.filter(answered_at__lt=timezone.now() - SENDER_KEPT)
    return old.exclude(email="").update(email="", name="")
