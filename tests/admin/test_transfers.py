"""Transfers in the admin: saved by the verbs; what they refuse is a sentence on the form."""

import pytest

from knowledge.choices import Phase, Side, Status
from knowledge.models import Transfer
from tests.admin.typed import add_row, errors, typed
from tests.factories import (
    AdaptationFactory,
    ConfirmationFactory,
    DistrictFactory,
    ProjectFactory,
    SourceFactory,
    TransferFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/knowledge/transfer/"
ADD = f"{LIST}add/"


def page_of(transfer):
    return f"{LIST}{transfer.pk}/change/"


def add(browser, **fields):
    return browser.post(ADD, typed(browser.get(ADD), **fields))


def save(browser, transfer, **changes):
    return browser.post(page_of(transfer), typed(browser.get(page_of(transfer)), **changes))


def test_curator_records_a_transfer_with_its_sources(as_curator, curator):
    source, target, document = ProjectFactory(), ProjectFactory(), SourceFactory()
    row = add_row("adaptations", kind="new", element="Fotowettbewerb", position=0)
    response = add(
        as_curator,
        source=source.pk,
        target=target.pk,
        phase=Phase.UNKNOWN,
        sources=[document.pk],
        year_from=2014,
        **row,
    )

    assert response.status_code == 302
    transfer = Transfer.objects.get()
    assert (transfer.source, transfer.target, transfer.year_from) == (source, target, 2014)
    assert transfer.created_by == curator
    assert list(transfer.sources.all()) == [document]
    assert transfer.adaptations.get().element == "Fotowettbewerb"


def test_saving_and_going_on_leads_to_the_recorded_transfer(as_curator):
    response = add(
        as_curator, source=ProjectFactory().pk, target=ProjectFactory().pk, phase=Phase.UNKNOWN, _continue="1"
    )

    assert response.headers["Location"] == page_of(Transfer.objects.get())


def test_group_in_a_district_may_be_interested(as_curator):
    district = DistrictFactory()
    add(as_curator, source=ProjectFactory().pk, interested_district=district.pk)

    assert Transfer.objects.get().interested_district == district


def test_transfer_to_itself_is_refused_with_a_sentence(as_curator):
    project = ProjectFactory()
    response = add(as_curator, source=project.pk, target=project.pk, note="Nicht verlieren")

    assert "nicht von sich selbst übernommen" in errors(response)
    assert "Nicht verlieren" in response.content.decode()
    assert not Transfer.objects.exists()


def test_transfer_that_closes_a_circle_is_refused_with_a_sentence(as_curator):
    first = TransferFactory()
    second = TransferFactory(source=first.target)

    response = add(as_curator, source=second.target.pk, target=first.source.pk, phase=Phase.UNKNOWN)

    assert "kann nicht ihr eigener Ursprung sein" in errors(response)
    assert Transfer.objects.count() == 2


def test_change_that_closes_a_circle_is_refused_with_a_sentence(as_curator):
    first = TransferFactory()
    second = TransferFactory(source=first.target)

    response = save(as_curator, second, target=first.source.pk)

    assert "kann nicht ihr eigener Ursprung sein" in errors(response)
    second.refresh_from_db()
    assert second.target != first.source


def test_pair_that_is_already_recorded_is_refused_with_a_sentence(as_curator):
    known = TransferFactory()

    assert "schon festgehalten" in errors(add(as_curator, source=known.source.pk, target=known.target.pk))


def test_trying_out_needs_a_project(as_curator):
    response = add(
        as_curator, source=ProjectFactory().pk, interested_district=DistrictFactory().pk, phase=Phase.TRYING
    )

    assert "Projekt" in errors(response)
    assert not Transfer.objects.exists()


def test_transfer_needs_an_end(as_curator):
    assert "führt zu einem Projekt" in errors(add(as_curator, source=ProjectFactory().pk))
    both = {"target": ProjectFactory().pk, "interested_district": DistrictFactory().pk}
    assert "führt zu einem Projekt" in errors(add(as_curator, source=ProjectFactory().pk, **both))


def test_not_known_never_becomes_arrived_by_guessing(as_curator):
    transfer = TransferFactory(phase=Phase.UNKNOWN)
    assert "beide Seiten" in errors(save(as_curator, transfer, phase=Phase.ARRIVED))

    ConfirmationFactory(transfer=transfer, side=Side.SOURCE)
    ConfirmationFactory(transfer=transfer, side=Side.TARGET)
    assert save(as_curator, transfer, phase=Phase.ARRIVED).status_code == 302
    transfer.refresh_from_db()
    assert transfer.phase == Phase.ARRIVED


def test_saving_without_a_change_changes_nothing(as_curator):
    transfer = TransferFactory(sources=[SourceFactory()], year_from=2014)
    before = Transfer.objects.values().get()

    assert save(as_curator, transfer).status_code == 302
    after = Transfer.objects.values().get()
    assert before | {"updated_at": None} == after | {"updated_at": None}
    assert transfer.sources.count() == 1


def test_sources_can_be_changed(as_curator):
    transfer, source = TransferFactory(sources=[SourceFactory()]), SourceFactory()
    save(as_curator, transfer, sources=[source.pk])

    assert list(transfer.sources.all()) == [source]


def test_change_on_an_older_version_is_not_applied_silently(as_curator):
    transfer = TransferFactory()
    first = typed(as_curator.get(page_of(transfer)), note="Von mir")
    save(as_curator, transfer, note="Von jemand anderem")

    assert "inzwischen geändert" in errors(as_curator.post(page_of(transfer), first))
    transfer.refresh_from_db()
    assert transfer.note == "Von jemand anderem"


def test_nothing_is_stored_when_an_inline_is_wrong(as_curator):
    row = add_row("adaptations", kind="new", element="", reason="Ohne Namen", position=0)
    response = add(as_curator, source=ProjectFactory().pk, target=ProjectFactory().pk, **row)

    assert response.status_code == 200
    assert not Transfer.objects.exists()


def test_retracting_is_an_action_and_no_choice_of_the_form(as_curator):
    transfer = TransferFactory()
    assert "gültige Auswahl" in errors(save(as_curator, transfer, status=Status.RETRACTED))

    data = {"action": "retract", "_selected_action": [transfer.pk]}
    assert "1 Transfer ist zurückgezogen." in as_curator.post(LIST, data, follow=True).content.decode()
    transfer.refresh_from_db()
    assert transfer.status == Status.RETRACTED


def test_retracted_transfer_can_be_edited_and_opened_again(as_curator):
    transfer = TransferFactory()
    Transfer.objects.update(status=Status.RETRACTED)

    assert save(as_curator, transfer, note="Warum").status_code == 302
    assert Transfer.objects.get().status == Status.RETRACTED
    assert save(as_curator, transfer, status=Status.OPEN).status_code == 302
    assert Transfer.objects.get().status == Status.OPEN


def test_retracted_transfer_is_not_opened_again_into_a_circle(as_curator):
    retracted = TransferFactory()
    Transfer.objects.update(status=Status.RETRACTED)
    TransferFactory(source=retracted.target, target=retracted.source)

    assert "eigener Ursprung" in errors(save(as_curator, retracted, status=Status.OPEN))


def test_list_tells_how_sure_a_transfer_is(as_curator):
    TransferFactory(sources=[SourceFactory()])
    TransferFactory()
    page = as_curator.get(LIST).content.decode()

    assert "mit Quelle belegt" in page
    assert "von einer Seite gemeldet" in page


def test_confirmations_are_seen_and_not_made_up(as_curator, as_admin):
    confirmation = ConfirmationFactory(by=UserFactory(email="geheim@example.org"))
    AdaptationFactory(transfer=confirmation.transfer)

    assert "geheim@example.org" in as_admin.get(page_of(confirmation.transfer)).content.decode()
    page = as_curator.get(page_of(confirmation.transfer)).content.decode()
    assert "geheim@example.org" not in page
    assert "gebende Seite" in page
    for browser in (as_curator, as_admin):
        row = add_row("confirmations", 1, side=Side.TARGET, transfer=confirmation.transfer.pk)
        save(browser, confirmation.transfer, **row)
    assert confirmation.transfer.confirmations.count() == 1
