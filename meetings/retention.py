"""Storage periods of meetings."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from meetings.actions import KEPT_AFTER, forget_sign_ups
from people.periods import Period, days, register

register(
    Period(
        "sign-ups",
        _("That you sign up for a meeting, and your address"),
        format_lazy(_("{time} after the meeting"), time=days(KEPT_AFTER.days)),
        _("So that we know how many come, and can tell you when something changes."),
        forget_sign_ups,
    ),
)
