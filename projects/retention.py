"""Storage periods of the catalogue."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from people.periods import Period, days, months, register
from projects.actions import legal, questions, reports
from projects.contributing import on_behalf
from projects.contributing.drafts import forget_drafts
from projects.models import draft, question
from projects.pictures import storage

register(
    Period(
        "drafts",
        _("What you have begun to write"),
        format_lazy(_("{time} after your last change"), time=days(draft.KEPT.days)),
        _("So that you can go on writing, even without an account."),
        forget_drafts,
    ),
    Period(
        "paper",
        _("Name and address of whoever has sent us an entry on paper"),
        format_lazy(
            _("until you confirm the entry, {time} at most"),
            time=months(on_behalf.UNCONFIRMED_KEPT.days // 30),
        ),
        _("So that you can confirm that the entry is right."),
        on_behalf.forget_authors,
    ),
    Period(
        "questions-unconfirmed",
        _("A question whose sender has not confirmed the address"),
        days(question.UNCONFIRMED_KEPT.days),
        _("So that it can go out once the code is entered."),
        questions.forget_unconfirmed,
    ),
    Period(
        "questions-relayed",
        _("A question to the people of a project"),
        format_lazy(
            _("its text until it is delivered; your address until the answer, {time} at most"),
            time=days(question.ADDRESS_KEPT.days),
        ),
        _("So that the answer reaches you."),
        questions.forget_senders,
    ),
    Period(
        "questions-to-network",
        _("A question to the network"),
        format_lazy(
            _("until it is answered, {time} at most"), time=months(question.ASKED_OF_NETWORK_KEPT.days // 30)
        ),
        _("So that somebody can find an answer."),
        questions.forget_unanswered,
    ),
    Period(
        "reports",
        _("Your address with what you tell us about an entry"),
        format_lazy(
            _("{time} after the group has dealt with it"), time=months(reports.ADDRESS_KEPT.days // 30)
        ),
        _("So that the group can ask you back."),
        reports.forget_senders,
    ),
    Period(
        "uploads",
        _("A picture whose upload was broken off"),
        days(storage.LONGEST_UPLOAD.days),
        _("A picture that you delete is gone at once, with all its files."),
        storage.sweep,
    ),
    Period(
        "legal-reports",
        _("Your name and address with a notice of illegal content"),
        format_lazy(_("{time} after our decision"), time=months(legal.SENDER_KEPT.days // 30)),
        _("The law wants us to tell you our decision, and you can object to it."),
        legal.forget_senders,
    ),
)
