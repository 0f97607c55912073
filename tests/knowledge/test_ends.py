"""The ends of a transfer in words, masked where they must be."""

import pytest
from django.utils import translation

from knowledge import ends
from knowledge.models import Transfer
from tests.factories import DistrictFactory, ProjectFactory, TransferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sued():
    return DistrictFactory(name="Süd")


def shown(person, **fields):
    transfer = TransferFactory(**fields)
    return Transfer.objects.with_ends(person).get(pk=transfer.pk)


def test_a_public_end_has_its_title_and_place(visitor, sued):
    project = ProjectFactory(title="Heslacher Schokolade", home_district=sued)

    end = ends.target_end(shown(visitor, target=project))

    assert (end.text, end.place, end.project, end.state) == ("Heslacher Schokolade", "Süd", project, "")


@pytest.mark.parametrize(
    ("state", "why"),
    [("removed", "auf Wunsch entfernt"), ("archived", "archiviert"), ("merged", "zusammengeführt")],
)
@pytest.mark.parametrize(
    ("where", "text"),
    [
        ({}, "ein Projekt in Süd"),
        ({"city": True}, "ein stadtweites Projekt"),
        ({"outside": True, "place": "Geheimnisdorf"}, "ein Projekt an einem anderen Ort"),
    ],
)
def test_a_hidden_end_tells_its_district_and_why_and_nothing_else(visitor, sued, state, why, where, text):
    place = where or {"home_district": sued}
    hidden = ProjectFactory(title="Geheimnis", **{state: True}, **place)

    end = ends.source_end(shown(visitor, source=hidden))

    assert end.text == f"{text} ({why})"
    assert end.project is None
    assert "Geheimnis" not in "".join([*map(str, end)])


def test_a_curator_sees_the_hidden_end_with_its_state(curator):
    hidden = ProjectFactory(title="Geheimnis", removed=True)

    end = ends.source_end(shown(curator, source=hidden))

    assert (end.text, end.project, end.state) == ("Geheimnis", hidden, "entfernt")


def test_nobody_speaks_for_a_district(visitor, sued):
    transfer = shown(visitor, interest=True, interested_district=sued)

    assert ends.target_end(transfer).text == "eine Gruppe in Süd"
    assert ends.passed_on_to(transfer) == "Eine Gruppe in Süd interessiert sich dafür"


def where_it_is(kind, sued, **state):
    return {
        "district": lambda: ProjectFactory(home_district=sued, **state),
        "city": lambda: ProjectFactory(city=True, **state),
        "outside": lambda: ProjectFactory(outside=True, place="Aalen", **state),
    }[kind]()


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [
        ("district", {}, "übernommen aus Süd"),
        ("city", {}, "übernommen aus einem stadtweiten Projekt"),
        ("outside", {}, "übernommen aus Aalen"),
        ("outside", {"removed": True}, "übernommen aus einem anderen Ort"),
        ("district", {"removed": True}, "übernommen aus Süd"),
    ],
)
def test_the_receiver_reads_from_where(visitor, sued, kind, state, words):
    assert ends.taken_from(shown(visitor, source=where_it_is(kind, sued, **state))) == words


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [
        ("district", {}, "weitergegeben nach Süd"),
        ("city", {}, "weitergegeben an ein stadtweites Projekt"),
        ("outside", {}, "weitergegeben nach Aalen"),
        ("outside", {"archived": True}, "weitergegeben an einen anderen Ort"),
    ],
)
def test_the_giver_reads_where_to(visitor, sued, kind, state, words):
    assert ends.passed_on_to(shown(visitor, target=where_it_is(kind, sued, **state))) == words


def test_in_english_too(visitor, sued):
    with translation.override("en"):
        assert ends.taken_from(shown(visitor, source=where_it_is("district", sued))) == "taken over from Süd"


def test_a_transfer_in_a_line(visitor, sued):
    source = ProjectFactory(title="Schokoladenseiten", home_district=DistrictFactory(name="Degerloch"))
    public = shown(visitor, source=source, target=ProjectFactory(title="Schokolade", home_district=sued))
    masked = shown(visitor, source=source, target=ProjectFactory(removed=True, home_district=sued))

    assert ends.title_of(public) == "Schokoladenseiten (Degerloch) → Schokolade (Süd)"
    assert ends.title_of(masked) == (
        "Schokoladenseiten (Degerloch) → ein Projekt in Süd (auf Wunsch entfernt)"
    )
