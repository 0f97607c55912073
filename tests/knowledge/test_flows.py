"""Transfers counted between places: home district to home district, each once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.actions import retract_transfer
from knowledge.flows import Flow, between_districts, flows, total
from knowledge.models import Transfer
from knowledge.travel_map import travel_map
from tests.factories import DistrictFactory, ProjectFactory, ReachFactory, TransferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def west():
    return DistrictFactory(name="West")


@pytest.fixture
def sued():
    return DistrictFactory(name="Süd")


def counted():
    return flows(Transfer.objects.all())


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

    assert flows(Transfer.objects.visible_to(visitor)) == []


def test_the_map_shows_places_numbers_and_arcs_in_three_queries(west, sued):
    target = ProjectFactory(home_district=sued)
    TransferFactory(source=ProjectFactory(outside=True), target=target)
    ProjectFactory(home_district=sued, submitted=True)
    ReachFactory(project=target, district=west)

    with CaptureQueriesContext(connection) as run:
        found = travel_map(Transfer.objects.all())

    assert len(run) == 3
    assert [(tile.key, tile.name, tile.number, tile.label) for tile in found.tiles] == [
        ("sued", "Süd", 1, "Süd: 1 Projekt"),
        ("west", "West", 0, "West"),
        ("andere-orte", "andere Orte", 1, "andere Orte: 1 Projekt"),
    ]
    assert [tuple(arc) for arc in found.arcs] == [("andere-orte", "sued", 1)]
    assert found.flows == [Flow("andere Orte", "Süd", 1)]


def test_places_without_projects_or_transfers_have_no_tile_at_the_rim(west):
    assert [tile.key for tile in travel_map(Transfer.objects.all()).tiles] == ["west"]


def test_without_districts_there_is_no_map():
    TransferFactory(source=ProjectFactory(outside=True), target=ProjectFactory(city=True))

    assert travel_map(Transfer.objects.all()).tiles == []
