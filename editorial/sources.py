"""Where the things that wait come from: one function for each kind, with a fixed number of queries."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.models import TopicProposal
from editorial.subjects import page_of
from editorial.waiting import Kind, Waiting
from handouts.models import Handout
from knowledge.choices import Certainty, LessonState
from knowledge.ends import title_of
from knowledge.models import Interest, Lesson, LessonEcho, Transfer
from knowledge.origins import open_origins
from needs.models import Need
from people.models import User
from projects.choices import State
from projects.freshness import ASKED_BEFORE, FRESH_FOR, as_of, entries_to_confirm, is_reachable
from projects.models import (
    ChangeProposal,
    Claim,
    Decision,
    DecisionKind,
    LegalReport,
    Objection,
    Project,
    Question,
    RemovalRequest,
    Report,
)
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
            project.pk,
            detail=project.place_name,
            language=project.language,
            is_own=project.is_own or project.submitted_by_id == user.pk,
        )


def _is_own(user: Any, project: str = "pk") -> Exists:
    return Exists(User.owned_projects.through.objects.filter(user=user.pk, project=OuterRef(project)))


def proposals(user: Any) -> Iterator[Waiting]:
    for proposal in ChangeProposal.objects.open().select_related("project"):
        yield Waiting(
            proposal.project.title,
            reverse("editorial:proposal", args=[proposal.pk]),
            proposal.made_at,
            proposal.pk,
            detail=proposal.reason,
            language=proposal.project.language,
            is_own=proposal.made_by_id == user.pk,
        )


def reports(user: Any) -> Iterator[Waiting]:
    for report in Report.objects.filter(handled_at=None).select_related("project"):
        yield Waiting(
            report.project.title,
            reverse("editorial:report", args=[report.pk]),
            report.created_at,
            report.pk,
            detail=f"{report.get_kind_display()}: {report.text}",
        )


def claims(user: Any) -> Iterator[Waiting]:
    yield from _requests(Claim.objects.open().select_related("project"), "editorial:claim", user)


def removals(user: Any) -> Iterator[Waiting]:
    rows = RemovalRequest.objects.open().select_related("project")
    yield from _requests(rows, "editorial:removal", user)


def legal_reports(user: Any) -> Iterator[Waiting]:
    yield from _requests(LegalReport.objects.open(), "editorial:legal-report", user)


def _requests(rows: QuerySet, page: str, user: Any) -> Iterator[Waiting]:
    for request in rows:
        yield Waiting(
            str(request),
            reverse(page, args=[request.pk]),
            request.created_at,
            request.pk,
            detail=request.words,
            is_own=getattr(request, "by_id", None) == user.pk,
        )


def lessons(user: Any) -> Iterator[Waiting]:
    """What groups have learned, told by visitors or noted at a meeting."""
    rows = Lesson.objects.filter(state=LessonState.SUBMITTED).select_related("project", "topic")
    for lesson in rows:
        yield Waiting(
            _about(lesson),
            reverse("editorial:lesson", args=[lesson.pk]),
            lesson.created_at,
            lesson.pk,
            detail=lesson.text,
            language=lesson.project.language if lesson.project else "",
            is_own=lesson.submitted_by_id is not None and lesson.submitted_by_id == user.pk,
        )


def _about(lesson: Lesson) -> str:
    return str(lesson.project or lesson.topic or _("a transfer"))


def echoes(user: Any) -> Iterator[Waiting]:
    """What others say to a lesson."""
    for echo in LessonEcho.objects.waiting().select_related("lesson"):
        yield Waiting(
            str(echo),
            reverse("editorial:echo", args=[echo.pk]),
            echo.created_at,
            echo.pk,
            detail=echo.sentence,
            is_own=echo.submitted_by_id is not None and echo.submitted_by_id == user.pk,
        )


def interests(user: Any) -> Iterator[Waiting]:
    """Groups that would like a project, too, and have confirmed their address."""
    rows = Interest.objects.open().filter(by__isnull=False).select_related("project", "district")
    for interest in rows:
        yield Waiting(
            interest.project.title,
            reverse("editorial:interest", args=[interest.pk]),
            interest.created_at,
            interest.pk,
            detail=f"{interest.name} ({interest.district})",
            language=interest.project.language,
            is_own=interest.by_id == user.pk,
        )


def needs(user: Any) -> Iterator[Waiting]:
    """What groups look for, not shown yet."""
    for need in Need.objects.open().select_related("district"):
        yield Waiting(
            str(need),
            reverse("editorial:need", args=[need.pk]),
            need.created_at,
            need.pk,
            detail=str(need.district),
            is_own=need.by_id == user.pk,
        )


def questions(user: Any) -> Iterator[Waiting]:
    """Those asked of the network, where a project has no contact."""
    for question in Question.objects.open().select_related("project"):
        yield Waiting(
            question.project.title,
            reverse("editorial:question", args=[question.pk]),
            question.created_at,
            question.pk,
            detail=question.text,
            language=question.project.language,
        )


def topics(user: Any) -> Iterator[Waiting]:
    """Topics that somebody proposes, new or in other words."""
    for proposal in TopicProposal.objects.open():
        yield Waiting(
            proposal.name,
            proposal.get_absolute_url(),
            proposal.made_at,
            proposal.pk,
            detail=proposal.reason,
            is_own=proposal.made_by_id == user.pk,
        )


def handouts(user: Any) -> Iterator[Waiting]:
    """Hand-outs that the group decides about."""
    writes = Handout.writers.through.objects.filter(handout=OuterRef("pk"), user=user.pk)
    rows: Any = Handout.objects.proposed().annotate(is_own=Exists(writes))
    for handout in rows:
        page = reverse("editorial:handout", args=[handout.slug])
        yield Waiting(handout.title, page, handout.proposed_at, handout.pk, is_own=handout.is_own)


def objections(user: Any) -> Iterator[Waiting]:
    """Open ones that block; a subject that is gone has nothing to be decided."""
    for objection in Objection.objects.blocking().prefetch_related("subject"):
        if objection.subject is not None:
            yield Waiting(
                str(objection.subject),
                page_of(objection.subject),
                objection.made_at,
                objection.pk,
                detail=objection.reason,
            )


def unconfirmed_transfers(user: Any) -> Iterator[Waiting]:
    """Those that only one side reports and no source proves."""
    rows: Any = Transfer.objects.counted().with_ends(user).with_certainty()
    for transfer in rows.filter(certainty=Certainty.REPORTED):
        page = reverse("editorial:transfer", args=[transfer.pk])
        yield Waiting(title_of(transfer), page, transfer.created_at, transfer.pk)


def origins(user: Any) -> Iterator[Waiting]:
    """What was told about where the idea of a published entry came from; of others their review tells."""
    rows: Any = open_origins().filter(project__state=State.PUBLISHED)
    for told in rows.annotate(is_own=_is_own(user, "project")):
        yield Waiting(
            told.project.title,
            reverse("knowledge:origin", args=[told.project.slug]),
            told.project.published_at,
            told.pk,
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
                project.pk,
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
            yield Waiting(missed.term, page, since, missed.pk)


KINDS = (
    Kind("entfernen", _("please remove"), "eye-slash", True, removals),
    Kind("recht", _("legal notice"), "scale", True, legal_reports),
    Kind("neu", _("new entry"), "sparkles", True, new_entries),
    Kind("aenderung", _("proposed change"), "pencil-square", True, proposals),
    Kind("unser-projekt", _("our project"), "hand-raised", True, claims),
    Kind("interesse", _("interest of a group"), "hand-raised", True, interests),
    Kind("gesucht", _("wanted"), "megaphone", True, needs),
    Kind("hinweis", _("report"), "chat-bubble-left", True, reports),
    Kind("erfahrung", _("lesson"), "light-bulb", True, lessons),
    Kind("resonanz", _("echo"), "chat-bubble-left-right", True, echoes),
    Kind("frage", _("question"), "question-mark-circle", True, questions),
    Kind("thema", _("topic"), "squares-2x2", True, topics),
    Kind("handreichung", _("hand-out"), "document-text", True, handouts),
    Kind("einwand", _("objection"), "exclamation-triangle", True, objections),
    Kind("herkunft", _("origin told"), "arrows-right-left", False, origins),
    Kind("transfer", _("unconfirmed transfer"), "arrow-right-circle", False, unconfirmed_transfers),
    Kind("veraltet", _("not confirmed for long"), "clock", False, stale_entries),
    Kind("ohne-treffer", _("search without hits"), "magnifying-glass", False, missed_searches),
)
