"""A calendar program takes in our files, as people do with theirs, and shows each meeting once, as it is."""

from datetime import date, time, timedelta

import pytest

from meetings.actions import amend, announce, cancel
from tests import factories as make
from tests.meetings.calendar_program import shown_after_each

DAY = date(2030, 3, 30)  # summer time begins the next morning


@pytest.mark.django_db
def test_a_meeting_that_moves_and_is_cancelled_is_one_event(client, curator, tmp_path, settings):
    make.MeetingFactory(title="Ein anderes", date=DAY + timedelta(days=9), starts_at=None, ends_at=None)
    meeting = make.MeetingFactory(title="Frühjahrstreffen", date=DAY)
    taken = [client.get("/treffen/fruehjahrstreffen.ics").content, client.get("/treffen.ics").content]
    settings.ALLOWED_HOSTS = ["anders.example.org", "testserver"]  # the site moves, its meetings are the same
    amend(meeting=meeting, by=curator, date=DAY + timedelta(days=1), starts_at=time(17))
    taken.append(client.get("/treffen.ics").content)
    cancel(meeting=meeting, by=curator)
    taken.append(client.get("/treffen.ics").content)
    announce(meeting=meeting, by=curator)
    taken.append(client.get("/treffen/fruehjahrstreffen.ics").content)

    other = "2030-04-08– Ein anderes CONFIRMED"
    assert shown_after_each(tmp_path, taken, since=DAY) == [
        ["2030-03-30 18:00–20:00 Frühjahrstreffen CONFIRMED"],
        ["2030-03-30 18:00–20:00 Frühjahrstreffen CONFIRMED", other],
        ["2030-03-31 17:00–20:00 Frühjahrstreffen CONFIRMED", other],
        ["2030-03-31 17:00–20:00 Frühjahrstreffen CANCELLED", other],
        ["2030-03-31 17:00–20:00 Frühjahrstreffen CONFIRMED", other],
    ]
