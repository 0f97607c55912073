"""Storage periods of needs."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from needs.actions import ENDED_KEPT, forget_ended
from people.periods import Period, months, register

register(
    Period(
        "needs",
        _("What your group looks for, and who has answered"),
        format_lazy(_("{time} after it is settled, refused or over"), time=months(ENDED_KEPT.days // 30)),
        _("So that you can look it up, and the steering group sees what is sought."),
        forget_ended,
    ),
)
