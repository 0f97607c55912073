"""Ideen für einen Bezirk: what it might take over next, from whom, and why this is suggested."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from districts.models import District
from knowledge.choices import Status
from outbox.figures import kept
from projects.cards import Card, published_cards
from projects.choices import Activity, Scope, State, SupportKind
from projects.json_rows import keys_of, listed
from projects.models import Project, SupportOffer, TopicPick
from projects.vocabulary import Vocabulary, in_order, vocabulary

MOST = 24
COLUMNS = ("pk", "home_district_id", "pick", "kinds", "topics_unknown")

# All relatives, near and far, of what is at home in the district, reaches it or is wished for there.
_KIN = """
WITH RECURSIVE kin(project) AS (
    SELECT id FROM projects_project WHERE scope = %s AND home_district_id = %s AND state IN (%s, %s)
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
    """Ideas for a district, what the group picked first, then what has most reasons; in one query, in three
    after a change.

    Never what the district has, in whatever relative of it, nor what ended or is not public.
    """
    next_door = frozenset(one.pk for one in neighbours)
    rows = _suggested(district, next_door)[:most]
    cards, names = published_cards([row.pk for row in rows]), vocabulary()
    return [
        Idea(
            cards[row.pk],
            tuple(_reasons(row, district, next_door, names)),
            tuple(map(_help, listed(row.kinds))),
        )
        for row in rows
        if row.pk in cards
    ]


@kept
def _suggested(district: District, next_door: frozenset[int]) -> tuple[Any, ...]:
    """What is suggested and what speaks for it, in two queries."""
    known = _topics_known_in(district)
    unknown = [key for key in vocabulary().topics if key not in known]
    is_next_door = Q(scope=Scope.DISTRICTS, home_district__in=next_door)
    # Where many entries are, none of the topics is unknown: then the index knows who is next door.
    is_on_unknown = Q(Exists(_links(unknown))) if unknown else Q(pk__in=())
    picks = TopicPick.objects.filter(project=OuterRef("pk"))
    offers = SupportOffer.objects.filter(project=OuterRef("pk"))
    weight = (
        _counts(4, Q(Exists(picks))) + _counts(2, is_next_door & is_on_unknown) + _counts(1, is_next_door)
    )
    by_weight = ("-weight", F("last_confirmed").desc(nulls_last=True), "title", "pk")
    possible = (
        Project.objects.published()
        .exclude(activity=Activity.ENDED)
        .exclude(scope=Scope.CITY)
        .exclude(pk__in=_kin(district))
        .filter(Exists(offers), is_next_door | is_on_unknown)
    )
    # What speaks for them is asked of the first ones only: the database carries what it sorts.
    first = possible.annotate(weight=weight).order_by(*by_weight).values("pk")[:MOST]
    rows = Project.objects.filter(pk__in=first).annotate(
        weight=weight,
        pick=Subquery(picks.values("sentence")[:1]),
        kinds=keys_of(offers, "project", "kind"),
        topics_unknown=keys_of(_links(unknown), "project", "topic"),
    )
    return tuple(rows.order_by(*by_weight).values_list(*COLUMNS, named=True))


def _counts(points: int, condition: Q) -> Case:
    return Case(When(condition, then=Value(points)), default=Value(0))


def _links(topics: Collection[int]) -> Any:
    """What links the outer project with these topics."""
    links: Any = Project.topics.through
    return links.objects.filter(project=OuterRef("pk"), topic__in=topics)


def _topics_known_in(district: District) -> set[int]:
    """On which there is an entry at home in the district or reaching it; one query."""
    links: Any = Project.topics.through
    known = links.objects.filter(project__state=State.PUBLISHED).order_by().values_list("topic", flat=True)
    reaching = known.filter(project__reaches__district=district)
    at_home = known.filter(project__scope=Scope.DISTRICTS, project__home_district=district)
    return set(at_home.union(reaching))


def _kin(district: District) -> RawSQL:
    """A subquery: keys of all that the district has, and of their relatives."""
    own = [Scope.DISTRICTS, district.pk, State.PUBLISHED, State.ARCHIVED]
    wished = [district.pk, Status.RETRACTED]
    return RawSQL(_KIN, [*own, district.pk, *wished, Status.RETRACTED])  # noqa: S611 - a constant text


def _reasons(row: Any, district: District, next_door: Collection[int], names: Vocabulary) -> Iterator[str]:
    if row.pick is not None:
        yield _("Chosen by the group: %(sentence)s") % {"sentence": row.pick}
    if row.home_district_id in next_door:
        yield _("From next door: %(district)s.") % {"district": names.districts[row.home_district_id]}
    for topic in in_order(names.topics, listed(row.topics_unknown)):
        yield _("On the topic %(topic)s we have no entry from %(district)s yet.") % {
            "topic": topic,
            "district": district,
        }


def _help(kind: str) -> str:
    return str(SupportKind(kind).label)
