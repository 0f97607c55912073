"""How many published projects a topic and a place have: against the rows."""

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
    by_topic = {topic.pk: len([row for row in public if topic in row.topics.all()]) for topic in topics}
    assert published_by_topic() == {key: number for key, number in by_topic.items() if number}
    assert published_by_place(all_places()) == {district.slug: 1, "stadtweit": 1, "andere-orte": 1}
