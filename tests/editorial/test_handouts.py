"""Hand-outs on the desk: begun, filled with one button, put up, decided about."""

import pytest
from django.urls import reverse

from handouts.models import ChapterItem, Handout
from projects.models import Objection
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

DESK = "/redaktion/handreichungen/"


@pytest.fixture
def third_curator():
    return make.CuratorFactory()


@pytest.fixture
def lesson():
    return make.LessonFactory(project=make.ProjectFactory(title="Lesecafé"), text="Wir lesen dienstags.")


@pytest.fixture
def browser(client_of, curator):
    return client_of(curator)


@pytest.fixture
def handout(browser):
    browser.post(DESK, {"title": "Vorlesen", "topic": ""})
    return Handout.objects.get()


def text_of(response):
    return response.content.decode()


def post(browser, path, **data):
    return browser.post(DESK + path, data, follow=True)


def answer(browser, handout, answer):
    page = browser.get(f"{DESK}{handout.slug}/")
    return post(browser, f"{handout.slug}/", answer=answer, seen=page.context["seen"])


def collect_into(browser, chapter):
    return post(browser, f"{chapter.handout.slug}/schreiben/", **{"chapter-collect": chapter.pk})


def test_one_is_begun_with_a_first_chapter(browser, handout, curator):
    assert (handout.title, list(handout.writers.all())) == ("Vorlesen", [curator])
    page = text_of(browser.get(f"{DESK}vorlesen/schreiben/"))
    assert "Was wir gelernt haben" in page
    assert "in Arbeit" in text_of(browser.get(DESK))


def test_one_without_a_title_is_not_begun(browser):
    assert "Bitte geben Sie ihr einen Titel." in text_of(browser.post(DESK, {"title": ""}))
    assert not Handout.objects.exists()


class TestCollecting:
    def test_one_button_collects_and_leads_back(self, browser, handout, lesson):
        collect_into(browser, handout.chapters.get())
        for kind, thing, back in (
            ("lesson", lesson, "/erfahrungen/?q=lesen"),
            ("project", lesson.project, lesson.project.get_absolute_url()),
        ):
            response = browser.post(f"{DESK}sammeln/", {kind: thing.pk, "next": back})
            assert response.url == back

        assert [str(item) for item in ChapterItem.objects.all()] == ["Wir lesen dienstags.", "Lesecafé"]
        assert "Es steht jetzt in „Vorlesen“" in text_of(browser.get("/themen/"))

    def test_without_a_chapter_it_asks_into_which(self, browser, handout, lesson):
        page = post(browser, "sammeln/", lesson=lesson.pk, next="/erfahrungen/")
        assert "In welches Kapitel sammeln?" in text_of(page)
        chapter = handout.chapters.get()
        browser.post(f"{DESK}sammeln/", {"lesson": lesson.pk, "chapter": chapter.pk, "next": "/erfahrungen/"})
        other = make.LessonFactory()
        browser.post(f"{DESK}sammeln/", {"lesson": other.pk})  # it is remembered

        assert [item.lesson for item in chapter.items.all()] == [lesson, other]

    def test_it_leads_nowhere_else(self, browser, handout, lesson):
        collect_into(browser, handout.chapters.get())
        response = browser.post(f"{DESK}sammeln/", {"lesson": lesson.pk, "next": "https://example.org/"})
        assert response.url == DESK

    def test_what_is_hidden_or_nothing_is_not_collected(self, browser, handout):
        hidden = make.LessonFactory(state="submitted")
        assert browser.post(f"{DESK}sammeln/", {"lesson": hidden.pk}).status_code == 404
        assert browser.post(f"{DESK}sammeln/", {}).status_code == 400
        assert browser.get(f"{DESK}sammeln/").status_code == 400

    def test_members_find_the_button_where_lessons_are_and_nobody_else(
        self, browser, lesson, client, client_of, contributor
    ):
        topic = make.TopicFactory()
        make.LessonFactory(project=None, topic=topic)
        transfer = make.TransferFactory()
        make.LessonFactory(project=None, transfer=transfer)
        pages = [row.get_absolute_url() for row in (lesson, lesson.project, topic, transfer)]
        for page in (*pages, "/erfahrungen/"):
            for person in (client, client_of(contributor), browser):  # others first: what is kept is theirs
                shown = text_of(person.get(page))
                assert ('form="sammeln"' in shown, 'id="sammeln"' in shown) == (person is browser,) * 2, page


class TestWriting:
    def test_every_button_does_what_it_says(self, browser, handout, lesson):
        first = handout.chapters.get()
        here = f"{handout.slug}/"
        post(browser, f"{here}schreiben/", **{"chapter-add": "1", "title": "Offen"})
        second = handout.chapters.last()
        post(browser, f"{here}kapitel/{second.pk}/text/", text="Wer haftet?")
        post(browser, f"{here}kapitel/{second.pk}/", title="Offene Fragen")
        [text] = second.items.all()
        post(browser, f"{here}text/{text.pk}/", text="Wer haftet wofür?")
        page = text_of(browser.get(f"{DESK}{here}"))
        assert ("Offene Fragen" in page, "Wer haftet wofür?" in page) == (True, True)
        assert "Zitiervorschlag" not in page  # there is nothing to cite until it is frozen

        post(browser, f"{here}schreiben/", **{"chapter-up": second.pk})
        assert [chapter.pk for chapter in handout.chapters.all()] == [second.pk, first.pk]
        post(browser, f"{here}schreiben/", **{"item-down": text.pk})
        assert [item.pk for item in first.items.all()] == [text.pk]
        post(browser, f"{here}schreiben/", **{"chapter-remove": second.pk})
        post(browser, f"{here}schreiben/", **{"item-remove": text.pk})
        assert not ChapterItem.objects.exists()
        assert handout.chapters.count() == 1

    def test_title_and_introduction_are_kept(self, browser, handout):
        topic = make.TopicFactory()
        post(
            browser,
            f"{handout.slug}/schreiben/",
            describe="1",
            title="Vorlesen für alle",
            topic=topic.pk,
            introduction="Für **alle**.",
        )

        handout.refresh_from_db()
        assert (handout.title, handout.topic) == ("Vorlesen für alle", topic)
        assert "<strong>alle</strong>" in text_of(browser.get(f"{DESK}{handout.slug}/"))

    @pytest.mark.parametrize("data", [{"describe": "1", "title": ""}, {"chapter-add": "1", "title": ""}])
    def test_what_lacks_says_so(self, browser, handout, data):
        page = post(browser, f"{handout.slug}/schreiben/", **data)
        assert "Bitte geben Sie" in text_of(page)

    def test_a_refusal_is_told(self, browser, handout):
        chapter = handout.chapters.get()
        chapter.items.create(text="X", position=1)
        page = post(browser, f"{handout.slug}/schreiben/", **{"chapter-remove": chapter.pk})
        assert "In diesem Kapitel steht etwas." in text_of(page)

    def test_nonsense_is_refused(self, browser, handout):
        address = f"{DESK}{handout.slug}/schreiben/"
        assert browser.post(address, {"fly": "1"}).status_code == 400
        assert browser.post(address, {"item-up": "x"}).status_code == 404
        other = make.HandoutFactory().chapters.get()
        assert browser.post(address, {"chapter-up": other.pk}).status_code == 404


class TestDeciding:
    @pytest.fixture
    def proposed(self, browser, handout):
        handout.chapters.get().items.create(text="Wer haftet?", position=1)
        answer(browser, handout, "propose")
        return handout

    def test_two_others_freeze_it(self, proposed, client_of, other_curator, third_curator):
        assert "Vorlesen" in text_of(client_of(other_curator).get("/redaktion/?art=handreichung"))
        page = answer(client_of(other_curator), proposed, "approve")
        assert "Weitere müssen zustimmen" in text_of(page) or "Mitglieder" in text_of(page)
        page = answer(client_of(third_curator), proposed, "approve")

        assert "Die Handreichung ist eingefroren." in text_of(page)
        assert page.request["PATH_INFO"] == "/handreichungen/vorlesen/"
        assert "Vorlesen" not in text_of(client_of(other_curator).get("/redaktion/?art=handreichung"))

    def test_whoever_wrote_along_is_told_that_others_decide(self, proposed, browser):
        page = browser.get(f"{DESK}vorlesen/")
        assert "Sie haben mitgeschrieben" in text_of(page)
        assert 'value="approve"' not in text_of(page)
        assert "mitgeschrieben" in text_of(post(browser, "vorlesen/", answer="approve", seen="x"))

    def test_a_small_group_is_told_how_many_it_lacks(self, proposed, browser, other_curator, settings):
        assert "So viele hat die Gruppe noch nicht." in text_of(browser.get(f"{DESK}vorlesen/"))
        settings.APPROVALS_NEEDED = settings.APPROVALS_NEEDED | {"handout": 1}
        other_curator.delete()
        assert "Ein Mitglied, das nicht mitgeschrieben hat, muss zustimmen." in text_of(
            browser.get(f"{DESK}vorlesen/")
        )

    def test_an_objection_is_heard_there(self, proposed, client_of, other_curator, third_curator):
        post(
            client_of(other_curator), "vorlesen/", object="1", blocks="1", reason="Die Zahlen stimmen nicht."
        )
        assert Objection.objects.get().subject == proposed
        page = answer(client_of(third_curator), proposed, "approve")
        assert "Einwand" in text_of(page)
        assert not proposed.versions.exists()

    def test_one_can_go_on_writing(self, proposed, browser):
        page = answer(browser, proposed, "write")
        assert page.request["PATH_INFO"] == f"{DESK}vorlesen/schreiben/"
        proposed.refresh_from_db()
        assert proposed.proposed_at is None

    def test_an_empty_one_is_refused_with_a_sentence(self, browser, handout):
        assert "Die Handreichung ist leer." in text_of(answer(browser, handout, "propose"))

    def test_nonsense_is_refused(self, browser, handout):
        assert browser.post(f"{DESK}vorlesen/", {"answer": "fly"}).status_code == 400

    def test_the_log_leads_to_its_page(self, proposed, browser):
        assert f'href="{reverse("editorial:handout", args=["vorlesen"])}"' in text_of(
            browser.get("/redaktion/protokoll/")
        )
