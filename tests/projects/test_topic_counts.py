"""How many published projects a topic and a place have: against the rows."""

from collections import Counter

import pytest

from projects.choices import State
from projects.models import Project
from projects.places import all_places, published_by_place
from projects.topic_counts import published_by_topic
from tests.factories import DistrictFactory, ProjectFactory, TopicFactory

pytestmark = pytest.mark.django_db


def test_only_published_projects_count_for_topics_and_places():
    topics, district = TopicFactory.create_batch(3), DistrictFactory()
    for state in State.values:
        for place in ({"home_district": district}, {"city": True}, {"outside": True}):
            is_in_state = {} if state == State.PUBLISHED else {state: True}
            ProjectFactory(**is_in_state, **place, topics=topics[:2])
    ProjectFactory(submitted=True, topics=topics[2:])  # a topic without anything to show

    public = [row for row in Project.objects.all() if row.state == State.PUBLISHED]
    assert published_by_topic() == Counter(topic.pk for row in public for topic in row.topics.all())
    places = all_places()
    expected = Counter(places.key(row.scope, row.home_district_id) for row in public)
    assert published_by_place(places) == expected
    assert expected[district.slug] == expected["stadtweit"] == expected["andere-orte"] == 1
