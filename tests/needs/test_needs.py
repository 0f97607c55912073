"""Gesucht: posted by a group, shown after review, found by its complement, answered by the relay, over."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone

from needs.actions import answer_need, grant_need, post_need, refuse_need, settle_need
from needs.models import Need, Reply
from outbox.actions import drain
from people.limits import TooManyTriesError
from people.models import User
from projects.models.claim import Answer
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits", "quick_hands")]

today = timezone.localdate


@pytest.fixture
def botnang():
    return make.DistrictFactory(name="Botnang")


@pytest.fixture
def typed(botnang):
    return {
        "district": "botnang",
        "lacks": "Ein Raum für 20 Stühle",
        "lacks_kinds": ["raum"],
        "has": "Sechs Menschen, die nähen",
        "has_kinds": ["menschen"],
        "until": f"{today() + timedelta(days=30):%Y-%m-%d}",
        "email": "gruppe@example.org",
    }


def text_of(response):
    return response.content.decode()


def page_of(client, need):
    return text_of(client.get(need.get_absolute_url()))


class TestPosting:
    def test_it_waits_for_the_code_then_for_the_group_and_names_nobody(
        self, client, typed, curator, mailoutbox
    ):
        assert client.post("/gesucht/neu/", typed).url == "/gesucht/code/"
        assert not Need.objects.exists()
        thanks = client.post("/gesucht/code/", {"code": mailoutbox[-1].subject}, follow=True)

        need = Need.objects.get()
        assert "Vielen Dank" in text_of(thanks)
        assert (need.answer, need.by.email) == (Answer.OPEN, "gruppe@example.org")
        assert [mail.to for mail in mailoutbox[1:]] == [[curator.email]]
        client.logout()
        assert "20 Stühle" not in text_of(client.get("/gesucht/"))
        assert client.get(need.get_absolute_url()).status_code == 404

        grant_need(need=need, by=curator)
        assert "Eine Gruppe in Botnang" in text_of(client.get("/gesucht/"))
        assert "gruppe@example.org" not in page_of(client, need)
        assert mailoutbox[-1].to == ["gruppe@example.org"]

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"district": ""}, "wählen Sie einen Bezirk"),
            ({"lacks": ""}, "ein, zwei Sätze"),
            ({"lacks_kinds": []}, "mindestens eines"),
            ({"until": "2020-01-01"}, "ab heute und innerhalb eines Jahres"),
            ({"until": "31.02.2027"}, "gibt es im Kalender nicht"),
        ],
        ids=lambda value: str(value),
    )
    def test_what_is_missing_is_said_and_nothing_is_lost(self, client, typed, wrong, said):
        page = text_of(client.post("/gesucht/neu/", typed | wrong))
        assert said in page
        assert "Sechs Menschen, die nähen" in page
        assert not User.objects.exists()

    def test_a_machine_is_thanked_and_forgotten(self, client, typed):
        assert client.post("/gesucht/neu/", typed | {"homepage": "x"}).url == "/gesucht/eingereicht/"
        assert not Need.objects.exists()

    def test_nobody_posts_without_end(self, contributor, botnang):
        said = {"district": botnang, "lacks": "Geduld", "lacks_kinds": ["wissen"], "until": today()}
        for _ in range(5):
            post_need(by=contributor, **said)
        with pytest.raises(TooManyTriesError):
            post_need(by=contributor, **said)

    def test_the_empty_search_page_offers_to_post_one(self, client, empty_index):
        link = re.search(
            r'href="(/gesucht/neu/\?lacks=[^"]+)"', text_of(client.get("/projekte/?q=zzzdrehbank"))
        )
        assert "zzzdrehbank" in text_of(client.get(link[1]))


class TestDeciding:
    def test_the_group_answers_once_with_reasons_that_are_sent(self, curator, other_curator, mailoutbox):
        need = make.NeedFactory(waiting=True)
        refuse_need(need=need, by=curator, reasons="Das ist Werbung.")
        assert "Das ist Werbung." in mailoutbox[-1].body
        with pytest.raises(ValidationError):
            grant_need(need=need, by=other_curator)

    def test_nobody_decides_on_their_own(self, curator, contributor):
        with pytest.raises(PermissionDenied):
            grant_need(need=make.NeedFactory(waiting=True, by=curator), by=curator)
        with pytest.raises(PermissionDenied):
            grant_need(need=make.NeedFactory(waiting=True), by=contributor)

    def test_it_waits_in_the_queue_and_is_shown_by_one_click(self, client_of, curator):
        need = make.NeedFactory(waiting=True)
        desk = client_of(curator)
        assert f"/redaktion/gesucht/{need.pk}/" in text_of(desk.get("/redaktion/"))
        desk.post(f"/redaktion/gesucht/{need.pk}/", {"answer": "grant", "words": ""})
        assert Need.objects.get().is_current


class TestMeeting:
    def test_a_room_without_people_meets_people_without_a_room(self, client):
        need = make.NeedFactory(lacks="Raum", has_kinds=["menschen"])
        both = make.NeedFactory(lacks="Beides", lacks_kinds=["menschen"], has_kinds=["raum"])
        half = make.NeedFactory(lacks="Halb", lacks_kinds=["menschen"])
        make.NeedFactory(lacks="Fremd", lacks_kinds=["geld"])
        make.NeedFactory(lacks="Wartet", lacks_kinds=["menschen"], waiting=True)
        make.NeedFactory(lacks="Eigenes", lacks_kinds=["menschen"], by=need.by)

        assert Need.objects.complementing(need) == [both, half]
        assert "Das ergänzt sich" in page_of(client, need)

    def test_projects_that_its_words_are_about_stand_beside_it(self, client, empty_index):
        make.ProjectFactory(title="Nähwerkstatt", summary="Nähmaschinen für alle.")
        drain()
        assert "Nähwerkstatt" in page_of(client, make.NeedFactory(lacks="Eine Nähmaschine"))

    def test_the_list_is_filtered_by_district_and_kind(self, client, botnang):
        make.NeedFactory(lacks="Hier", district=botnang)
        make.NeedFactory(lacks="Dort", lacks_kinds=["geld"])

        def shown(query):
            return re.findall(r"<h2><a [^>]+>(\w+)</a>", text_of(client.get(f"/gesucht/?{query}")))

        assert shown("bezirk=botnang") == ["Hier"]
        assert shown("art=geld") == ["Dort"]
        assert shown("bezirk=nirgends&art=quatsch") == ["Hier", "Dort"]
        assert "kein Gesuch" in text_of(client.get("/gesucht/?bezirk=botnang&art=geld"))


class TestAnswering:
    def test_an_answer_goes_on_by_mail_and_is_not_kept(self, client, mailoutbox):
        need = make.NeedFactory(by__email="gruppe@example.org")
        address = f"/gesucht/{need.pk}/antworten/"
        client.post(address, {"words": "Wir haben einen Saal.", "email": "saal@example.org"})
        page = client.post("/gesucht/code/", {"code": mailoutbox[-1].subject}, follow=True)

        mail = mailoutbox[-1]
        assert "ist unterwegs" in text_of(page)
        assert (mail.to, mail.reply_to) == (["gruppe@example.org"], ["saal@example.org"])
        assert "Wir haben einen Saal." in mail.body
        assert Reply.objects.get().need == need
        assert "gruppe@example.org" not in text_of(page)

    def test_what_is_over_can_not_be_answered(self, client, contributor):
        over = make.NeedFactory(until=today() - timedelta(days=1))
        assert client.get(f"/gesucht/{over.pk}/antworten/").status_code == 404
        with pytest.raises(ValidationError):
            answer_need(need=over, by=contributor, words="Zu spät")


class TestEnding:
    def test_its_group_takes_it_off_the_page_with_a_button(self, client, client_of, contributor):
        need = make.NeedFactory(by=contributor)
        own = client_of(contributor)
        assert "erledigt/" in page_of(own, need)
        assert "erledigt/" not in page_of(client, need)
        own.post(f"/gesucht/{need.pk}/erledigt/")

        assert client.get(need.get_absolute_url()).status_code == 404
        assert "Das hat sich erledigt" in page_of(own, need)

    def test_nobody_else_may(self, contributor):
        with pytest.raises(PermissionDenied):
            settle_need(need=make.NeedFactory(), by=contributor)

    def test_it_ends_with_its_day_and_is_forgotten_half_a_year_later(self, client):
        last_day = make.NeedFactory(until=today())
        over = make.NeedFactory(until=today() - timedelta(days=1))
        long_over = make.NeedFactory(until=today() - timedelta(days=181))
        refused = make.NeedFactory(
            answer=Answer.REFUSED, answered_at=timezone.now() - timedelta(days=181), reasons="Nein."
        )

        assert list(Need.objects.current()) == [last_day]
        call_command("forget_expired")
        assert not Need.objects.filter(pk__in=[long_over.pk, refused.pk]).exists()
        assert set(Need.objects.all()) == {last_day, over}
