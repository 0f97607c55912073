"""What can be answered to each kind of request: the words of its page, and the verbs behind its buttons."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.actions import grant_interest, refuse_interest
from knowledge.models import Interest
from needs.actions import grant_need, refuse_need
from needs.models import Need
from projects.actions import (
    answer_legal_report,
    grant_claim,
    grant_removal,
    refuse_claim,
    refuse_removal,
)
from projects.models import Claim, LegalReport, RemovalRequest


class Answering(NamedTuple):
    """How one kind of request is answered. `grant` and `refuse` take the request, who answers, the words.

    Where the answer goes by itself, nobody needs to see the address: `names_sender` is false.
    """

    name: str  # of its address
    model: Any
    heading: Promise
    explanation: Promise
    grant_label: Promise
    grant_words: Promise
    grant: Callable[[Any, Any, str], Any]
    refuse_label: Promise
    refuse: Callable[[Any, Any, str], Any]
    names_sender: bool = True


CLAIMS = Answering(
    "claim",
    Claim,
    _("This is our project"),
    _("Whoever keeps an entry may change it. Please ask by a contact that is publicly known."),
    _("Yes, it is theirs"),
    _("How did you check it?"),
    lambda row, by, words: grant_claim(claim=row, by=by, checked_how=words),
    _("No, it is not theirs"),
    lambda row, by, words: refuse_claim(claim=row, by=by, reasons=words),
)
REMOVALS = Answering(
    "removal",
    RemovalRequest,
    _("Please remove it"),
    _("Removal on request wins: it is refused only for good reasons, which are sent."),
    _("It stays removed"),
    _("Reasons (optional)"),
    lambda row, by, words: grant_removal(request=row, by=by, reasons=words),
    _("It stays in the catalogue"),
    lambda row, by, words: refuse_removal(request=row, by=by, reasons=words),
)
INTERESTS = Answering(
    "interest",
    Interest,
    _("We would like that, too"),
    _("In public it will say that a group in this district is interested, nothing else."),
    _("Yes, show it"),
    _("A word to the log (optional)"),
    lambda row, by, words: grant_interest(interest=row, by=by, words=words),
    _("No, do not show it"),
    lambda row, by, words: refuse_interest(interest=row, by=by, reasons=words),
    names_sender=False,
)
NEEDS = Answering(
    "need",
    Need,
    _("A group looks for something"),
    _("In public it will stand as from “a group in …”, until it is over. It should name no person."),
    _("Yes, show it"),
    _("A word to the log (optional)"),
    lambda row, by, words: grant_need(need=row, by=by, words=words),
    _("No, do not show it"),
    lambda row, by, words: refuse_need(need=row, by=by, reasons=words),
    names_sender=False,
)
LEGAL_REPORTS = Answering(
    "legal-report",
    LegalReport,
    _("Notice of illegal content"),
    _("Please look at the page first and act there. Your answer and its reasons are sent."),
    _("We have acted"),
    _("Reasons (optional)"),
    lambda row, by, words: answer_legal_report(report=row, by=by, has_acted=True, reasons=words),
    _("We leave it as it is"),
    lambda row, by, words: answer_legal_report(report=row, by=by, has_acted=False, reasons=words),
)
