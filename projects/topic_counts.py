"""Topics with how many published projects they have: counted once while nothing changes."""

from collections import Counter
from collections.abc import Mapping
from copy import copy
from typing import Any

from django.db.models import Count

from outbox.figures import kept
from projects.choices import State
from projects.models import Project, Topic
from projects.vocabulary import in_order, vocabulary


@kept
def published_by_topic() -> Mapping[int, int]:
    """How many published projects each topic has that has any, by its key; one query.

    All there are, less the few that are not published: to look at every project takes four times as long.
    """
    links: Any = Project.topics.through
    every = links.objects.order_by().values_list("topic")
    hidden = every.filter(project__in=Project.objects.exclude(state=State.PUBLISHED).order_by().values("pk"))
    numbers = Counter[int]()
    for topic, number in every.annotate(n=Count("pk")).union(hidden.annotate(n=-Count("pk")), all=True):
        numbers[topic] += number
    return {topic: number for topic, number in numbers.items() if number}


def topics_with_projects() -> list[Topic]:
    """Topics that have published projects, those with most first, each with its `project_count`.

    Copies: the rows of the vocabulary belong to everyone.
    """
    counts = published_by_topic()
    rows = [copy(topic) for topic in in_order(vocabulary().topics, counts)]
    for topic in rows:
        topic.__dict__["project_count"] = counts[topic.pk]
    return sorted(rows, key=lambda topic: -counts[topic.pk])
