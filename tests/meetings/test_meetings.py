"""Meetings: announced, moved, cancelled; sign-ups that nobody sees; transfers and lessons from them."""

import re
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from knowledge.choices import LessonState, Phase
from knowledge.models import Transfer
from meetings import actions
from meetings.models import Meeting, Minute, SignUp
from needs.actions import settle_need
from people.guard import stamp_of
from projects.actions import hide
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


@pytest.fixture
def meeting():
    return make.MeetingFactory(title="Quartalstreffen", agenda=[make.ProjectFactory(title="Tauschregal")])


def coming(email, persons):
    """What a person sends who has read the page for a while."""
    return {"email": email, "persons": persons, "opened": stamp_of(time.time() - 10)}


def page(client, address):
    return client.get(address).content.decode()


def test_a_draft_is_for_the_group_until_it_is_announced(client, client_of, curator):
    meeting = make.MeetingFactory(state=Meeting.State.DRAFT, title="Geheimtreffen")
    for address in (meeting.get_absolute_url(), f"{meeting.get_absolute_url().rstrip('/')}.ics"):
        assert client.get(address).status_code == 404
    for address in ("/", "/treffen/", "/treffen.ics", "/sitemap.xml"):
        assert "eheimtreffen" not in page(client, address)
    assert client_of(curator).get(meeting.get_absolute_url()).status_code == 200
    actions.announce(meeting=meeting, by=curator)
    assert "Geheimtreffen" in page(client, "/treffen/")
    assert "Geheimtreffen" in page(client, "/")


def test_without_a_date_the_start_page_says_how_to_hear_of_it(client):
    assert "Termin folgt." in page(client, "/")
    make.MeetingFactory(date=timezone.localdate() - timedelta(days=1))
    make.MeetingFactory(state=Meeting.State.CANCELLED)
    assert "Termin folgt." in page(client, "/")


def test_visitors_sign_up_and_only_their_number_is_shown(client, meeting):
    for email, persons in (("Erika@example.org", 2), ("erika@example.org", 3), ("max@example.org", 1)):
        assert client.post(meeting.get_absolute_url(), coming(email, persons)).status_code == 302
    shown = page(client, meeting.get_absolute_url())
    assert "4 Personen" in shown
    assert "example.org" not in shown.lower().replace('placeholder="', "")
    assert [message.to for message in mail.outbox] == [["erika@example.org"], ["max@example.org"]]


@pytest.mark.parametrize("given", [("x", 1), ("a@example.org", 11)])
def test_what_is_no_sign_up_is_told_and_stays_in_the_form(client, meeting, given):
    answer = client.post(meeting.get_absolute_url(), coming(*given))
    assert answer.status_code == 200
    assert f'value="{given[1]}"' in answer.content.decode()
    assert not SignUp.objects.exists()


def test_what_a_machine_sends_is_thanked_and_forgotten(client, meeting):
    sent = coming("erika@example.org", 1) | {"homepage": "https://example.org"}
    assert client.post(meeting.get_absolute_url(), sent).status_code == 302
    assert not SignUp.objects.exists()


@pytest.mark.parametrize(
    "closed", [{"state": Meeting.State.CANCELLED}, {"date": "2016-09-16"}, {"takes_sign_ups": False}]
)
def test_one_cannot_sign_up_for_what_is_closed(client, meeting, closed):
    Meeting.objects.update(**closed)
    assert "Ich komme" not in page(client, meeting.get_absolute_url())
    client.post(meeting.get_absolute_url(), coming("erika@example.org", 1))
    assert not SignUp.objects.exists()


def test_who_has_signed_up_hears_of_another_time_and_of_nothing_else(meeting, curator):
    actions.sign_up(meeting=meeting, email="erika@example.org", persons=1)
    mail.outbox.clear()
    actions.amend(meeting=meeting, by=curator, description="Es gibt Kuchen.")
    assert (Meeting.objects.get().sequence, mail.outbox) == (0, [])
    actions.amend(meeting=meeting, by=curator, place="Kirche")
    actions.cancel(meeting=meeting, by=curator)
    assert Meeting.objects.get().sequence == 2
    assert "Kirche" in mail.outbox[0].body
    assert "fällt aus" in mail.outbox[1].body


def test_sign_ups_go_fourteen_days_after_the_meeting():
    for days in (14, 15):
        meeting = make.MeetingFactory(date=timezone.localdate() - timedelta(days=days))
        SignUp.objects.create(meeting=meeting, email="erika@example.org")
    assert actions.forget_sign_ups() == 1
    assert actions.forget_sign_ups() == 0


def test_a_meeting_starts_transfers_and_a_second_click_starts_none(meeting, curator):
    project, district = meeting.agenda.get().project, make.DistrictFactory()
    lines = [
        actions.start_transfer(meeting=meeting, project=project, district=district, by=curator)
        for _click in range(2)
    ]
    transfer = Transfer.objects.get()
    assert (transfer.phase, transfer.interested_district) == (Phase.INTEREST, district)
    assert lines[0] == lines[1]
    with pytest.raises(ValidationError):
        actions.start_transfer(meeting=meeting, project=make.ProjectFactory(), district=district, by=curator)


def test_a_line_of_the_minutes_becomes_a_lesson_that_a_second_person_publishes(meeting, curator):
    line = Minute.objects.create(meeting=meeting, text="Donnerstags kommen mehr.")
    with pytest.raises(ValidationError):
        actions.make_lesson(minute=line, by=curator)
    line.project = meeting.agenda.get().project
    line.save()
    lesson = actions.make_lesson(minute=line, by=curator)
    assert (lesson.state, lesson.submitted_by) == (LessonState.SUBMITTED, curator)
    assert actions.make_lesson(minute=line, by=curator) == lesson


def test_a_project_that_was_removed_is_on_no_agenda_and_in_no_minutes(client, meeting, curator):
    project = meeting.agenda.get().project
    actions.start_transfer(meeting=meeting, project=project, district=make.DistrictFactory(), by=curator)
    assert page(client, meeting.get_absolute_url()).count("Tauschregal") > 1
    hide(project=project, by=curator)
    assert "Tauschregal" not in page(client, meeting.get_absolute_url())


@pytest.mark.parametrize("verb", [actions.announce, actions.amend, actions.cancel])
def test_contributors_hold_no_meetings(meeting, contributor, verb):
    with pytest.raises(PermissionDenied):
        verb(meeting=meeting, by=contributor)


@pytest.mark.parametrize("address", ["/treffen/neu/", "{}aendern/", "{}wer-macht-mit/"])
@pytest.mark.parametrize("person", ["visitor", "contributor"])
def test_the_pages_of_the_group_are_not_for_others(request, client_of, meeting, address, person):
    browser = client_of(request.getfixturevalue(person))
    assert browser.get(address.format(meeting.get_absolute_url())).status_code == 403


def test_the_database_refuses_an_end_before_the_beginning(meeting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.update(ends_at="01:00")


def given(meeting=None, **changes):
    rows = {
        f"{prefix}-{name}": value
        for prefix in ("agenda", "minutes")
        for name, value in (("TOTAL_FORMS", 1), ("INITIAL_FORMS", 0))
    }
    plain = {"title": "Herbsttreffen", "kind": "meeting", "date": "2030-10-01", "starts_at": "18:00"}
    return plain | rows | changes


def test_a_curator_plans_a_meeting_with_its_agenda_and_announces_it(client, client_of, curator):
    make.ProjectFactory(title="Nähtreff")
    browser = client_of(curator)
    browser.post("/treffen/neu/", given())
    assert client.get("/treffen/herbsttreffen/").status_code == 404
    browser.post(
        "/treffen/herbsttreffen/aendern/", given(**{"agenda-0-project": "nähtreff"}, step="announce")
    )
    shown = page(client, "/treffen/herbsttreffen/")
    assert "Dienstag, 1. Oktober 2030, ab 18:00 Uhr" in shown
    assert "Nähtreff" in shown


@pytest.mark.parametrize(("days", "unfolded"), [(1, ["tagesordnung"]), (0, ["notizen"]), (-1, ["notizen"])])
def test_of_a_meeting_what_is_in_turn_is_unfolded(client_of, curator, meeting, days, unfolded):
    meeting.date = timezone.localdate() + timedelta(days=days)
    meeting.save()
    shown = page(client_of(curator), f"{meeting.get_absolute_url()}aendern/")
    assert re.findall(r'id="(\w+)" open', shown) == unfolded
    assert '<summary class="action">Tauschregal</summary>' in shown


def test_a_part_with_something_to_mend_is_unfolded(client_of, curator, meeting):
    wrong = given(date="", **{"minutes-0-text": "Neu", "minutes-0-project": "Gibt es nicht"})
    told = client_of(curator).post(f"{meeting.get_absolute_url()}aendern/", wrong).content.decode()
    assert re.findall(r'id="(\w+)" open', told) == ["treffen", "tagesordnung", "notizen"]
    assert 'value="Gibt es nicht"' in told


def test_a_curator_is_told_what_became_of_a_meeting(client_of, curator, meeting):
    here, browser = f"{meeting.get_absolute_url()}aendern/", client_of(curator)
    told = browser.post(here, given(step="cancel"), follow=True).content.decode()
    assert "Das Treffen ist abgesagt." in told
    told = browser.post(here, given(step="announce"), follow=True).content.decode()
    assert "Gespeichert und angekündigt" in told


def test_what_a_group_looks_for_stands_on_the_agenda_as_long_as_it_is_shown(
    client, client_of, curator, meeting
):
    need = make.NeedFactory(lacks="Ein Raum für den Chor")
    client_of(curator).post(f"{meeting.get_absolute_url()}aendern/", given(**{"agenda-0-need": need.pk}))
    assert "Ein Raum für den Chor" in page(client, "/treffen/quartalstreffen/")
    settle_need(need=need, by=need.by)
    assert "Ein Raum für den Chor" not in page(client, "/treffen/quartalstreffen/")


def test_a_title_that_is_no_project_is_told_and_nothing_is_lost(client_of, curator, meeting):
    told = client_of(curator).post(
        f"{meeting.get_absolute_url()}aendern/", given(**{"agenda-0-project": "Gibt es nicht"})
    )
    assert "finden wir kein veröffentlichtes Projekt" in told.content.decode()
    assert 'value="Gibt es nicht"' in told.content.decode()
    assert 'value="Herbsttreffen"' in told.content.decode()
    assert Meeting.objects.get().title == "Quartalstreffen"


def test_a_line_stays_about_its_project_when_nobody_sees_that_any_more(client_of, curator, meeting):
    item = meeting.agenda.get()
    hide(project=item.project, by=curator)
    line = {"id": item.pk, "title": "Neu genannt", "project": "Tauschregal"}
    sent = {f"agenda-0-{name}": value for name, value in line.items()} | {"agenda-INITIAL_FORMS": 1}
    client_of(curator).post(f"{meeting.get_absolute_url()}aendern/", given(**sent))
    item.refresh_from_db()
    assert (item.title, item.project.title) == ("Neu genannt", "Tauschregal")


def test_lists_run_the_same_queries_for_three_and_thirty_meetings(client, django_assert_max_num_queries):
    make.MeetingFactory.create_batch(3, district=make.DistrictFactory(), topic=make.TopicFactory())
    with django_assert_max_num_queries(5) as few:
        client.get("/treffen/")
    make.MeetingFactory.create_batch(27, district=make.DistrictFactory(), topic=make.TopicFactory())
    with django_assert_max_num_queries(len(few)):
        client.get("/treffen/")
