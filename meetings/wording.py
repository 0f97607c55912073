"""When a meeting is, in words."""

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from meetings.models import Meeting


def when(meeting: Meeting) -> str:
    """ "Freitag, 16. September 2016, 14:00 bis 17:00 Uhr", as far as it is known."""
    day = date_format(meeting.date, _("l, j F Y"))
    if meeting.starts_at is None:
        return day
    times = {"start": time_format(meeting.starts_at, "H:i")}
    if meeting.ends_at is None:
        return f"{day}, " + _("from %(start)s") % times
    return f"{day}, " + _("%(start)s to %(end)s") % (times | {"end": time_format(meeting.ends_at, "H:i")})
