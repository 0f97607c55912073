"""The contributor without an account: from an idea to a published entry, and not a word lost on the way."""

import re

import pytest

from projects.choices import State
from projects.models import ChangeProposal, Draft, Project
from projects.versions import version_now
from tests import factories as make
from tests.browser import barriers_on, sticking_out_of

AUTHOR = "schreibt@example.org"


@pytest.fixture
def town(transactional_db, search_index):
    """Places, a topic and a sector to choose from, and one entry that is there already."""
    south = make.DistrictFactory(name="Süd")
    make.QuarterFactory(name="Heslach", district=south)
    garden, neighbours = make.TopicFactory(name="Gärtnern"), make.SectorFactory(name="bürgerschaftlich")
    return make.ProjectFactory(
        title="Gemeinsamer Leihgarten",
        slug="tauschgarten",
        home_district=south,
        topics=[garden],
        sectors=[neighbours],
    )


def look_at(page):
    assert barriers_on(page) == []
    assert sticking_out_of(page) == []


def look_with(script):
    """Axe is a script: where there is none, nobody looks."""
    return look_at if script else lambda page: None


def main_of(page):
    return page.get_by_role("main")


def fill_in(page, title="Leihgarten"):
    """The five fields. The last letters are typed, so that whatever follows them has time to happen."""
    page.get_by_label("Wie heißt das Projekt?").press_sequentially(title)
    page.get_by_label("Was ist es, in ein, zwei Sätzen?").fill("Wer ein Beet braucht, leiht sich eines.")
    page.get_by_label("Wo ist es?").fill("Heslach")
    page.get_by_label("bürgerschaftlich").check()
    page.get_by_label("Gärtnern").check()


def go_on(page):
    """To the preview; a script lets the words arrive before the page goes."""
    page.get_by_role("button", name="Weiter: ansehen").click()
    page.wait_for_url("**/vorschau/")


def sign_in(page, address, mailoutbox):
    page.get_by_label("Ihre E-Mail-Adresse").fill(address)
    page.get_by_role("button", name="Code zusenden").click()
    page.get_by_label("Code aus der E-Mail").fill(mailoutbox[-1].subject.split()[0])
    main_of(page).get_by_role("button", name="Anmelden").click()


def decide(desk, button, words=""):
    """A member opens the entry from the queue and takes a step."""
    desk.goto("/redaktion/")
    main_of(desk).get_by_role("link", name="Leihgarten").first.click()
    if words:
        desk.locator("summary", has_text=button).click()
        desk.get_by_label("Ihre Frage").fill(words)
    look_at(desk)
    desk.get_by_role("button", name=button).click()
    desk.wait_for_load_state()


@pytest.mark.parametrize(("width", "script"), [(320, True), (1280, True), (360, False)])
def test_from_an_idea_to_a_published_entry_through_one_question(
    town, curator, open_window, live_server, mailoutbox, width, script
):
    page, look = open_window(live_server, width=width, script=script), look_with(script)
    page.goto("/")
    main_of(page).get_by_role("link", name="Ich kenne ein Projekt").click()
    assert "Wir speichern Ihren Entwurf 30 Tage" in main_of(page).inner_text()
    assert page.context.cookies() == []
    fill_in(page)
    if script:
        main_of(page).get_by_text("Ist es eines davon?").wait_for()
        main_of(page).get_by_text("Heslach (Süd)").first.wait_for()
    look(page)
    go_on(page)
    assert "So wird es aussehen" in main_of(page).inner_text()
    assert "Heslach" in main_of(page).inner_text()
    look(page)

    page.get_by_role("link", name="Weiter: absenden").click()
    page.get_by_label("Ihre E-Mail-Adresse").fill(AUTHOR)
    look(page)
    page.get_by_label("CC BY 4.0").check()
    page.get_by_role("button", name="Code zusenden").click()
    page.get_by_label("Code aus der E-Mail").wait_for()
    look(page)
    page.reload()  # back from the mail app
    page.get_by_label("Code aus der E-Mail").fill(mailoutbox[-1].subject.split()[0])
    main_of(page).get_by_role("button", name="Absenden").click()
    assert "Meist dauert es bis zu 5 Tage" in main_of(page).inner_text()
    look(page)
    assert Project.objects.get(title="Leihgarten").state == State.SUBMITTED

    desk = open_window(live_server, width=width)
    desk.goto("/konto/anmelden/")
    sign_in(desk, curator.email, mailoutbox)
    decide(desk, "Rückfrage", "Ab wann kann man sich ein Beet leihen?")
    question = mailoutbox[-1]
    assert question.to == [AUTHOR]
    assert "Ab wann" in question.body

    page.goto(re.search(r"https?://[^/]+(/mitmachen/meine/\S+)", question.body)[1])
    assert "Ab wann" in main_of(page).inner_text()
    look(page)
    page.get_by_role("link", name="Antworten und ändern").click()
    assert page.get_by_label("Wie heißt das Projekt?").input_value() == "Leihgarten"
    page.get_by_label("Was ist es, in ein, zwei Sätzen?").fill("Ab März leiht man sich ein Beet.")
    go_on(page)
    assert page.locator("ins").first.inner_text()
    look(page)
    page.get_by_role("link", name="Weiter: absenden").click()
    page.get_by_label("Ein Wort an die Gruppe").fill("Ab März.")
    look(page)
    main_of(page).get_by_role("button", name="Absenden").click()
    assert "eingereicht" in main_of(page).inner_text()
    look(page)

    decide(desk, "Veröffentlichen")
    assert "ist veröffentlicht" in mailoutbox[-1].body
    visitor = open_window(live_server, width=width)
    visitor.goto("/projekte/leihgarten/")
    look_at(visitor)
    assert "Ab März leiht man sich ein Beet." in main_of(visitor).inner_text()
    assert AUTHOR not in visitor.content()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_line_is_cut_in_the_middle_of_the_form(town, open_window, live_server, width):
    page = open_window(live_server, width=width)
    page.goto("/mitmachen/")
    page.get_by_label("Wie heißt das Projekt?").press_sequentially("Leihg")
    page.get_by_text("Gespeichert um").wait_for()
    assert storage_of(page) == []

    page.context.set_offline(True)
    page.get_by_label("Was ist es, in ein, zwei Sätzen?").fill("Wer ein Beet braucht, leiht sich eines.")
    page.get_by_text("Keine Verbindung").wait_for()
    look_at(page)
    page.get_by_role("button", name="Weiter: ansehen").click()
    assert page.get_by_label("Wie heißt das Projekt?").input_value() == "Leihg"  # still at the form
    assert len(storage_of(page)) == 1

    page.context.set_offline(False)
    page.get_by_text("Gespeichert um").wait_for()
    assert storage_of(page) == []
    page.reload()
    assert page.get_by_label("Was ist es, in ein, zwei Sätzen?").input_value().startswith("Wer ein Beet")

    page.context.set_offline(True)
    page.get_by_label("Wie heißt das Projekt?").fill("Leihgarten")
    page.get_by_text("Keine Verbindung").wait_for()
    page.goto("about:blank")  # the window is closed without a line; whoever begins anew finds the words
    page.context.set_offline(False)
    page.goto("/mitmachen/")
    look_at(page)
    page.get_by_role("link", name="Daran weiterschreiben").click()
    assert page.get_by_label("Wie heißt das Projekt?").input_value() == "Leihgarten"
    page.get_by_text("Gespeichert um").wait_for()
    look_at(page)
    assert storage_of(page) == []
    assert Draft.objects.get().data["title"] == ["Leihgarten"]


def storage_of(page):
    return page.evaluate("Object.keys(localStorage)")


def test_a_second_window_is_told_and_both_are_kept(town, open_window, live_server):
    page = open_window(live_server)
    page.goto("/mitmachen/")
    page.get_by_label("Wie heißt das Projekt?").fill("Leihgarten")
    page.get_by_text("Gespeichert um").wait_for()
    second = page.context.new_page()
    second.goto(page.url)
    page.get_by_label("Was ist es, in ein, zwei Sätzen?").fill("In der ersten geschrieben.")
    page.get_by_role("button", name="Nur speichern").click()
    second.get_by_label("Was ist es, in ein, zwei Sätzen?").fill("In der zweiten geschrieben.")
    second.get_by_text("Beide Fassungen sind gespeichert").wait_for()
    look_at(second)
    assert sorted(draft.data["summary"][0][:10] for draft in Draft.objects.all()) == [
        "In der ers",
        "In der zwe",
    ]
    second.get_by_role("link", name="Zur anderen Fassung").click()
    assert (
        second.get_by_label("Was ist es, in ein, zwei Sätzen?").input_value() == "In der ersten geschrieben."
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_two_editors_in_conflict_keep_both_versions(
    town, contributor, open_window, live_server, mailoutbox, width
):
    town.owners.add(contributor)
    first, second = (open_window(live_server, width=width) for _ in range(2))
    for window, person in ((first, contributor.email), (second, AUTHOR)):
        window.goto("/projekte/tauschgarten/")
        window.get_by_role("link", name="Eintrag ändern").click()
        sign_in(window, person, mailoutbox)
    change(first, "Von der ersten.")
    assert "Der Eintrag ist geändert" in main_of(first).inner_text()
    look_at(first)

    second.get_by_label("Was ist es, in ein, zwei Sätzen?").fill("Von der zweiten.")
    go_on(second)
    assert "wurde geändert, seit Sie begonnen haben" in main_of(second).inner_text()
    look_at(second)
    second.get_by_role("link", name="Weiter: absenden").click()
    look_at(second)
    main_of(second).get_by_role("button", name="Absenden").click()
    assert "Beide Fassungen sind gespeichert" in main_of(second).inner_text()
    look_at(second)
    proposal = ChangeProposal.objects.get()
    assert proposal.changes == {"summary": "Von der zweiten."}
    assert version_now(town).content["summary"] == "Von der ersten."


def change(page, summary):
    page.get_by_label("Was ist es, in ein, zwei Sätzen?").fill(summary)
    go_on(page)
    page.get_by_role("link", name="Weiter: absenden").click()
    main_of(page).get_by_role("button", name="Absenden").click()
