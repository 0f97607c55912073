"""The page that both sides of a transfer share: what others do not read there, and what can be done."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge import actions
from knowledge.choices import Phase, Side, Status
from knowledge.linking import link_target
from knowledge.models import Transfer
from projects.models import Draft
from tests import factories as make
from tests.knowledge.test_pages import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

PRIVATE, PUBLIC, NAME = "Der Schlüssel liegt beim Bäcker.", "Wir haben geöffnet.", "Nähkreis am Markt"


@pytest.fixture
def giver():
    return make.UserFactory()


@pytest.fixture
def source(giver):
    source = make.ProjectFactory(
        title="Lesecafé",
        home_district=make.DistrictFactory(name="West"),
        core="- Der feste Termin.\n- Kaffee",
        flexible="Der Ort.",
    )
    source.owners.add(giver)
    return source


@pytest.fixture
def group(source):
    district = make.DistrictFactory(name="Möhringen")
    return make.InterestFactory(project=source, district=district, name=NAME, granted=True)


@pytest.fixture
def transfer(group):
    for note, is_public in ((PUBLIC, True), (PRIVATE, False)):
        actions.note_step(transfer=group.transfer, by=group.by, note=note, is_public=is_public)
    return group.transfer


@pytest.fixture
def begun(transfer, group):
    entry = make.ProjectFactory(title="Lesestube", home_district=group.district, submitted_by=group.by)
    entry.owners.add(group.by)
    return link_target(transfer=transfer, by=group.by, project=entry)


@pytest.fixture
def browser(client_of, group):
    """Somebody of the group looks at its pages."""
    return client_of(group.by)


def page(browser, transfer):
    return text_of(browser.get(transfer.get_absolute_url()))


def address(name, transfer, *more):
    return reverse(f"knowledge:{name}", args=[transfer.pk, *more])


def now(row):
    return type(row).objects.get(pk=row.pk)


class TestWhoReadsWhat:
    def test_both_sides_read_what_others_do_not(self, client_of, browser, giver, transfer):
        for reader in (browser, client_of(giver)):
            said = page(reader, transfer)
            assert all(words in said for words in (PUBLIC, PRIVATE, NAME, "Ihre gemeinsame Seite"))

    @pytest.mark.parametrize("person", ["visitor", "contributor", "curator"])
    def test_others_read_what_is_for_all(self, client_of, request, transfer, person):
        reader = client_of(request.getfixturevalue(person))
        said = page(reader, transfer)

        assert PUBLIC in said
        for words in (PRIVATE, NAME, "Ihre gemeinsame Seite"):
            assert words not in said
        for path in (transfer.source.get_absolute_url(), "/transfers/", "/feeds/transfers.atom"):
            told = reader.get(path).content.decode()
            assert PRIVATE not in told
            assert NAME not in told

    def test_a_visitor_is_told_where_to_sign_in_and_comes_back(self, client, transfer):
        html = client.get(transfer.get_absolute_url()).content.decode()
        assert f'href="/konto/anmelden/?next={transfer.get_absolute_url()}"' in html

    def test_steps_stand_there_with_their_day_the_latest_first(self, browser, transfer, group):
        past = timezone.localdate() - timedelta(days=400)
        actions.note_step(transfer=transfer, by=group.by, note="Vor langem.", on=past)

        said = page(browser, transfer)

        assert said.index(PRIVATE) < said.index(PUBLIC) < said.index("Vor langem.")
        assert str(past.year) in said

    def test_what_was_removed_on_request_takes_the_notes_with_it(self, client, begun):
        begun.source.state = "removed"
        begun.source.save()

        said = page(client, begun)

        assert "ein Projekt in West (auf Wunsch entfernt)" in said
        assert PUBLIC not in said

    def test_the_page_asks_a_fixed_number_of_questions(
        self, browser, transfer, django_assert_max_num_queries
    ):
        page(browser, transfer)
        with django_assert_max_num_queries(20):
            page(browser, transfer)


class TestSureness:
    def test_each_side_confirms_by_a_button_and_the_line_says_so(
        self, client, client_of, browser, giver, begun
    ):
        assert 'class="bond reported"' in client.get(begun.get_absolute_url()).content.decode()
        assert "Haben Sie die Idee von dort übernommen?" in page(browser, begun)

        browser.post(address("button", begun, "confirm-target"))
        assert "Ja, so war es" not in page(browser, begun)
        client_of(giver).post(address("button", begun, "confirm-source"))

        html = client.get(begun.get_absolute_url()).content.decode()
        assert 'class="bond both"' in html
        assert "von beiden Seiten bestätigt" in html or "von beiden bestätigt" in html

    def test_a_button_for_the_other_side_does_nothing(self, browser, begun):
        said = text_of(browser.post(address("button", begun, "confirm-source"), follow=True))

        assert "Das kann nur bestätigen, wer zu dieser Seite gehört." in said
        assert not begun.confirmations.exists()

    def test_who_keeps_both_ends_confirms_one(self, client_of, browser, giver, begun):
        begun.target.owners.add(giver)
        both = client_of(giver)
        assert page(both, begun).count("Ja, so war es") == 2
        both.post(address("button", begun, "confirm-target"))

        assert "Ja, so war es" not in page(both, begun)
        both.post(address("button", begun, "confirm-source"))
        assert [row.side for row in begun.confirmations.all()] == [Side.TARGET]

    def test_an_unknown_button_is_not_there(self, browser, begun):
        assert browser.post(address("button", begun, "explode")).status_code == 404
        assert browser.get(address("button", begun, "rest")).status_code == 405


class TestForms:
    def test_a_step_is_written_down(self, browser, transfer):
        form = browser.get(address("step", transfer)).content.decode()
        assert 'value="interest"' in form
        said = {"phase": "meeting", "on": "2026-01-05", "note": "Besuch.", "is_public": "1"}

        assert browser.post(address("step", transfer), said | {"on": "1.2.2024"}).status_code == 302

        step = transfer.steps.get(note="Besuch.")
        assert (str(step.happened_on), step.phase, step.is_public) == ("2024-02-01", "meeting", True)

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"on": "9999-01-01", "note": "x"}, "Dieser Tag kommt erst noch."),
            ({"on": "gestern", "note": "x"}, "Bitte schreiben Sie den Tag so: 24.12.2026"),
            ({"phase": "arrived", "note": "x"}, "braucht ein Transfer das Projekt"),
            ({"phase": "interest"}, "Bitte wählen Sie, wie weit Sie sind"),
            ({"note": "Mail an a.b@example.org", "is_public": "1"}, "bitte keine E-Mail-Adresse"),
            ({"note": "x" * 2001}, "höchstens 2000 Zeichen"),
            ({"phase": "explosion", "note": "x"}, "errorlist"),
        ],
    )
    def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(
        self, browser, transfer, said, sentence
    ):
        before = transfer.steps.count()
        response = browser.post(address("step", transfer), {"on": "2026-01-05"} | said)

        assert response.status_code == 200
        assert sentence in response.content.decode()
        assert said.get("note", "") in response.content.decode()
        assert transfer.steps.count() == before

    def test_an_address_may_stand_in_a_note_for_both_sides(self, browser, transfer):
        said = {"on": "2026-01-05", "note": "Mail an a.b@example.org"}
        assert browser.post(address("step", transfer), said).status_code == 302

    def test_a_note_is_taken_back(self, browser, client_of, giver, transfer):
        step = transfer.steps.get(note=PRIVATE)
        path = address("note-back", transfer, step.pk)
        assert client_of(giver).post(path).status_code == 403

        browser.post(path)

        assert PRIVATE not in page(browser, transfer)

    def test_what_the_project_says_is_offered_line_by_line(self, browser, transfer):
        said = text_of(browser.get(address("adaptation", transfer)))
        assert all(line in said for line in ("Der feste Termin.", "Kaffee", "Der Ort."))

        form = browser.get(
            address("adaptation", transfer), {"was": "Kaffee", "teil": "core"}
        ).content.decode()
        assert 'value="Kaffee"' in form
        assert re.search(r'value="core"[^>]*checked', form)

    def test_an_adaptation_is_written_changed_and_taken_out(self, browser, client, transfer):
        said = {"element": "Kaffee", "kind": "dropped", "part": "core", "reason": "Zu teuer.", "result": ""}
        browser.post(address("adaptation", transfer), said)
        row = transfer.adaptations.get()
        assert "Warum: Zu teuer." in page(client, transfer)
        assert "Kaffee" not in text_of(browser.get(address("adaptation", transfer)))  # that is said

        path = address("change-adaptation", transfer, row.pk)
        seen = re.search(r'name="seen" value="(\w+)"', browser.get(path).content.decode())[1]
        browser.post(path, said | {"kind": "new", "seen": seen})
        assert now(row).kind == "new"

        told = browser.post(path, said | {"seen": seen})  # somebody had the page open meanwhile
        assert "inzwischen jemand geändert" in told.content.decode()
        browser.post(path, {"drop": "1", "seen": seen})
        assert transfer.adaptations.exists()

        seen = re.search(r'name="seen" value="(\w+)"', browser.get(path).content.decode())[1]
        browser.post(path, {"drop": "1", "seen": seen})
        assert not transfer.adaptations.exists()

    @pytest.mark.parametrize("name", ["element", "reason", "result"])
    def test_an_adaptation_is_read_by_all_and_holds_no_address(self, browser, transfer, name):
        said = {"element": "Kaffee", "kind": "new", name: "frag a.b@example.org"}
        told = browser.post(address("adaptation", transfer), said).content.decode()

        assert "bitte keine E-Mail-Adresse" in told
        assert not transfer.adaptations.exists()

    def test_a_source_documents_it(self, browser, client, transfer):
        assert browser.post(address("source", transfer), {}).status_code == 200
        for said in ({"url": "example.org/bericht", "year": "2026"}, {"document": "Protokoll"}):
            assert browser.post(address("source", transfer), said).status_code == 302

        assert [source.url for source in transfer.sources.all() if source.url] == [
            "https://example.org/bericht"
        ]
        assert 'class="bond sourced"' in client.get(transfer.get_absolute_url()).content.decode()

    def test_an_own_entry_is_linked(self, browser, client_of, group, transfer):
        entry = make.ProjectFactory(title="Lesestube", submitted_by=group.by)
        other = make.ProjectFactory(title="Fremd")
        form = browser.get(address("target", transfer)).content.decode()
        assert "Lesestube" in form
        assert "Fremd" not in form
        assert browser.post(address("target", transfer), {"project": other.pk}).status_code == 200

        browser.post(address("target", transfer), {"project": entry.pk})

        assert now(transfer).target == entry

    def test_an_entry_is_begun_with_what_is_known(self, browser, client_of, giver, transfer):
        assert client_of(giver).post(address("begin-entry", transfer)).status_code == 403
        leads_to = browser.post(address("begin-entry", transfer)).headers["Location"]

        form = browser.get(leads_to).content.decode()
        assert 'value="Möhringen"' in form
        assert 'value="Lesecafé"' in form
        assert Draft.objects.count() == 1


class TestRestAndEnd:
    def test_it_rests_and_goes_on_by_a_button(self, browser, client, transfer):
        browser.post(address("button", transfer, "rest"))
        assert "Ruht" in page(client, transfer)

        browser.post(address("button", transfer, "resume"))
        assert now(transfer).status == Status.OPEN

    def test_it_ends_without_blame_and_stays(self, browser, client, transfer):
        browser.post(address("end", transfer), {"because": "people", "words": "Zwei sind umgezogen."})

        said = page(client, transfer)
        assert "Nicht weiterverfolgt" in said
        assert "Es waren zu wenige." not in said
        assert "umgezogen" not in said
        assert "beendet" not in said.lower()
        assert transfer.pk in {one.pk for one in Transfer.objects.visible_to(None)}

    def test_the_group_can_let_all_know_why_also_later(self, browser, client, client_of, giver, transfer):
        client_of(giver).post(address("end", transfer), {"because": "room", "is_public": "on"})
        assert "Es fehlte ein Raum." not in page(client, transfer)
        assert "is_public" not in client_of(giver).get(address("end", transfer)).content.decode()

        browser.post(address("end", transfer), {"because": "room", "words": "Seit Mai.", "is_public": "on"})

        assert "Nicht weiterverfolgt: Es fehlte ein Raum. Seit Mai." in page(client, transfer)

    def test_a_reason_that_is_not_public_is_no_matter_of_the_giver(self, browser, client_of, giver, transfer):
        browser.post(address("end", transfer), {"because": "people", "words": "Zwei sind umgezogen."})

        assert "umgezogen" not in client_of(giver).get(address("end", transfer)).content.decode()
        assert "umgezogen" in browser.get(address("end", transfer)).content.decode()


class TestWhatHelps:
    @pytest.mark.parametrize("phase", [Phase.INTEREST, Phase.GETTING_TO_KNOW, Phase.ADAPTING])
    def test_each_phase_has_its_lessons_and_questions(self, browser, source, transfer, phase):
        Transfer.objects.filter(pk=transfer.pk).update(phase=phase)
        for one in Phase:
            make.LessonFactory(project=source, phase=one, text=f"Gelernt in {one}.")
        hidden = make.ProjectFactory(removed=True)
        make.TransferFactory(source=source, target=hidden)
        make.LessonFactory(project=hidden, phase=phase, text="Geheim gelernt.")

        said = page(browser, transfer)

        assert f"Gelernt in {phase}." in said
        assert said.count("Gelernt in") == 1
        assert "Geheim gelernt." not in said
        assert "Fragen, die weiterhelfen" in said

    def test_those_who_did_it_before_can_be_asked(self, browser, source, transfer):
        near = make.TransferFactory(source=source, phase=Phase.TRYING).target
        behind = make.TransferFactory(source=source, phase=Phase.INTEREST).target
        Transfer.objects.filter(pk=transfer.pk).update(phase=Phase.ADAPTING)

        html = browser.get(transfer.get_absolute_url()).content.decode()

        assert reverse("projects:question", args=[near.slug]) in html
        assert reverse("projects:question", args=[behind.slug]) not in html

    def test_one_s_own_pages_are_found_again(self, browser, client_of, giver, transfer):
        for reader in (browser, client_of(giver)):
            assert transfer.get_absolute_url() in reader.get("/mitmachen/meine/").content.decode()
