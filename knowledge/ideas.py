"""Ideen für einen Bezirk: what it might take over next, from whom, and why this is suggested."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from districts.models import District
from knowledge.choices import Status
from projects.cards import Card, published_cards
from projects.choices import Activity, Scope, State, SupportKind
from projects.json_rows import keys_of, listed
from projects.models import Project, SupportOffer, TopicPick
from projects.vocabulary import Vocabulary, in_order, vocabulary

MOST = 24

# All relatives, near and far, of what is at home in the district, reaches it or is wished for there.
_KIN = """
WITH RECURSIVE kin(project) AS (
    SELECT id FROM projects_project WHERE home_district_id = %s AND state IN (%s, %s)
    UNION
    SELECT project_id FROM projects_reach WHERE district_id = %s
    UNION
    SELECT source_id FROM knowledge_transfer WHERE interested_district_id = %s AND status <> %s
    UNION
    SELECT CASE WHEN t.source_id = kin.project THEN t.target_id ELSE t.source_id END
    FROM knowledge_transfer t JOIN kin ON t.source_id = kin.project OR t.target_id = kin.project
    WHERE t.status <> %s AND t.target_id IS NOT NULL
)
SELECT project FROM kin
"""


class Idea(NamedTuple):
    """A project from elsewhere that offers help, and why it is suggested: at least one reason."""

    card: Card
    reasons: tuple[str, ...]
    help: tuple[str, ...]


def ideas_for(district: District, neighbours: Iterable[District], *, most: int = MOST) -> list[Idea]:
    """Ideas for a district, what the group picked first, then what has most reasons; in two queries.

    Never what the district has, in whatever relative of it, nor what ended or is not public.
    """
    rows = list(_suggested(district, [one.pk for one in neighbours])[:most])
    cards, names = published_cards([row.pk for row in rows]), vocabulary()
    return [
        Idea(cards[row.pk], tuple(_reasons(row, district, names)), tuple(map(_help, listed(row.kinds))))
        for row in rows
        if row.pk in cards
    ]


def _suggested(district: District, neighbours: Collection[int]) -> Any:
    offers = SupportOffer.objects.filter(project=OuterRef("pk"))
    picks = TopicPick.objects.filter(project=OuterRef("pk"))
    unknown = _links_to_unknown_topics(district)
    next_door = Q(home_district__in=neighbours)
    return (
        Project.objects.published()
        .exclude(activity=Activity.ENDED)
        .exclude(scope=Scope.CITY)
        .exclude(pk__in=_kin(district))
        .filter(Exists(offers), next_door | Exists(unknown))
        .annotate(
            pick=Subquery(picks.values("sentence")[:1]),
            kinds=keys_of(offers, "project", "kind"),
            topics_unknown=keys_of(unknown, "project", "topic"),
            is_picked=Exists(picks),
            is_next_door=next_door,
            is_both=next_door & Q(Exists(unknown)),
        )
        .order_by(
            "-is_picked",
            "-is_both",
            "-is_next_door",
            F("last_confirmed").desc(nulls_last=True),
            "title",
            "pk",
        )
    )


def _links_to_unknown_topics(district: District) -> Any:
    """What links the outer project with topics on which there is no entry from the district."""
    there = Project.objects.published().at_home_or_reaching(district)
    links: Any = Project.topics.through
    known = links.objects.filter(project__in=there).values("topic")
    return links.objects.filter(project=OuterRef("pk")).exclude(topic__in=known)


def _kin(district: District) -> RawSQL:
    """A subquery: keys of all that the district has, and of their relatives."""
    own = [district.pk, State.PUBLISHED, State.ARCHIVED]
    wished = [district.pk, Status.RETRACTED]
    return RawSQL(_KIN, [*own, district.pk, *wished, Status.RETRACTED])  # noqa: S611 - a constant text


def _reasons(row: Any, district: District, names: Vocabulary) -> Iterator[str]:
    if row.is_picked:
        yield _("Chosen by the group: %(sentence)s") % {"sentence": row.pick}
    if row.is_next_door:
        yield _("From next door: %(district)s.") % {"district": names.districts[row.home_district_id]}
    for topic in in_order(names.topics, listed(row.topics_unknown)):
        yield _("On the topic %(topic)s we have no entry from %(district)s yet.") % {
            "topic": topic,
            "district": district,
        }


def _help(kind: str) -> str:
    return str(SupportKind(kind).label)
