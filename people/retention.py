"""Storage periods of this floor and of the outbox below."""

from datetime import timedelta

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from outbox.mail import UNDELIVERED_KEPT, forget_undelivered
from people import forgetting
from people.codes import KEPT, forget_codes
from people.periods import Period, days, months, register

SESSIONS_KEPT = timedelta(seconds=settings.SESSION_COOKIE_AGE)

register(
    Period(
        "codes",
        _("Codes sent by e-mail, and the addresses they went to"),
        days(KEPT.days),
        _("So that you can sign in and nobody can guess a code."),
        forget_codes,
    ),
    Period(
        "networks",
        _("Imprints of network addresses"),
        format_lazy(_("{time} at most"), time=days(forgetting.NETWORKS_KEPT.days)),
        _("So that nobody floods our forms. The addresses themselves are not kept."),
        forgetting.forget_networks,
    ),
    Period(
        "sessions",
        _("That you are signed in"),
        format_lazy(
            _("until you sign out; {time} at most"), time=days(settings.SESSION_COOKIE_AGE // 86_400)
        ),
        _("So that you need not sign in on every page."),
        forgetting.forget_sessions,
    ),
    Period(
        "mails",
        _("Mails that we send"),
        format_lazy(
            _("until they are delivered; {time} if nobody takes them"), time=days(UNDELIVERED_KEPT.days)
        ),
        _("So that none is lost while a mail server is down."),
        forget_undelivered,
    ),
    Period(
        "accounts",
        _("Your account"),
        format_lazy(
            _("until you delete it, or {time} after your last visit; we write to you a month before"),
            time=months(forgetting.IDLE.days * 12 // 365),
        ),
        _("So that you can look after your entries."),
        forgetting.forget_idle_accounts,
    ),
    Period(
        "admin-log",
        _("Who has changed what in the administration"),
        months(forgetting.ADMIN_LOG_KEPT.days * 12 // 365),
        _("So that mistakes can be understood and put right."),
        forgetting.forget_admin_log,
    ),
    Period(
        "reminders",
        _("That we have reminded you of something"),
        months(forgetting.REMINDED_KEPT.days * 12 // 365),
        _("So that we do not remind you twice."),
        forgetting.forget_reminded,
    ),
)
