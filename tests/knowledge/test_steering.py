"""Figures for the steering group."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge.actions import retract_transfer
from knowledge.choices import EndReason, Phase, Status
from knowledge.steering import freshness_of, steering_figures
from projects.choices import Activity
from projects.freshness import Freshness, freshness, is_stale
from projects.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db


def told(chart):
    """A chart as lines: what it is called, the numbers of its kinds."""
    return {bar.label: bar.columns for bar in chart.bars}


def ten(**fields):
    return [make.TransferFactory(**fields) for _ in range(10)]


@pytest.mark.parametrize(("number", "shows"), [(9, False), (10, True)])
def test_there_are_figures_from_ten_transfers_on(number, shows):
    for _ in range(number):
        make.TransferFactory(year_from=2013)

    figures = steering_figures()

    assert figures.number == number
    assert bool(figures.by_year.bars) == shows


def test_transfers_are_counted_by_year_and_phase():
    ten(year_from=2013, phase=Phase.ARRIVED)
    make.TransferFactory(year_from=2013, phase=Phase.TRYING)
    make.TransferFactory(phase=Phase.UNKNOWN)

    chart = steering_figures().by_year

    assert list(chart.kinds.values())[-2:] == ["angekommen", "nicht bekannt"]
    assert told(chart) == {"2013": [0, 0, 0, 1, 10, 0], "nicht bekannt": [0, 0, 0, 0, 0, 1]}
    assert [bool(bar.segments) for bar in chart.bars] == [True, False]


def test_it_shows_where_they_stop_and_why():
    ten(phase=Phase.ARRIVED)
    for reason in (EndReason.TIME, EndReason.TIME, EndReason.ROOM, ""):
        make.TransferFactory(phase=Phase.ADAPTING, status=Status.ENDED, ended_because=reason)
    make.TransferFactory(phase=Phase.ADAPTING, status=Status.RESTING)

    figures = steering_figures()

    assert told(figures.stops) == {"Anpassen": [1, 4]}
    assert told(figures.reasons) == {"Es fehlte die Zeit.": [2], "Es fehlte ein Raum.": [1]}


def test_a_transfer_counts_once_for_each_topic_of_its_ends():
    repair, garden, hidden = (make.TopicFactory(name=name) for name in ("Reparieren", "Garten", "Verborgen"))
    source = make.ProjectFactory(topics=[repair, garden])
    for _ in range(9):
        make.TransferFactory(source=source, target=make.ProjectFactory(topics=[repair]))
    make.TransferFactory(
        target=make.ProjectFactory(topics=[garden]), source=make.ProjectFactory(topics=[repair])
    )
    make.TransferFactory(source=source, target=make.ProjectFactory(topics=[hidden], removed=True))
    retract_transfer(transfer=make.TransferFactory(source=source))

    assert told(steering_figures().topics) == {"Reparieren": [11], "Garten": [11]}


def test_what_nobody_sees_is_in_no_figure():
    ten(year_from=2013)
    make.TransferFactory(year_from=2014, target=make.ProjectFactory(submitted=True))

    assert told(steering_figures().by_year).keys() == {"2013"}


def test_freshness_counts_every_published_entry_once():
    today = timezone.localdate()
    for days in (None, 1, 365, 366, 1000):
        confirmed = today - timedelta(days=days) if days else None
        make.ProjectFactory(last_confirmed=confirmed)
        make.ProjectFactory(last_confirmed=confirmed, activity=Activity.ENDED)
    make.ProjectFactory(submitted=True)

    found = freshness()

    assert found == Freshness(confirmed=2, stale=2, never=1, ended=5)
    assert found.stale == sum(map(is_stale, Project.objects.published()))
    assert told(freshness_of(found)) == {
        "in den letzten 12 Monaten bestätigt": [2],
        "vor längerer Zeit bestätigt": [2],
        "noch nicht bestätigt": [1],
        "beendet": [5],
    }
    assert freshness_of(Freshness(1, 2, 3, 3)).bars == []


def test_members_of_the_group_read_them_at_the_desk(client_of, curator):
    for transfer in ten(year_from=2013, phase=Phase.ARRIVED):
        make.ProjectFactory(home_district=transfer.source.home_district)

    page = client_of(curator).get("/redaktion/zahlen/").content.decode()

    assert "Transfers nach Jahr und Phase" in page
    assert "Wo sie stehen bleiben" not in page
    assert ">0<" not in page
    assert "<script" not in page.split("<main")[1].split("</main>")[0]
    assert 'href="/redaktion/zahlen/"' in client_of(curator).get("/redaktion/").content.decode()


def test_before_there_are_ten_it_says_so(client_of, curator):
    assert (
        "Ab 10 Transfers stehen hier Zahlen." in client_of(curator).get("/redaktion/zahlen/").content.decode()
    )
