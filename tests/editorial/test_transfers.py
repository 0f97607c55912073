"""Transfers on the desk: recorded, put right, retracted, brought back, without the admin."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.transfers import (
    bring_back_transfer,
    correct_transfer,
    enter_transfer,
    mark_of,
    retract_with_reason,
)
from knowledge.choices import Phase, Side, Status
from knowledge.models import OriginNote, Transfer
from projects.models import Decision, DecisionKind, Origin
from tests import factories as make

pytestmark = pytest.mark.django_db

LIST, NEW = "/redaktion/transfers/", "/redaktion/transfers/neu/"


@pytest.fixture
def browser(client_of, curator):
    return client_of(curator)


@pytest.fixture
def transfer():
    return make.TransferFactory(
        source=make.ProjectFactory(title="Urbild"),
        target=make.ProjectFactory(title="Nähtreff"),
        sources=[make.SourceFactory(url="https://example.org/bericht", published_year=2019)],
    )


def page_of(transfer):
    return reverse("editorial:transfer", args=[transfer.pk])


def typed(browser, transfer, **changes):
    """What the page of a transfer would send, with these changes."""
    context = browser.get(page_of(transfer)).context
    form = context["form"]
    values = {name: form[name].value() for name in form.fields} | {"seen": context["seen"]} | changes
    return {name: "" if value is None else value for name, value in values.items()} | {"step": "correct"}


def log_of(transfer):
    return list(Decision.objects.about(transfer).order_by("pk").values_list("kind", "words"))


class TestRecording:
    def test_by_titles_with_its_sources(self, browser):
        giver, taker = make.ProjectFactory(title="Urbild"), make.ProjectFactory(title="Nähtreff")
        sources = "https://example.org/bericht (2019)\nFestschrift 2020"
        said = {"source": "urbild", "target": "Nähtreff", "phase": "arrived", "year_from": "2018"}
        browser.post(NEW, said | {"sources": sources, "note": "Nach einem Besuch."})
        made = Transfer.objects.get()
        assert (made.source, made.target, made.phase, made.year_from) == (giver, taker, "arrived", 2018)
        assert made.note == "Nach einem Besuch."
        assert {source.published_year for source in made.sources.all()} == {2019, 2020}
        assert log_of(made) == [(DecisionKind.RECORDED, "")]

    def test_of_a_group_in_a_district(self, browser):
        make.ProjectFactory(title="Urbild")
        district = make.DistrictFactory()
        browser.post(NEW, {"source": "Urbild", "interested_district": district.pk, "phase": "interest"})
        assert Transfer.objects.get().interested_district == district

    def test_the_projects_one_came_from_are_filled_in(self, browser):
        assert 'value="/projekte/x/"' in browser.get(f"{NEW}?nach=/projekte/x/").content.decode()

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"target": "Urbild"}, "nicht von sich selbst übernommen"),
            ({}, "führt zu einem Projekt oder zu einer Gruppe"),
            ({"target": "Gibt es nicht"}, "kein veröffentlichtes Projekt"),
            ({"target": "Nähtreff", "year_from": "2020", "year_to": "2019"}, "nicht enden, bevor"),
            ({"target": "Nähtreff", "note": "ada@example.org"}, "keine E-Mail-Adresse"),
            ({"target": "Vorfahr"}, "nicht ihr eigener Ursprung sein"),
        ],
    )
    def test_a_refusal_is_told_and_keeps_what_was_typed(self, browser, said, sentence):
        giver, elder = make.ProjectFactory(title="Urbild"), make.ProjectFactory(title="Vorfahr")
        make.ProjectFactory(title="Nähtreff")
        make.TransferFactory(source=elder, target=giver)
        html = browser.post(
            NEW, {"source": "Urbild", "phase": "unknown", "sources": "Ein Blatt"} | said
        ).content.decode()
        assert sentence in html
        assert "Ein Blatt" in html
        assert Transfer.objects.count() == 1

    def test_a_second_try_brings_the_first_one_back(self, curator, transfer):
        retract_with_reason(transfer=transfer, by=curator, words="Verwechselt.")
        again = enter_transfer(by=curator, source=transfer.source, target=transfer.target)
        assert (again.pk, again.status) == (transfer.pk, Status.OPEN)


class TestPuttingRight:
    def test_what_is_changed_is_changed_and_the_rest_stays(self, browser, transfer):
        browser.post(page_of(transfer), typed(browser, transfer, year_from="2018", status="resting"))
        stored = Transfer.objects.get()
        assert (stored.year_from, stored.status, stored.phase) == (2018, Status.RESTING, Phase.UNKNOWN)
        assert (stored.source, stored.target) == (transfer.source, transfer.target)
        assert stored.sources.get().published_year == 2019
        assert log_of(transfer) == [(DecisionKind.AMENDED, "")]

    def test_the_year_of_a_source_is_corrected(self, browser, transfer):
        browser.post(
            page_of(transfer), typed(browser, transfer, sources="https://example.org/bericht (2021)")
        )
        assert transfer.sources.get().published_year == 2021

    @pytest.mark.parametrize("state", ["archived", "removed"])
    def test_an_end_that_is_not_public_stays_if_it_is_not_touched(self, browser, transfer, state):
        type(transfer.target).objects.filter(pk=transfer.target_id).update(state=state)
        browser.post(page_of(transfer), typed(browser, transfer, year_from="2018"))
        assert (Transfer.objects.get().year_from, Transfer.objects.get().target) == (2018, transfer.target)

    def test_another_end_lets_no_confirmation_stand(self, browser, transfer):
        make.ConfirmationFactory(transfer=transfer, side=Side.SOURCE)
        make.ProjectFactory(title="Lesecafé")
        browser.post(page_of(transfer), typed(browser, transfer, target="Lesecafé"))
        assert Transfer.objects.get().target.title == "Lesecafé"
        assert not transfer.confirmations.exists()

    def test_an_older_version_is_never_saved_silently(self, browser, transfer, curator):
        sent = typed(browser, transfer, year_from="2018")
        correct_transfer(transfer=transfer, by=curator, seen=mark_of(transfer), sources=[], year_from=2001)
        browser.post(page_of(transfer), sent | {"year_to": "kein Jahr"})  # another error brings no new mark
        told = browser.post(page_of(transfer), sent)
        assert "inzwischen geändert" in told.content.decode()
        assert Transfer.objects.get().year_from == 2001
        browser.post(page_of(transfer), sent | {"seen": told.context["seen"]})
        assert Transfer.objects.get().year_from == 2018

    def test_a_source_that_a_side_has_added_meanwhile_is_not_lost(self, curator, transfer):
        seen = mark_of(transfer)
        transfer.sources.add(make.SourceFactory())
        with pytest.raises(ValidationError, match="inzwischen geändert"):
            correct_transfer(transfer=transfer, by=curator, seen=seen, sources=[])
        assert transfer.sources.count() == 2

    def test_nothing_is_confirmed_for_a_side(self, browser, transfer):
        make.ConfirmationFactory(transfer=transfer, side=Side.SOURCE)
        html = browser.get(page_of(transfer)).content.decode()
        assert "gebende Seite" in html
        assert "@" not in html.split("<main")[1].replace("curator@example.org", "")


class TestRetracting:
    def test_with_a_reason_that_stays_and_back_again(self, browser, client, transfer):
        browser.post(page_of(transfer), {"step": "retract", "words": "Verwechselt."})
        assert Transfer.objects.get().status == Status.RETRACTED
        assert client.get(transfer.get_absolute_url()).status_code == 404
        html = browser.get(page_of(transfer)).content.decode()
        assert "Verwechselt." in html
        browser.post(page_of(transfer), {"step": "back"})
        assert Transfer.objects.get().status == Status.OPEN
        assert client.get(transfer.get_absolute_url()).status_code == 200
        assert log_of(transfer) == [(DecisionKind.RETRACTED, "Verwechselt."), (DecisionKind.BROUGHT_BACK, "")]

    def test_never_without_a_reason(self, browser, transfer, curator):
        html = browser.post(page_of(transfer), {"step": "retract", "words": " "}).content.decode()
        assert "Bitte schreiben Sie" in html
        with pytest.raises(ValidationError):
            retract_with_reason(transfer=transfer, by=curator, words=" ")
        assert Transfer.objects.get().status == Status.OPEN

    def test_one_wins_and_the_other_is_told(self, browser, transfer, curator):
        retract_with_reason(transfer=transfer, by=curator, words="Verwechselt.")
        html = browser.post(page_of(transfer), {"step": "retract", "words": "Auch."}, follow=True).content
        assert "wurde zurückgezogen" in html.decode()
        bring_back_transfer(transfer=transfer, by=curator)
        html = browser.post(page_of(transfer), {"step": "back"}, follow=True).content.decode()
        assert "ist nicht zurückgezogen" in html

    def test_what_would_be_a_circle_by_now_does_not_come_back(self, browser, transfer, curator):
        retract_with_reason(transfer=transfer, by=curator, words="Verwechselt.")
        make.TransferFactory(source=transfer.target, target=transfer.source)
        html = browser.post(page_of(transfer), {"step": "back"}, follow=True).content.decode()
        assert "nicht ihr eigener Ursprung sein" in html
        transfer.refresh_from_db()
        assert transfer.status == Status.RETRACTED

    def test_a_retracted_one_is_brought_back_before_it_is_put_right(self, browser, transfer, curator):
        sent = typed(browser, transfer, year_from="2018")
        retract_with_reason(transfer=transfer, by=curator, words="Verwechselt.")
        assert "wurde zurückgezogen" in browser.post(page_of(transfer), sent).content.decode()
        assert 'value="correct"' not in browser.get(page_of(transfer)).content.decode()
        assert Transfer.objects.get().status == Status.RETRACTED

    def test_a_step_that_is_none_is_a_bad_request(self, browser, transfer):
        assert browser.post(page_of(transfer), {"step": "verbrennen"}).status_code == 400


class TestList:
    def test_each_kind_shows_its_own(self, browser, transfer, curator):
        lone = make.TransferFactory(source=make.ProjectFactory(title="Unbelegt"))
        gone = make.TransferFactory(source=make.ProjectFactory(title="Verwechselt"))
        retract_with_reason(transfer=gone, by=curator, words="Falsch.")
        for kind, shown in {
            "": [lone],
            "unbestaetigt": [lone],
            "zurueckgezogen": [gone],
            "alle": [gone, lone, transfer],
        }.items():
            assert list(browser.get(LIST, {"art": kind}).context["shown"]) == shown
        assert list(browser.get(LIST, {"art": "alle", "q": "näh"}).context["shown"]) == [transfer]

    def test_it_asks_as_often_for_30_as_for_3(self, browser):
        counts = []
        for times in (3, 27):
            for _ in range(times):
                make.TransferFactory()
            browser.get(LIST)
            with CaptureQueriesContext(connection) as run:
                browser.get(LIST)
            counts.append(len(run))
        assert counts[0] == counts[1] <= 10

    def test_the_queue_leads_here(self, browser):
        transfer = make.TransferFactory()
        [one] = browser.get("/redaktion/?art=transfer").context["queue"].later
        assert one.url == page_of(transfer)


class TestOrigins:
    @pytest.fixture
    def told(self, contributor):
        giver = make.ProjectFactory(title="Urbild")
        project = make.ProjectFactory(title="Nähtreff", submitted_by=contributor)
        return Origin.objects.create(project=project, kind="here", source=giver, text="Urbild")

    def queue(self, browser):
        return browser.get("/redaktion/?art=herkunft").context["queue"].later

    @pytest.mark.parametrize("way", ["transfer", "note"])
    def test_what_was_told_becomes_a_transfer_or_a_note_with_one_click(self, browser, told, way):
        [one] = self.queue(browser)
        assert (one.title, one.detail) == ("Nähtreff", "Urbild")
        page = browser.get(one.url)
        browser.post(one.url, {"way": way, "giver": page.context["form"]["giver"].value()})
        made = Transfer.objects if way == "transfer" else OriginNote.objects
        assert made.count() == 1
        assert self.queue(browser) == []

    def test_what_is_ones_own_waits_for_another_member(self, browser, told, curator):
        told.project.owners.add(curator)
        [one] = self.queue(browser)
        assert one.is_own

    @pytest.mark.parametrize("about", [{"kind": "own"}, {"settled_at": "2026-01-01T00:00:00Z"}])
    def test_nothing_waits_where_there_is_nothing_to_decide(self, browser, told, about):
        Origin.objects.update(source=None, **about)
        assert self.queue(browser) == []

    def test_an_entry_in_review_tells_it_there(self, browser, told):
        type(told.project).objects.filter(pk=told.project_id).update(state="submitted", published_at=None)
        assert self.queue(browser) == []


@pytest.mark.parametrize("verb", [retract_with_reason, bring_back_transfer, enter_transfer, correct_transfer])
def test_only_members_decide_on_transfers(verb, transfer, contributor):
    about = {
        retract_with_reason: {"transfer": transfer, "words": "Weg."},
        bring_back_transfer: {"transfer": transfer},
        enter_transfer: {"source": transfer.source, "target": make.ProjectFactory()},
        correct_transfer: {"transfer": transfer, "seen": mark_of(transfer), "sources": []},
    }
    with pytest.raises(PermissionDenied):
        verb(**about[verb], by=contributor)
