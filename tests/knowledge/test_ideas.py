"""Ideen für einen Bezirk: only what it does not have, that others help with, each with its reason."""

from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from districts.models import District
from knowledge import ideas
from knowledge.choices import Status
from knowledge.models import Transfer
from outbox.edition import one_edition
from projects.choices import Activity
from projects.models import Project, Reach, TopicPick
from tests.factories import (
    DistrictFactory,
    ProjectFactory,
    SupportOfferFactory,
    TopicFactory,
    TransferFactory,
    make_neighbours,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def botnang():
    return DistrictFactory(name="Botnang")


@pytest.fixture
def next_door(botnang):
    west = DistrictFactory(name="West")
    make_neighbours(botnang, west)
    return west


def ideas_for(district, **options):
    return ideas.ideas_for(district, District.objects.neighbours_of(district), **options)


def helping(**fields):
    """A project that answers questions."""
    project = ProjectFactory(**fields)
    SupportOfferFactory(project=project)
    return project


def suggested(district):
    return [idea.card.title for idea in ideas_for(district)]


def test_a_project_of_a_neighbour_is_suggested_with_its_reasons(botnang, next_door):
    repair = TopicFactory(name="Reparieren")
    helping(title="Repair-Café", home_district=next_door, topics=[repair])

    [idea] = ideas_for(botnang)
    assert idea.reasons == (
        "Von nebenan: West.",
        "Zum Thema Reparieren haben wir aus Botnang noch keinen Eintrag.",
    )
    assert idea.help == ("Auskunft",)


def test_far_away_is_suggested_only_on_a_topic_that_is_new_here(botnang):
    known, new = TopicFactory(name="Kultur"), TopicFactory(name="Klima")
    ProjectFactory(home_district=botnang, topics=[known])
    helping(title="Chor", topics=[known])
    helping(title="Baumpaten", topics=[known, new])

    [idea] = ideas_for(botnang)
    assert idea.card.title == "Baumpaten"
    assert idea.reasons == ("Zum Thema Klima haben wir aus Botnang noch keinen Eintrag.",)


def test_what_the_group_picked_comes_first_with_its_sentence(botnang, next_door):
    topic = TopicFactory()
    helping(title="Nah", home_district=next_door, topics=[topic])
    picked = helping(title="Fern", topics=[topic])
    TopicPick.objects.create(topic=topic, project=picked, sentence="Gelingt überall.")

    first, second = ideas_for(botnang)
    assert (first.card.title, second.card.title) == ("Fern", "Nah")
    assert first.reasons[0] == "Von der Gruppe ausgewählt: Gelingt überall."


@pytest.mark.parametrize(
    "fields",
    [
        {"activity": Activity.ENDED},
        {"archived": True},
        {"submitted": True},
        {"removed": True},
        {"city": True},
    ],
    ids=str,
)
def test_what_ended_is_not_public_or_is_here_anyway_is_not_suggested(botnang, fields):
    helping(**fields)
    assert not suggested(botnang)


def test_without_an_offer_of_help_nothing_is_suggested(botnang, next_door):
    ProjectFactory(home_district=next_door)
    assert not suggested(botnang)


def test_what_came_here_ended_here_or_is_wished_for_here_is_not_suggested(botnang):
    taken, tried, wished = helping(title="a"), helping(title="b"), helping(title="c")
    TransferFactory(source=taken, target=ProjectFactory(home_district=botnang))
    TransferFactory(source=tried, target=ProjectFactory(home_district=botnang), status=Status.ENDED)
    TransferFactory(source=wished, target=None, interested_district=botnang)
    assert not suggested(botnang)


def test_what_reaches_the_district_is_not_suggested(botnang):
    Reach.objects.create(project=helping(), district=botnang)
    assert not suggested(botnang)


@pytest.mark.parametrize("seed", range(5))
def test_no_relative_of_what_the_district_has_is_ever_suggested(botnang, seed):
    """Against a walk over all transfers, in both directions."""
    dice = Random(seed)
    places = [botnang, *(DistrictFactory() for _ in range(3))]
    projects = [helping(home_district=dice.choice(places)) for _ in range(25)]
    for _ in range(14):
        source, target = sorted(dice.sample(projects, 2), key=lambda one: one.pk)
        if not Transfer.objects.filter(source=source, target=target):
            TransferFactory(source=source, target=target)

    kin = set(Project.objects.filter(home_district=botnang).values_list("pk", flat=True))
    pairs = list(Transfer.objects.values_list("source", "target"))
    for _generation in projects:
        kin |= {key for pair in pairs if kin & set(pair) for key in pair}
    assert {idea.card.pk for idea in ideas_for(botnang, most=99)} == {one.pk for one in projects} - kin


def test_the_page_and_the_district_show_them(client, botnang, next_door):
    for number in range(4):
        helping(title=f"Werkstatt {number}", home_district=next_door)
    district = client.get(botnang.get_absolute_url()).content.decode()
    page = client.get(reverse("knowledge:ideas", args=["botnang"])).content.decode()

    assert district.count("Von nebenan: West.") == 3
    assert "/bezirke/botnang/ideen/" in district
    assert page.count("Von nebenan: West.") == 4


def test_where_there_is_none_the_page_says_so(client, botnang):
    response = client.get(reverse("knowledge:ideas", args=["botnang"]))
    assert "kein weiteres Projekt, das seine Hilfe anbietet" in response.content.decode()


def test_thirty_ideas_ask_no_more_than_one(botnang, next_door):
    def asked():
        with one_edition(), CaptureQueriesContext(connection) as queries:
            ideas_for(botnang)
        return len(queries)

    helping(home_district=next_door)
    asked()  # names that are kept are read
    few = asked()
    for _ in range(29):
        helping(home_district=next_door)
    asked()
    assert asked() == few <= 6


@pytest.mark.parametrize(
    "change",
    [lambda one: one.support_offers.get().delete(), lambda one: one.delete()],
    ids=["offer", "entry"],
)
def test_what_helps_no_more_is_an_idea_no_more(botnang, next_door, change):
    project = helping(title="Chor", home_district=next_door)
    assert suggested(botnang) == ["Chor"]
    change(project)
    assert suggested(botnang) == []


def test_what_the_group_picks_comes_first_from_then_on(botnang, next_door):
    topic = TopicFactory()
    for title in ("Atelier", "Chor"):
        picked = helping(title=title, home_district=next_door, topics=[topic])
    assert suggested(botnang) == ["Atelier", "Chor"]
    pick = TopicPick.objects.create(topic=topic, project=picked, sentence="Gelingt überall.")
    assert suggested(botnang) == ["Chor", "Atelier"]
    pick.delete()
    assert suggested(botnang) == ["Atelier", "Chor"]
