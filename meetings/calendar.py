"""Meetings as calendar files (RFC 5545), with the time zone they are held in."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event

from meetings.models import Meeting

LENGTH = timedelta(hours=2)  # of a meeting whose end nobody has said


def calendar_of(meetings: Iterable[Meeting]) -> bytes:
    """One file of all these meetings; a cancelled one stays in it and says so."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.SITE_NAME}//{settings.LANGUAGE_CODE}//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", settings.SITE_NAME)
    years = set()
    for meeting in meetings:
        calendar.add_component(_event(meeting))
        years.add(meeting.date.year)
    if years:  # the library's own span ends in 2038, and lists every change of the clocks since 1970
        calendar.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 1, 1))
    return calendar.to_ical()


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", str(meeting.uid))  # no host (RFC 7986, 5.3): a site that moves doubles nobody's calendar
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.updated_at)
    event.add("summary", meeting.title)
    event.add("url", settings.SITE_URL + meeting.get_absolute_url())
    event.add("status", "CANCELLED" if meeting.state == Meeting.State.CANCELLED else "CONFIRMED")
    if where := ", ".join(filter(None, [meeting.place, str(meeting.district or "")])):
        event.add("location", where)
    for name, value in _times(meeting).items():
        event.add(name, value)
    return event


def _times(meeting: Meeting) -> dict[str, Any]:
    """Begin and end; a day without a time is a whole day."""
    if meeting.starts_at is None:
        return {"dtstart": meeting.date, "dtend": meeting.date + timedelta(days=1)}
    zone = ZoneInfo(settings.TIME_ZONE)
    start = datetime.combine(meeting.date, meeting.starts_at, zone)
    if meeting.ends_at is None:
        return {"dtstart": start, "dtend": start + LENGTH}
    return {"dtstart": start, "dtend": datetime.combine(meeting.date, meeting.ends_at, zone)}
