"""Where the things that wait come from: all kinds, and how those are asked for that are not plain."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial import plain
from editorial.subjects import page_of
from editorial.waiting import Kind, Plain, Waiting
from knowledge.choices import Certainty
from knowledge.ends import title_of
from knowledge.models import LessonEcho, Transfer
from knowledge.origins import open_origins
from needs.models import Need
from people.models import User
from projects.choices import State
from projects.freshness import ASKED_BEFORE, FRESH_FOR, as_of, entries_to_confirm, is_reachable
from projects.models import Decision, DecisionKind, Objection, Project
from search.models import MissedSearch

MOST = 100  # of one kind; nobody reads more


def new_entries(user: Any) -> Iterator[Waiting]:
    """Submitted entries, since they were handed in last."""
    handed_in = Decision.objects.filter(
        content_type=ContentType.objects.get_for_model(Project),
        object_id=OuterRef("pk"),
        kind=DecisionKind.SUBMITTED,
    )
    last = handed_in.order_by().values("object_id").annotate(last=Max("made_at")).values("last")
    rows: Any = Project.objects.filter(state=State.SUBMITTED).select_related("home_district")
    for project in rows.annotate(since=Coalesce(Subquery(last), "created_at"), is_own=_is_own(user)):
        yield Waiting(
            project.title,
            reverse("editorial:entry", args=[project.slug]),
            project.since,
            detail=project.place_name,
            language=project.language,
            is_own=project.is_own or project.submitted_by_id == user.pk,
        )


def _is_own(user: Any, project: str = "pk") -> Exists:
    return Exists(User.owned_projects.through.objects.filter(user=user.pk, project=OuterRef(project)))


def echoes(user: Any) -> Iterator[Waiting]:
    """What others say to a lesson."""
    for echo in LessonEcho.objects.waiting().select_related("lesson"):
        yield Waiting(
            str(echo),
            reverse("editorial:echo", args=[echo.pk]),
            echo.created_at,
            detail=echo.sentence,
            is_own=echo.submitted_by_id is not None and echo.submitted_by_id == user.pk,
        )


def needs(user: Any) -> Iterator[Waiting]:
    """What groups look for, not shown yet."""
    for need in Need.objects.open().select_related("district"):
        yield Waiting(
            str(need),
            reverse("editorial:need", args=[need.pk]),
            need.created_at,
            detail=str(need.district),
            is_own=need.by_id == user.pk,
        )


def objections(user: Any) -> Iterator[Waiting]:
    """Open ones that block; a subject that is gone has nothing to be decided."""
    for objection in Objection.objects.blocking().prefetch_related("subject"):
        if objection.subject is not None:
            yield Waiting(
                str(objection.subject),
                page_of(objection.subject),
                objection.made_at,
                detail=objection.reason,
            )


def unconfirmed_transfers(user: Any) -> Iterator[Waiting]:
    """Those that only one side reports and no source proves."""
    rows: Any = Transfer.objects.counted().with_ends(user).with_certainty()
    for transfer in rows.filter(certainty=Certainty.REPORTED):
        page = reverse("editorial:transfer", args=[transfer.pk])
        yield Waiting(title_of(transfer), page, transfer.created_at)


def origins(user: Any) -> Iterator[Waiting]:
    """What was told about where the idea of a published entry came from; of others their review tells."""
    rows: Any = open_origins().filter(project__state=State.PUBLISHED)
    for told in rows.annotate(is_own=_is_own(user, "project")):
        yield Waiting(
            told.project.title,
            reverse("knowledge:origin", args=[told.project.slug]),
            told.project.published_at,
            detail=str(told),
            language=told.project.language,
            is_own=told.is_own or told.project.submitted_by_id == user.pk,
        )


def stale_entries(user: Any) -> Iterator[Waiting]:
    """Entries that nobody has confirmed for more than 12 months; earlier, where nobody can be asked."""
    rows: Any = entries_to_confirm().annotate(is_reachable=is_reachable())
    for project in rows:
        day = as_of(project) + FRESH_FOR - (timedelta() if project.is_reachable else ASKED_BEFORE)
        since = timezone.make_aware(datetime.combine(day, time()))
        if since <= timezone.now():
            yield Waiting(
                project.title,
                reverse("editorial:entry", args=[project.slug]),
                since,
                detail="" if project.is_reachable else gettext("Nobody can be asked by mail."),
                language=project.language,
            )


def missed_searches(user: Any) -> Iterator[Waiting]:
    """Terms for which two visitors or more found nothing, each once, since the last week that it happened."""
    told: set[str] = set()
    for missed in MissedSearch.objects.shown_to_curators():
        if missed.folded not in told:
            told.add(missed.folded)
            monday = date.fromisocalendar(missed.year, missed.week, 1)
            since = timezone.make_aware(datetime.combine(monday, time()))
            page = reverse("editorial:missed-search", args=[missed.pk])
            yield Waiting(missed.term, page, since)


KINDS = (
    Kind("entfernen", _("please remove"), "eye-slash", True, plain.removals),
    Kind("recht", _("legal notice"), "scale", True, plain.legal_reports),
    Kind("neu", _("new entry"), "sparkles", True, new_entries),
    Kind("aenderung", _("proposed change"), "pencil-square", True, plain.proposals),
    Kind("unser-projekt", _("our project"), "hand-raised", True, plain.claims),
    Kind("interesse", _("interest of a group"), "hand-raised", True, plain.interests),
    Kind("gesucht", _("wanted"), "megaphone", True, needs),
    Kind("hinweis", _("report"), "chat-bubble-left", True, plain.reports),
    Kind("erfahrung", _("lesson"), "light-bulb", True, plain.lessons),
    Kind("resonanz", _("echo"), "chat-bubble-left-right", True, echoes),
    Kind("frage", _("question"), "question-mark-circle", True, plain.questions),
    Kind("thema", _("topic"), "squares-2x2", True, plain.topics),
    Kind("handreichung", _("hand-out"), "document-text", True, plain.handouts),
    Kind("einwand", _("objection"), "exclamation-triangle", True, objections),
    Kind("herkunft", _("origin told"), "arrows-right-left", False, origins),
    Kind("transfer", _("unconfirmed transfer"), "arrow-right-circle", False, unconfirmed_transfers),
    Kind("veraltet", _("not confirmed for long"), "clock", False, stale_entries),
    Kind("ohne-treffer", _("search without hits"), "magnifying-glass", False, missed_searches),
)


def waiting_for(user: Any) -> dict[Kind, list[Waiting]]:
    """What waits of each kind as this member sees it, the longest waiting first."""
    asked = {kind: kind.ask(user) for kind in KINDS}
    found = plain.told_of({kind.name: one for kind, one in asked.items() if isinstance(one, Plain)})
    return {
        kind: kind.in_order(found[kind.name] if isinstance(one, Plain) else one)
        for kind, one in asked.items()
    }
