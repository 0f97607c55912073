"""Calendar files that a strict reader accepts: the same uid after a move, a zone that fits the season."""

from datetime import date, time, timedelta
from itertools import starmap

import pytest
from django.utils import timezone
from icalendar import Calendar

from meetings.actions import amend, cancel
from meetings.models import Meeting
from tests import factories as make

pytestmark = pytest.mark.django_db


def events_of(client, address="/treffen.ics"):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return read_strictly(answer.content)


def read_strictly(content):
    """The calendar and its events; nothing in the file may differ from RFC 5545."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert all(0 < len(line) <= 75 and line.decode() for line in lines)  # no letter is cut in two
    calendar = Calendar.from_ical(content)
    assert [error for part in calendar.walk() for error in part.errors] == []
    assert calendar.get_missing_tzids() == set()
    for part in calendar.walk():
        assert not [name for name in part.required if name not in part]
        assert not [name for name in part.singletons if isinstance(part.get(name), list)]
    return calendar, calendar.walk("VEVENT")


def test_a_meeting_keeps_its_uid_when_it_moves_and_when_it_is_cancelled(client, curator):
    meeting = make.MeetingFactory(title="Jahrestreffen; mit Komma,\\ " + "ÄöüßÄöüß" * 8, place="Saal\\nOben")
    _calendar, [first] = events_of(client)
    amend(meeting=meeting, by=curator, date=meeting.date + timedelta(days=1))
    _calendar, [moved] = events_of(client)
    cancel(meeting=meeting, by=curator)
    _calendar, [gone] = events_of(client)
    assert first["UID"] == moved["UID"] == gone["UID"]
    assert [event["SEQUENCE"] for event in (first, moved, gone)] == [0, 1, 2]
    assert moved.start - first.start == timedelta(days=1)
    assert (first["STATUS"], gone["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert first["SUMMARY"] == meeting.title
    assert first.DTSTAMP <= moved.DTSTAMP <= gone.DTSTAMP <= timezone.now()
    assert gone["DTSTAMP"].to_ical().endswith(b"Z")


@pytest.mark.parametrize(("day", "hours"), [(date(2030, 7, 1), 2), (date(2030, 12, 1), 1)])
def test_the_zone_comes_along_and_fits_the_season(client, day, hours):
    make.MeetingFactory(date=day)
    calendar, [event] = events_of(client)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Berlin"]
    assert event.start.utcoffset() == timedelta(hours=hours)
    assert event.end - event.start == timedelta(hours=2)


def test_a_program_that_knows_no_zones_finds_them_in_the_file(client):
    """The file's own hours: long ago, around the changes of the clocks, in years to come."""
    days = [(2016, 9, 16), (2030, 3, 30), (2030, 3, 31), (2030, 10, 28), (2049, 7, 1)]
    for day in starmap(date, days):
        make.MeetingFactory(date=day)
    calendar, events = events_of(client)
    told = calendar.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    for event in events:
        assert event.start.replace(tzinfo=told).utcoffset() == event.start.utcoffset(), event.start


def test_a_day_without_a_time_is_a_whole_day_and_an_open_end_two_hours(client):
    Meeting.objects.all().delete()
    make.MeetingFactory(date=date(2016, 9, 16), starts_at=None, ends_at=None)
    make.MeetingFactory(date=date(2030, 1, 1), starts_at=time(9), ends_at=None)
    _calendar, [whole, open_end] = events_of(client)
    assert (whole.start, whole.end) == (date(2016, 9, 16), date(2016, 9, 17))
    assert whole["DTSTART"].params["VALUE"] == "DATE"
    assert open_end.end - open_end.start == timedelta(hours=2)


def test_a_calendar_without_meetings_is_one(client):
    Meeting.objects.all().delete()
    calendar, events = events_of(client)
    assert (events, calendar.walk("VTIMEZONE")) == ([], [])


def test_one_meeting_has_a_file_of_its_own(client):
    one, _other = make.MeetingFactory.create_batch(2)
    _calendar, [event] = events_of(client, f"/treffen/{one.slug}.ics")
    assert event["SUMMARY"] == one.title
    assert client.get("/treffen/gibt-es-nicht.ics").status_code == 404
