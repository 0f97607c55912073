"""Transfers counted between places: home district to home district, each once."""

import pytest
from django.db.models import Q

from knowledge import travel_map as module
from knowledge.actions import retract_transfer
from knowledge.choices import Side
from knowledge.flows import Flow, between_districts, flows, total
from knowledge.models import Transfer
from knowledge.travel_map import travel_map
from projects.places import all_places
from tests.factories import (
    ConfirmationFactory,
    DistrictFactory,
    ProjectFactory,
    ReachFactory,
    SourceFactory,
    TransferFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def west():
    return DistrictFactory(name="West")


@pytest.fixture
def sued():
    return DistrictFactory(name="Süd")


def counted(transfers=None):
    """Flows without how many of them are sure."""
    found = flows(Transfer.objects.all() if transfers is None else transfers, all_places())
    return [flow._replace(sure=0) for flow in found]


def test_a_transfer_runs_from_home_to_home_whatever_else_is_reached(west, sued):
    source = ProjectFactory(home_district=west, reaches=[sued, DistrictFactory()])
    target = ProjectFactory(home_district=sued)
    ReachFactory(project=target, district=DistrictFactory())
    TransferFactory(source=source, target=target)

    assert counted() == [Flow("west", "sued", 1)]


def test_pairs_are_counted_and_the_strongest_comes_first(west, sued):
    for _ in range(2):
        TransferFactory(source=ProjectFactory(home_district=sued), target=ProjectFactory(home_district=west))
    TransferFactory(source=ProjectFactory(home_district=west), target=ProjectFactory(home_district=sued))

    assert counted() == [Flow("sued", "west", 2), Flow("west", "sued", 1)]


def test_the_town_and_other_places_are_places_of_their_own(west):
    TransferFactory(source=ProjectFactory(outside=True), target=ProjectFactory(city=True))
    TransferFactory(source=ProjectFactory(outside=True), target=ProjectFactory(outside=True))
    TransferFactory(source=ProjectFactory(city=True), interest=True, interested_district=west)

    assert set(counted()) == {
        Flow("andere-orte", "stadtweit", 1),
        Flow("andere-orte", "andere-orte", 1),
        Flow("stadtweit", "west", 1),
    }


def test_only_transfers_between_two_districts_count_as_such():
    found = [
        Flow("west", "sued", 3),
        Flow("west", "west", 5),
        Flow("andere-orte", "sued", 7),
        Flow("west", "stadtweit", 11),
    ]

    assert total(found) == 26
    assert between_districts(found) == 3


def test_retracted_transfers_are_in_no_figure():
    retract_transfer(transfer=TransferFactory())

    assert counted() == []


def test_hidden_transfers_are_in_no_figure(visitor):
    TransferFactory(target=ProjectFactory(submitted=True))

    assert counted(Transfer.objects.visible_to(visitor)) == []


def test_a_source_or_both_sides_make_it_sure(west, sued):
    for made in ({"sources": [SourceFactory()]}, {}, {}):
        transfer = TransferFactory(
            source=ProjectFactory(home_district=west), target=ProjectFactory(home_district=sued), **made
        )
    for side in Side:
        ConfirmationFactory(transfer=transfer, side=side)

    assert flows(Transfer.objects.all(), all_places()) == [Flow("west", "sued", 3, sure=2)]


def test_of_all_flows_the_chosen_ones_are_counted(west, sued):
    old = TransferFactory(
        source=ProjectFactory(home_district=west), target=ProjectFactory(home_district=sued)
    )
    TransferFactory(source=ProjectFactory(home_district=sued), interest=True, interested_district=west)

    found = flows(Transfer.objects.all(), all_places(), Q(pk=old.pk))

    assert found == [Flow("west", "sued", 1), Flow("sued", "west", 0)]


def test_the_map_shows_places_numbers_and_arcs(west, sued, visitor):
    target = ProjectFactory(home_district=sued)
    TransferFactory(source=ProjectFactory(outside=True), target=target)
    ProjectFactory(home_district=sued, submitted=True)
    ReachFactory(project=target, district=west)

    found = travel_map(visitor)

    assert [(tile.key, tile.name, tile.number, tile.label) for tile in found.tiles] == [
        ("sued", "Süd", 1, "Süd: 1 Projekt"),
        ("west", "West", 0, "West"),
        ("andere-orte", "andere Orte", 1, "andere Orte: 1 Projekt"),
    ]
    assert [tuple(arc) for arc in found.arcs] == [("andere-orte", "sued", 1, False)]
    assert found.ways == (("andere Orte", "Süd", 1, "/transfers/?von=andere-orte&nach=sued#liste"),)
    assert found.more == 0


def test_beside_the_map_stand_as_many_pairs_as_it_draws(west, visitor, monkeypatch):
    monkeypatch.setattr(module, "MOST_ARCS", 2)
    for _ in range(3):
        TransferFactory(target=ProjectFactory(home_district=west))

    found = travel_map(visitor)

    assert (len(found.arcs), len(found.ways), found.more) == (3, 2, 1)


def test_places_without_projects_or_transfers_have_no_tile_at_the_rim(west, visitor):
    assert [tile.key for tile in travel_map(visitor).tiles] == ["west"]


def test_without_districts_there_is_no_map(visitor):
    TransferFactory(source=ProjectFactory(outside=True), target=ProjectFactory(city=True))

    assert travel_map(visitor).tiles == ()
