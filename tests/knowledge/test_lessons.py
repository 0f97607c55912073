"""Lessons: told by groups, confirmed by a code, reviewed, changed, taken back; what others say to them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from knowledge import actions
from knowledge.choices import LessonState
from knowledge.models import Lesson, LessonEcho
from knowledge.seen import mark_of
from people.limits import TooManyTriesError
from people.models import User
from projects.actions import object_to
from projects.models import Decision
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits", "quick_hands")]

ADDRESS, TELLER = "/projekte/lesecafe/erfahrung/", "gruppe@example.org"
SAID = {"kind": "works", "text": "Wir lesen immer dienstags.", "phase": "trying", "said_by": "Team Lesecafé"}
TOLD = SAID | {"email": TELLER}


@pytest.fixture
def project():
    return make.ProjectFactory(title="Lesecafé", slug="lesecafe")


@pytest.fixture
def told(project, contributor):
    return actions.tell_lesson(by=contributor, project=project, **SAID)


def now(row):
    return type(row).objects.get(pk=row.pk)


def text_of(response):
    return response.content.decode()


def confirmed(browser, mailoutbox):
    return browser.post("/erfahrungen/code/", {"code": mailoutbox[-1].subject}, follow=True)


class TestTelling:
    def test_a_visitor_tells_a_lesson_which_waits_for_the_code_and_then_for_the_group(
        self, project, client, mailoutbox
    ):
        assert client.post(ADDRESS, TOLD).url == "/erfahrungen/code/"
        assert not Lesson.objects.exists()
        assert not User.objects.filter(email=TELLER).exists()
        page = confirmed(client, mailoutbox)

        lesson = Lesson.objects.get()
        assert "Vielen Dank" in text_of(page)
        assert (lesson.project, lesson.said, lesson.state) == (project, SAID, LessonState.SUBMITTED)
        assert lesson.submitted_by.email == TELLER
        assert "dienstags" not in text_of(Client().get(project.get_absolute_url()))
        assert Client().get(lesson.get_absolute_url()).status_code == 404

    def test_who_is_signed_in_needs_no_code(self, project, client_of, contributor, mailoutbox):
        page = client_of(contributor).get(ADDRESS)
        assert 'name="email"' not in text_of(page)
        client_of(contributor).post(ADDRESS, SAID)

        assert Lesson.objects.get().submitted_by == contributor
        assert mailoutbox == []

    def test_a_wrong_code_hands_nothing_in_and_loses_nothing(self, project, client, mailoutbox):
        client.post(ADDRESS, TOLD)
        assert "stimmt nicht" in text_of(client.post("/erfahrungen/code/", {"code": "0"}))
        assert not Lesson.objects.exists()
        confirmed(client, mailoutbox)

        assert Lesson.objects.count() == 1

    def test_a_transfer_and_a_topic_have_lessons_of_their_own(self, client_of, contributor):
        transfer, topic = make.TransferFactory(), make.TopicFactory(slug="garten")
        browser = client_of(contributor)
        browser.post(f"/transfers/{transfer.pk}/erfahrung/", SAID)
        browser.post("/themen/garten/erfahrung/", SAID)

        assert {(lesson.transfer, lesson.topic) for lesson in Lesson.objects.all()} == {
            (transfer, None),
            (None, topic),
        }

    def test_a_masked_transfer_takes_no_lessons(self, client_of, contributor):
        transfer = make.TransferFactory(target=make.ProjectFactory(removed=True))

        assert client_of(contributor).get(f"/transfers/{transfer.pk}/erfahrung/").status_code == 404

    def test_a_form_that_lacks_something_says_so_and_keeps_the_rest(self, project, client):
        page = text_of(client.post(ADDRESS, TOLD | {"text": " Wir ", "said_by": ""}))

        assert "ein, zwei Sätze" in page
        assert "Bitte nennen Sie die Gruppe." in page
        assert TELLER in page

    def test_a_machine_is_thanked_and_forgotten(self, project, client):
        assert client.post(ADDRESS, TOLD | {"homepage": "x"}).url == "/erfahrungen/danke/"
        assert not Lesson.objects.exists()
        assert "said" not in client.session

    def test_many_lessons_in_a_day_are_too_many(self, project, contributor):
        for number in range(10):
            actions.tell_lesson(by=contributor, project=project, **SAID | {"text": f"Wir {number}."})
        with pytest.raises(TooManyTriesError):
            actions.tell_lesson(by=contributor, project=project, **SAID)

    def test_nothing_in_the_session_stays_behind(self, project, client, mailoutbox):
        client.post(ADDRESS, TOLD)
        confirmed(client, mailoutbox)

        assert "said" not in client.session
        assert client.get("/erfahrungen/code/").url == "/konto/anmelden/"


class TestReviewing:
    def page(self, told):
        return f"/redaktion/erfahrungen/{told.pk}/"

    def decide(self, browser, told, step, **words):
        data = {"step": step, "seen": mark_of(now(told)), **words}
        return browser.post(self.page(told), data, follow=True)

    def test_a_member_publishes_it_and_whoever_told_it_gets_a_mail(
        self, told, client_of, curator, mailoutbox
    ):
        assert "dienstags" in text_of(client_of(curator).get("/redaktion/?art=erfahrung"))
        self.decide(client_of(curator), told, "publish")

        assert now(told).state == LessonState.PUBLISHED
        assert "Team Lesecafé" in text_of(Client().get(told.project.get_absolute_url()))
        assert "dienstags" in text_of(Client().get(told.get_absolute_url()))
        assert [mail.to for mail in mailoutbox] == [[told.submitted_by.email]]
        assert "Ihre Erfahrung ist veröffentlicht" in mailoutbox[0].subject
        assert told.get_absolute_url() in mailoutbox[0].body

    def test_a_question_goes_out_and_the_answer_comes_back(
        self, told, client_of, curator, contributor, mailoutbox
    ):
        self.decide(client_of(curator), told, "ask", words="Auch im Winter?")
        assert (now(told).state, "Auch im Winter?" in mailoutbox[0].body) == (LessonState.QUERIED, True)
        author = client_of(contributor)
        page = text_of(author.get(f"/erfahrungen/{told.pk}/aendern/"))
        assert "Auch im Winter?" in page
        assert "bitte antworten" in text_of(author.get("/mitmachen/meine/"))
        author.post(
            f"/erfahrungen/{told.pk}/aendern/", SAID | {"seen": mark_of(now(told)), "words": "Ja, auch da."}
        )

        assert now(told).state == LessonState.SUBMITTED
        assert "Ja, auch da." in text_of(client_of(curator).get(self.page(told)))

    def test_it_is_declined_with_a_reason(self, told, client_of, curator, mailoutbox):
        assert "Bitte schreiben Sie" in text_of(self.decide(client_of(curator), told, "decline", words=""))
        self.decide(client_of(curator), told, "decline", words="Das ist Werbung.")

        assert now(told).state == LessonState.DECLINED
        assert "Das ist Werbung." in mailoutbox[0].body

    def test_nobody_decides_on_their_own(self, project, curator):
        own = actions.tell_lesson(by=curator, project=project, **SAID)
        for verb in (actions.publish_lesson, actions.ask_back_lesson, actions.decline_lesson):
            words = {} if verb is actions.publish_lesson else {"words": "Ja."}
            with pytest.raises(PermissionDenied, match="eigenen"):
                verb(lesson=own, by=curator, seen=mark_of(own), **words)

    def test_an_open_objection_blocks(self, told, curator, other_curator):
        object_to(subject=told, by=other_curator, reason="Das stimmt so nicht.", blocks=True)

        with pytest.raises(ValidationError, match="Einwand"):
            actions.publish_lesson(lesson=told, by=curator)

    def test_nobody_decides_on_what_was_changed_meanwhile(self, told, client_of, curator, contributor):
        seen = mark_of(told)
        actions.reword_lesson(
            lesson=told, by=contributor, seen=seen, **SAID | {"text": "Wir lesen mittwochs."}
        )
        page = client_of(curator).post(self.page(told), {"step": "publish", "seen": seen}, follow=True)

        assert "Inzwischen" in text_of(page)
        assert now(told).state == LessonState.SUBMITTED

    @pytest.mark.parametrize("person", ["visitor", "other_contributor"])
    def test_others_decide_nothing(self, told, request, person):
        by = request.getfixturevalue(person)
        for verb in (actions.publish_lesson, actions.hide_lesson, actions.take_back_lesson):
            with pytest.raises(PermissionDenied):
                verb(lesson=told, by=by)

    def test_a_removed_lesson_is_gone_at_once(self, project, client_of, curator):
        lesson = make.LessonFactory(project=project, text="Wir nennen Frau Muster.")
        self.decide(client_of(curator), lesson, "hide")

        assert "Muster" not in text_of(Client().get(project.get_absolute_url()))
        assert Client().get(lesson.get_absolute_url()).status_code == 404


class TestChanging:
    def post(self, browser, lesson, **changes):
        data = SAID | {"seen": mark_of(now(lesson))} | changes
        return browser.post(f"/erfahrungen/{lesson.pk}/aendern/", data, follow=True)

    @pytest.fixture
    def shown(self, told, curator):
        return actions.publish_lesson(lesson=told, by=curator)

    def test_whoever_told_it_changes_it_and_it_is_read_again(self, shown, client_of, contributor):
        self.post(client_of(contributor), shown, text="Wir lesen mittwochs.")

        assert (now(shown).text, now(shown).state) == ("Wir lesen mittwochs.", LessonState.SUBMITTED)
        assert [wording.text for wording in shown.wordings.all()] == [SAID["text"]]
        assert "mittwochs" not in text_of(Client().get(shown.project.get_absolute_url()))

    def test_the_group_changes_it_at_once_and_what_it_said_is_kept(self, shown, client_of, other_curator):
        self.post(client_of(other_curator), shown, text="Wir lesen mittwochs.")

        assert (now(shown).text, now(shown).state) == ("Wir lesen mittwochs.", LessonState.PUBLISHED)
        page = text_of(client_of(other_curator).get(f"/redaktion/erfahrungen/{shown.pk}/"))
        assert SAID["text"] in page

    def test_the_admin_keeps_what_it_said_too(self, shown):
        shown.text = "Wir lesen mittwochs."
        shown.save()

        assert shown.wordings.get().text == SAID["text"]

    def test_two_who_change_it_at_once_do_not_overwrite_each_other(self, shown, client_of, other_curator):
        seen = mark_of(shown)
        self.post(client_of(other_curator), shown, text="Wir lesen mittwochs.")
        page = self.post(client_of(other_curator), shown, text="Wir lesen donnerstags.", seen=seen)

        assert "Inzwischen" in text_of(page)
        assert "donnerstags" in text_of(page)  # nothing lost
        assert now(shown).text == "Wir lesen mittwochs."

    def test_nothing_new_is_said(self, shown, client_of, contributor):
        assert "nichts geändert" in text_of(self.post(client_of(contributor), shown))
        assert now(shown).state == LessonState.PUBLISHED

    def test_whoever_told_it_takes_it_back_at_once(self, shown, client_of, contributor):
        self.post(client_of(contributor), shown, **{"take-back": "1"})

        assert now(shown).state == LessonState.REMOVED
        assert Client().get(shown.get_absolute_url()).status_code == 404
        assert "dienstags" not in text_of(client_of(contributor).get("/mitmachen/meine/"))
        assert client_of(contributor).get(f"/erfahrungen/{shown.pk}/aendern/").status_code == 404

    def test_others_are_not_let_in(self, shown, client_of, other_contributor):
        address = f"/erfahrungen/{shown.pk}/aendern/"
        assert client_of(other_contributor).get(address).status_code == 403
        assert Client().get(address).url.startswith("/konto/anmelden/")

    def test_when_the_account_goes_the_lesson_stays(self, shown, contributor):
        contributor.delete()

        assert (now(shown).submitted_by, now(shown).state) == (None, LessonState.PUBLISHED)


class TestEchoing:
    @pytest.fixture
    def lesson(self, project):
        return make.LessonFactory(project=project, text="Wir lesen dienstags.")

    @pytest.fixture
    def district(self):
        return make.DistrictFactory(name="Möhringen")

    def said(self, district, **changes):
        return {"kind": "also", "district": district.pk, "sentence": "", **changes}

    def test_an_echo_is_confirmed_reviewed_and_then_counted_in_words(
        self, lesson, district, client, client_of, curator, mailoutbox
    ):
        client.post(f"/erfahrungen/{lesson.pk}/bei-uns/", self.said(district, email=TELLER))
        confirmed(client, mailoutbox)
        page = lesson.project.get_absolute_url()
        echo = LessonEcho.objects.get()
        assert "Möhringen" not in text_of(Client().get(page))

        client_of(curator).post(f"/redaktion/resonanzen/{echo.pk}/", {"step": "show"})
        assert "Bei uns auch: eine Gruppe in Möhringen" in text_of(Client().get(page))
        make.LessonEchoFactory(lesson=lesson, district=make.DistrictFactory(name="Süd"))
        assert "Bei uns auch: 2 Gruppen in Möhringen und Süd" in text_of(Client().get(page))

    def test_what_is_different_is_said_in_a_sentence(self, lesson, district, client_of, contributor):
        browser, address = client_of(contributor), f"/erfahrungen/{lesson.pk}/bei-uns/"
        assert "in einem Satz" in text_of(browser.post(address, self.said(district, kind="otherwise")))
        browser.post(address, self.said(district, kind="otherwise", sentence="Abends kommt niemand."))
        LessonEcho.objects.update(state=LessonState.PUBLISHED)

        said = "Bei uns anders, sagt eine Gruppe in Möhringen: Abends kommt niemand."
        assert said in text_of(Client().get(lesson.get_absolute_url()))

    def test_where_nobody_says_anything_nothing_is_counted(self, lesson):
        assert "Bei uns auch" not in text_of(Client().get(lesson.project.get_absolute_url()))

    def test_the_same_person_says_it_once(self, lesson, district, contributor):
        for kind, sentence in (("also", ""), ("otherwise", "Bei uns nicht.")):
            actions.echo_lesson(
                lesson=lesson, by=contributor, kind=kind, district=district, sentence=sentence
            )

        assert LessonEcho.objects.get().sentence == "Bei uns nicht."

    def test_a_changed_echo_is_read_again(self, lesson, district, contributor, curator):
        echo = actions.echo_lesson(lesson=lesson, by=contributor, kind="also", district=district)
        actions.answer_echo(echo=echo, by=curator, is_shown=True)
        actions.echo_lesson(lesson=lesson, by=contributor, kind="also", district=make.DistrictFactory())

        assert now(echo).state == LessonState.SUBMITTED

    def test_nobody_echoes_or_approves_their_own(self, lesson, district, curator, contributor):
        own = make.LessonFactory(submitted_by=contributor)
        with pytest.raises(PermissionDenied):
            actions.echo_lesson(lesson=own, by=contributor, kind="also", district=district)
        echo = actions.echo_lesson(lesson=lesson, by=curator, kind="also", district=district)
        with pytest.raises(PermissionDenied, match="eigenen"):
            actions.answer_echo(echo=echo, by=curator, is_shown=True)

    def test_it_is_answered_once_and_hidden_at_any_time(self, lesson, district, contributor, curator):
        echo = actions.echo_lesson(lesson=lesson, by=contributor, kind="also", district=district)
        actions.answer_echo(echo=echo, by=curator, is_shown=True)
        with pytest.raises(ValidationError):
            actions.answer_echo(echo=echo, by=curator, is_shown=False)
        actions.hide_echo(echo=echo, by=curator)

        assert "Bei uns auch" not in text_of(Client().get(lesson.project.get_absolute_url()))
        assert [decision.kind for decision in Decision.objects.about(echo)] == ["removed", "published"]

    def test_a_lesson_that_is_not_shown_takes_no_echoes(self, project, client):
        lesson = make.LessonFactory(project=project, state="submitted")

        assert client.get(f"/erfahrungen/{lesson.pk}/bei-uns/").status_code == 404
