"""The steering group at work: a queue is cleared, a topic is decided, two entries become one."""

import re

import pytest

from editorial.queue import queue_for
from knowledge.choices import Status
from knowledge.models import Transfer
from projects import actions
from projects.choices import State
from projects.models import ChangeProposal, Project, Topic
from projects.versions import version_now
from tests import factories as make
from tests.journeys.conftest import click, look_at, main_of, told

pytestmark = pytest.mark.parametrize(
    ("width", "dark"), [(320, True), (1280, False)], ids=["phone", "desk"]
)  # of everyone
# By the part of the address: the button that settles it, and its words, if it wants some.
ANSWERS = {
    "eintraege": ("Veröffentlichen", None, ""),
    "aenderungen": ("Annehmen", None, ""),
    "hinweise": ("Erledigt", None, ""),
    "fragen": ("Erledigt", "Ihre Antwort", "Jeden Dienstag."),
    "unser-projekt": ("Ja, es ist ihres", "Wie haben Sie es geprüft?", "Wir haben angerufen."),
    "entfernen": ("Er bleibt entfernt", None, ""),
    "suchen": ("Erledigt", None, ""),
}


@pytest.fixture
def twenty(transactional_db, search_index, contributor):
    """Of each kind what may wait, the longest waiting first: twenty in all."""
    home, topic = make.DistrictFactory(), make.TopicFactory()
    entry = {"home_district": home, "topics": [topic], "sectors": [make.SectorFactory()]}
    make.ProjectFactory.create_batch(8, **entry, submitted=True, submitted_by=contributor)
    published = make.ProjectFactory.create_batch(6, **entry)
    for project in published[:3]:
        base = version_now(project)
        content = base.content | {"core": f"Der feste Termin von {project}."}
        actions.revise(project=project, content=content, base=base, by=contributor)
        make.ReportFactory(project=project)
    for project in published[3:5]:
        actions.claim(project=project, by=contributor, words="Wir machen das seit Jahren.")
        make.QuestionFactory(project=project, to_network=True)
    actions.request_removal(project=published[5], by=contributor, words="Wir hören auf.")
    make.MissedSearchFactory()


def test_a_curator_clears_a_queue_of_twenty(twenty, curator, window_of, width, dark):
    assert queue_for(curator).total == 20
    desk, seen = window_of(curator, width=width, dark=dark), set()
    desk.goto("/redaktion/")
    look_at(desk, "Was wartet")
    while (waiting := main_of(desk).locator("li.waiting h3 a")).count():
        settle(desk, waiting.first, seen)

    look_at(desk, "Was wartet")
    told(desk, "Es wartet nichts. Alles ist entschieden.")
    assert seen == ANSWERS.keys()
    assert Project.objects.published().count() == 8 + 5
    assert not ChangeProposal.objects.open().exists()


def settle(desk, link, seen):
    """Open it, look at each kind once, press the button that settles it."""
    kind = link.get_attribute("href").split("/")[2]
    link.click()
    desk.wait_for_url(f"**/{kind}/**")
    if kind not in seen:
        look_at(desk, "")
    button, label, words = ANSWERS[kind]
    if label:
        main_of(desk).get_by_label(label).first.fill(words)
    click(desk, button)
    desk.wait_for_url(re.compile("/redaktion/(#|$)"))
    seen.add(kind)


def test_two_curators_approve_a_topic_over_an_objection_that_is_withdrawn(
    transactional_db, curator, other_curator, window_of, width, dark
):
    writer, second, third = (
        window_of(member, width=width, dark=dark)
        for member in (curator, other_curator, make.CuratorFactory())
    )
    writer.goto("/redaktion/themen/vorschlagen/")
    look_at(writer, "Thema vorschlagen")
    writer.get_by_label("Name", exact=True).fill("Nähen")
    writer.get_by_label("In einem Satz").fill("Kleider leben länger.")
    writer.get_by_label("Warum?").fill("Es gibt schon fünf davon.")
    click(writer, "Vorschlagen")
    look_at(writer, "Nähen")
    told(writer, "Andere Mitglieder der Gruppe entscheiden.")

    for window in (second, third):
        window.goto("/redaktion/")
        main_of(window).get_by_role("link", name="Nähen").click()
        look_at(window, "Nähen")
    second.locator("summary", has_text="Bedenken oder Einwand").click()
    second.get_by_label("Einwand: Nichts wird entschieden").check()
    second.get_by_label("Warum?").fill("Der Name ist zu eng.")
    click(second, "Äußern")
    told(second, "Die anderen sehen, was Sie geschrieben haben.")
    look_at(second, "Nähen")

    click(third, "Zustimmen")
    told(third, "Es gibt einen offenen Einwand.")
    told(third, "Der Name ist zu eng.")
    look_at(third, "Nähen")
    click(second, "Zurückziehen")
    told(second, "Der Einwand ist zurückgezogen.")
    click(second, "Zustimmen")
    told(second, "Weitere Mitglieder müssen zustimmen.")
    assert not Topic.objects.exists()

    click(third, "Zustimmen")
    told(third, "Der Vorschlag ist angenommen.")
    look_at(third, "Nähen")
    third.goto("/redaktion/protokoll/")
    look_at(third, "Protokoll")
    told(third, "Der Name ist zu eng.")
    assert Topic.objects.get().name == "Nähen"


@pytest.fixture
def doubled(transactional_db, search_index):
    """Two entries about the same: one transfer is there twice, and a way leads from one to the other."""
    titles = {"Süd": "Tauschregal", "West": "Tausch-Regal", "Ost": "Leihladen", "Mitte": "Bücherbaum"}
    stays, goes, giver, between = (
        make.ProjectFactory(title=title, home_district=make.DistrictFactory(name=name))
        for name, title in titles.items()
    )
    taker = make.ProjectFactory(title="Lesecafé")
    for source, target in [(giver, goes), (giver, stays), (stays, between), (between, goes), (goes, taker)]:
        make.TransferFactory(source=source, target=target)


def test_two_entries_with_transfers_become_one(
    doubled, curator, window_of, open_window, live_server, width, dark
):
    desk = window_of(curator, width=width, dark=dark)
    desk.goto("/redaktion/eintraege/tausch-regal/")
    look_at(desk, "Tausch-Regal")
    main_of(desk).get_by_role("link", name="Mit anderem Eintrag zusammenführen").click()
    look_at(desk, "Mit welchem Eintrag zusammenführen?")
    main_of(desk).get_by_role("link", name="Tauschregal", exact=True).click()
    look_at(desk, "Zwei Einträge zusammenführen")
    told(desk, "Das steht noch im Weg")
    assert main_of(desk).get_by_role("button", name="Zusammenführen", exact=True).count() == 0

    main_of(desk).get_by_role("button", name="Beide verbinden").click()
    told(desk, "Das würde das Zusammenführen jetzt bewirken")
    look_at(desk, "Zwei Einträge zusammenführen")
    click(desk, "„Bücherbaum → Tausch-Regal“ zurückziehen")
    main_of(desk).get_by_text("Das steht noch im Weg").wait_for(state="detached")
    look_at(desk, "Zwei Einträge zusammenführen")
    assert main_of(desk).get_by_label("West wird ein weiterer Bezirk").is_checked()
    click(desk, "Zusammenführen")
    told(desk, "Beide sind jetzt ein Eintrag.")
    look_at(desk, "Tauschregal")

    visitor = open_window(live_server, width=width, dark=dark)
    visitor.goto("/projekte/tausch-regal/")
    look_at(visitor, "Tauschregal")
    assert visitor.url.endswith("/projekte/tauschregal/")
    told(visitor, "Leihladen")
    told(visitor, "Lesecafé")
    assert Project.objects.get(slug="tausch-regal").state == State.MERGED
    assert Transfer.objects.filter(status=Status.RETRACTED).count() == 2
