"""An idea goes from one district to another: from "Das möchten wir auch" to its arrival, or to a good end."""

import re

import pytest

from knowledge.choices import Phase
from knowledge.models import Transfer
from projects.actions import publish
from projects.models import Project
from tests import factories as make
from tests.enrichment import session_of
from tests.journeys.conftest import look_at, main_of

GROUP, CONTACT = "gruppe@example.org", "kontakt@example.org"


@pytest.fixture
def town(transactional_db, search_index):
    make.DistrictFactory(name="Möhringen")
    make.SectorFactory(name="bürgerschaftlich")
    return make.ProjectFactory(
        title="Lesecafé",
        home_district=make.DistrictFactory(name="West"),
        topics=[make.TopicFactory(name="Lesen")],
        contact=make.ContactPointFactory(label="Team Lesecafé", email=CONTACT),
        core="- Der feste Termin.\n- Kaffee",
    )


def press(page, name):
    main_of(page).get_by_role("button", name=name).click()
    page.wait_for_load_state()


def follow(page, name):
    main_of(page).get_by_role("link", name=name).first.click()


def code_from(mailoutbox):
    return mailoutbox[-1].subject.split()[0]


def address_in(message):
    return re.search(r"https?://[^/]+(/konto/anmelden/\S+)", message.body)[1]


def signed_in(open_window, live_server, person, width=1280):
    cookie = {"name": "sessionid", "value": session_of(person), "url": live_server.url}
    return open_window(live_server, width=width, cookies=[cookie])


def step(page, note, phase=""):
    """Write down what happened on the page that both sides share."""
    follow(page, "Festhalten, was geschehen ist")
    look_at(page, "Festhalten, was geschehen ist")
    if phase:
        page.get_by_label(phase, exact=True).check()
    page.get_by_label("Was ist geschehen?").fill(note)
    press(page, "Speichern")
    look_at(page, "West nach Möhringen")


@pytest.mark.parametrize("width", [320, 1280])
def test_from_interest_to_arrival_confirmed_by_both_sides(
    town, curator, open_window, live_server, mailoutbox, width
):
    group = open_window(live_server, width=width)
    group.goto(town.get_absolute_url())
    follow(group, "Das möchten wir auch")
    look_at(group, "Das möchten wir auch")
    assert "interessiert sich dafür" in main_of(group).inner_text()
    press(group, "Code zusenden")
    look_at(group, "Das möchten wir auch")  # with what is missing
    group.get_by_label("In welchem Bezirk ist Ihre Gruppe?").select_option("Möhringen")
    group.get_by_label("Wie heißt Ihre Gruppe?").fill("Nähkreis am Markt")
    group.get_by_label("Ihre E-Mail-Adresse").fill(GROUP)
    group.get_by_label("Ein Wort an das Projekt").fill("Dürfen wir einmal zusehen?")
    press(group, "Code zusenden")
    look_at(group, "Code eingeben")
    group.get_by_label("Code aus der E-Mail").fill(code_from(mailoutbox))
    press(group, "Bestätigen")
    look_at(group, "Vielen Dank")
    assert "Dürfen wir einmal zusehen?" in next(m.body for m in mailoutbox if m.to == [CONTACT])

    desk = signed_in(open_window, live_server, curator, width)
    desk.goto("/redaktion/")
    follow(desk, "Lesecafé")
    look_at(desk, "Das möchten wir auch")
    press(desk, "Ja, zeigen")
    look_at(desk, "Was wartet")

    giver = open_window(live_server, width=width)
    giver.goto(address_in(next(m for m in mailoutbox[::-1] if m.to == [CONTACT])))
    giver.get_by_label("Ihre E-Mail-Adresse").fill(CONTACT)
    press(giver, "Code zusenden")
    giver.get_by_label("Code aus der E-Mail").fill(code_from(mailoutbox))
    press(giver, "Anmelden")
    look_at(giver, "West nach Möhringen")
    assert "Nähkreis am Markt" in main_of(giver).inner_text()
    step(giver, "Sie waren am Dienstag da.", "Kennenlernen")

    group.goto(address_in(next(m for m in mailoutbox[::-1] if m.to == [GROUP])))
    look_at(group, "West nach Möhringen")
    assert "Sie waren am Dienstag da." in main_of(group).inner_text()
    follow(group, "Was machen wir anders?")
    look_at(group, "Was machen wir anders?")
    follow(group, "Kaffee")
    group.get_by_label("angepasst").check()
    group.get_by_label("Warum?").fill("Bei uns trinkt man Tee.")
    press(group, "Speichern")
    look_at(group, "West nach Möhringen")
    follow(group, "Wir haben jetzt ein Projekt")
    look_at(group, "Wir haben jetzt ein Projekt")
    begin_an_entry(group)
    follow(group, "Übernehmen Sie damit „Lesecafé“?")
    group.get_by_label("Lesestube").check()
    press(group, "Speichern")
    look_at(group, "West nach Möhringen")
    assert "noch nicht veröffentlicht" in main_of(group).inner_text()
    visitor = open_window(live_server, width=width)
    assert visitor.goto(Transfer.objects.get().get_absolute_url()).status == 404
    publish(project=Project.objects.get(title="Lesestube"), by=curator)

    group.reload()
    step(group, "Am ersten Tag kamen zwölf.", "Ausprobieren")
    step(group, "Jede Woche.", "angekommen")
    press(group, "Ja, so war es")
    giver.reload()
    press(giver, "Ja, so war es")

    visitor.goto(Transfer.objects.get().get_absolute_url())
    look_at(visitor, "West nach Möhringen")
    said = main_of(visitor).inner_text()
    assert "von beiden" in said
    assert (
        visitor.locator(".bond")
        .evaluate("bond => getComputedStyle(bond, '::before').borderStyle")
        .count("solid")
    )
    assert "Bei uns trinkt man Tee." in said
    assert "Am ersten Tag kamen zwölf." not in said  # only for both sides
    assert "Nähkreis" not in visitor.content()
    assert Transfer.objects.get().phase == Phase.ARRIVED


def begin_an_entry(page):
    """With what is known filled in; three fields are left."""
    press(page, "Einen Eintrag beginnen")
    assert page.get_by_label("Wo ist es?").input_value() == "Möhringen"
    page.get_by_label("Wie heißt das Projekt?").press_sequentially("Lesestube")
    page.get_by_label("Was ist es, in ein, zwei Sätzen?").fill("Man liest und trinkt Tee.")
    page.get_by_label("bürgerschaftlich").check()
    page.get_by_role("button", name="Weiter: ansehen").click()
    page.wait_for_url("**/vorschau/")
    page.get_by_role("link", name="Weiter: absenden").click()
    page.get_by_label("CC BY 4.0").check()
    press(page, "Absenden")
    look_at(page, "Vielen Dank!")


@pytest.mark.parametrize("width", [320, 1280])
def test_one_that_ends_stays_visible_and_nobody_is_blamed(
    town, curator, open_window, live_server, mailoutbox, width
):
    district = make.DistrictFactory(name="Süd")
    interest = make.InterestFactory(project=town, district=district, granted=True)
    group = signed_in(open_window, live_server, interest.by, width)
    group.goto("/mitmachen/meine/")
    follow(group, "Lesecafé")
    look_at(group, "West nach Süd")
    press(group, "Vorerst ruhen lassen")
    assert "Ruht" in main_of(group).inner_text()
    look_at(group, "West nach Süd")
    press(group, "Wir machen weiter")
    follow(group, "Wir verfolgen es nicht weiter")
    look_at(group, "Wir verfolgen es nicht weiter")
    group.get_by_label("Es fehlte ein Raum.").check()
    press(group, "Speichern")
    look_at(group, "West nach Süd")
    assert "Danke, dass Sie es versucht haben" in main_of(group).inner_text()

    visitor = open_window(live_server, width=width)
    visitor.goto(interest.transfer.get_absolute_url())
    look_at(visitor, "West nach Süd")
    assert "Nicht weiterverfolgt" in main_of(visitor).inner_text()
    assert "Raum" not in main_of(visitor).inner_text()

    follow(group, "Den Grund ändern")
    group.get_by_label("Alle dürfen den Grund lesen").check()
    press(group, "Speichern")
    visitor.reload()
    assert "Nicht weiterverfolgt: Es fehlte ein Raum." in main_of(visitor).inner_text()
    for address in (town.get_absolute_url(), "/transfers/"):
        visitor.goto(address)
        said = main_of(visitor).inner_text().lower()
        assert "nicht weiterverfolgt" in said
        assert not re.search("gescheitert|abgebrochen|fehlgeschlagen|beendet", said)
