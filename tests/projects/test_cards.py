"""What lists show of a project: read in one statement, true at once, for everyone's eyes only."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from projects.actions import hide
from projects.cards import card_of, published_cards
from projects.choices import State
from projects.models import Project
from projects.prepared import Prepared
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden():
    return make.ProjectFactory(
        title="Garten",
        topics=[make.TopicFactory(name="Zierpflanzen"), make.TopicFactory(name="Äpfel", icon="sun")],
        sectors=[make.SectorFactory(name="städtisch"), make.SectorFactory(name="gemeinnützig")],
        last_confirmed=date(2026, 5, 4),
    )


def card(project):
    return published_cards([project.pk])[project.pk]


def shown_on(client, topic):
    return client.get(reverse("projects:topic", args=[topic.slug])).content.decode()


def test_a_card_says_the_same_however_it_was_read(garden):
    outside, city = make.ProjectFactory(outside=True), make.ProjectFactory(city=True)

    for project in Project.objects.for_cards():
        assert card(project) == card_of(project)
    assert card(garden).topics[0].name == "Äpfel"
    assert card(garden).icon == "sun"
    assert card(outside).place_name == outside.place
    assert card(city).place_name == "stadtweit"


def test_any_number_of_cards_takes_one_statement(garden, django_assert_num_queries):
    keys = [garden.pk, *(make.ProjectFactory().pk for _ in range(4))]
    published_cards(keys)

    with django_assert_num_queries(2):  # the edition, and the cards
        assert set(published_cards(keys)) == set(keys)
    assert published_cards([]) == {}


@pytest.mark.parametrize("state", [State.SUBMITTED, State.REJECTED, State.ARCHIVED, State.REMOVED])
def test_what_is_not_published_has_no_card(garden, state):
    Project.objects.filter(pk=garden.pk).update(state=state)

    assert published_cards([garden.pk]) == {}


def test_a_change_is_seen_at_once_in_a_card_that_was_shown_before(client, garden):
    topic, sector = garden.topics.get(name="Äpfel"), garden.sectors.get(name="städtisch")
    before = shown_on(client, topic)
    assert "Garten</a>" in before
    assert "städtisch" in before

    garden.title = "Obstgarten"
    garden.save()
    sector.name = "von der Stadt"
    sector.save()

    after = shown_on(client, topic)
    assert "Obstgarten</a>" in after
    assert "von der Stadt" in after
    assert "städtisch" not in after


def test_what_is_hidden_is_gone_from_lists_that_showed_it(client, garden, curator):
    topic = garden.topics.get(name="Äpfel")
    assert "Garten</a>" in shown_on(client, topic)

    hide(project=garden, by=curator)
    assert "Garten</a>" not in shown_on(client, topic)


def test_a_card_speaks_the_language_of_its_page(client, garden):
    topic = garden.topics.get(name="Äpfel")

    assert "zuletzt bestätigt Mai 2026" in shown_on(client, topic)
    assert "last confirmed May 2026" in client.get(f"/en{topic.get_absolute_url()}").content.decode()


def test_a_city_wide_card_that_was_shown_before_speaks_the_language_of_its_page():
    project = make.ProjectFactory(city=True)

    assert card(project).place_name == "stadtweit"
    with translation.override("en"):
        assert card(project).place_name == "city-wide"


def test_a_prepared_statement_finds_rows_by_words_too(garden):
    titles = Prepared(lambda slugs: Project.objects.filter(slug__in=slugs).values_list("title"))

    assert titles.rows(["garten"]) == [("Garten",)]
    assert titles.rows(["gibt-es-nicht"]) == []
    assert titles.rows(["' OR 1=1 --"]) == []
