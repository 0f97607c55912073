"""Transfers as CSV: the same rows as the list, safe to open, nothing that is masked."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knowledge.choices import Status
from outbox.actions import drain
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(client):
    def table(**query):
        response = client.get(reverse("knowledge:transfer-table", query=query))
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"] == 'attachment; filename="Transfers.csv"'
        text = response.content.decode()
        assert text.startswith("\ufeff")  # or Excel takes it for something else than UTF-8
        return list(csv.reader(StringIO(text[1:]), delimiter=";"))

    return table


def test_a_line_says_what_the_list_says(table):
    transfer = make.TransferFactory(
        source=make.ProjectFactory(
            title="Schokoladenseiten", home_district=make.DistrictFactory(name="Degerloch")
        ),
        target=make.ProjectFactory(
            title="Heslacher; Schokolade", home_district=make.DistrictFactory(name="Süd")
        ),
        year_from=2013,
        phase="arrived",
        status=Status.ENDED,
        end_reason="Der Laden ist umgezogen.",
        end_reason_is_public=True,
        sources=[make.SourceFactory()],
    )
    for element in ("Wettbewerb", "Heft"):
        make.AdaptationFactory(transfer=transfer, kind="new", element=element)

    heading, line = table()

    assert dict(zip(heading[:9], line, strict=False)) == {
        "weitergegeben aus": "Degerloch",
        "Projekt": "Heslacher; Schokolade",
        "übernommen in": "Süd",
        "von Jahr": "2013",
        "bis Jahr": "",
        "Phase": "angekommen",
        "Was daraus wurde": "nicht weiterverfolgt: Der Laden ist umgezogen.",
        "Wie sicher": "mit Quelle belegt",
    }
    assert heading[9:] == ["übernommen", "angepasst", "weggelassen", "neu", "Adresse"]
    assert line[1] == "Schokoladenseiten"
    assert line[9:13] == ["", "", "", "Wettbewerb, Heft"]
    assert line[13].endswith(transfer.get_absolute_url())


def test_the_lines_are_those_of_the_filtered_list_in_its_order(client, table):
    source = make.ProjectFactory()
    for year in (2013, 2019, None, 2015):
        make.TransferFactory(source=source, year_from=year)
    make.TransferFactory(source=source, year_from=2014, interest=True)

    listed = client.get(reverse("knowledge:transfers", query={"phase": "nicht-bekannt"})).context["transfers"]
    _heading, *lines = table(phase="nicht-bekannt")

    assert [line[4] for line in lines] == [str(transfer.year_from or "") for transfer in listed]
    assert len(table(jahr="2013")) == 2


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "  @"])
def test_nothing_is_taken_for_a_formula(table, start):
    title = f'{start}HYPERLINK("http://boese.example";"klick")'
    make.TransferFactory(source=make.ProjectFactory(title=title), target=make.ProjectFactory())

    cells = table()[1]

    assert cells[1] == f"'{title}"
    assert not [cell for cell in cells if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_what_is_masked_or_private_stands_in_no_line(client):
    hidden = make.ProjectFactory(
        title="Geheimtitel", removed=True, home_district=make.DistrictFactory(name="Süd")
    )
    contact = make.ContactPointFactory(email="geheim@example.org")
    giver = make.ProjectFactory(contact=contact, submitted_by=make.UserFactory(email="privat@example.org"))
    masked = make.TransferFactory(
        source=giver,
        target=hidden,
        note="Geheimnotiz",
        status=Status.ENDED,
        end_reason="Geheimgrund",
        end_reason_is_public=True,
        by=make.UserFactory(email="notiert@example.org"),
    )
    make.AdaptationFactory(transfer=masked, element="Geheimelement")
    make.TransferFactory(source=giver, status=Status.ENDED, end_reason="Geheimgrund, nicht öffentlich")
    make.TransferFactory(source=giver, target=make.ProjectFactory(title="Geheim eingereicht", submitted=True))

    told = client.get(reverse("knowledge:transfer-table")).content.decode()

    assert "ein Projekt in Süd (auf Wunsch entfernt)" in told
    assert "geheim" not in told.lower()
    assert "@" not in told


@pytest.mark.parametrize("size", [3, 30])
def test_a_table_of_any_size_takes_two_queries(client, size):
    for _ in range(size):
        make.AdaptationFactory()
    drain()
    client.get(reverse("knowledge:transfer-table"))

    with CaptureQueriesContext(connection) as run:
        client.get(reverse("knowledge:transfer-table"))

    assert len(run) == 2
