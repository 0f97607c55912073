"""The plain kinds of what waits: a row says all that is told of it, so one statement asks for them all."""

from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models import TextField as Text
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.models import TopicProposal
from editorial.waiting import EMPTY, Plain, Waiting
from handouts.models import Handout
from knowledge.choices import LessonState
from knowledge.models import Interest, Lesson
from projects.choices import ReportKind
from projects.models import ChangeProposal, Claim, LegalReport, Question, RemovalRequest, Report


def told_of(kinds: dict[str, Plain]) -> dict[str, list[Waiting]]:
    """What waits of each of these kinds, in one statement."""
    first, *others = (plain.columns(name) for name, plain in kinds.items())
    found: dict[str, list[Waiting]] = {name: [] for name in kinds}
    for name, key, title, detail, language, since, is_own in first.union(*others, all=True):
        page = reverse(f"editorial:{kinds[name].page}", args=[key])
        found[name].append(Waiting(title, page, since, detail, language, bool(is_own)))
    return found


def of_an_entry(rows: QuerySet, page: str, **told: Any) -> Plain:
    """What is about one entry and called like it."""
    return Plain(rows, page, title="project__title", language="project__language", **told)


def proposals(user: Any) -> Plain:
    rows = ChangeProposal.objects.open()
    own = Q(made_by=user.pk)
    return of_an_entry(rows, "proposal", since="made_at", detail="reason", is_own=own)


def claims(user: Any) -> Plain:
    return of_an_entry(Claim.objects.open(), "claim", detail="words", is_own=Q(by=user.pk))


def removals(user: Any) -> Plain:
    return of_an_entry(RemovalRequest.objects.open(), "removal", detail="words", is_own=Q(by=user.pk))


def legal_reports(user: Any) -> Plain:
    return Plain(LegalReport.objects.open(), "legal-report", title="url", detail="words")


def reports(user: Any) -> Plain:
    kinds = Case(*(When(kind=kind, then=Value(str(kind.label))) for kind in ReportKind), output_field=Text())
    detail = Concat(kinds, Value(": "), "text", output_field=Text())
    return of_an_entry(Report.objects.filter(handled_at=None), "report", detail=detail)


def lessons(user: Any) -> Plain:
    """What groups have learned, told by visitors or noted at a meeting."""
    return Plain(
        Lesson.objects.filter(state=LessonState.SUBMITTED),
        "lesson",
        title=Coalesce("project__title", "topic__name", Value(_("a transfer"))),
        detail="text",
        language=Coalesce("project__language", EMPTY),
        is_own=Q(submitted_by=user.pk),
    )


def interests(user: Any) -> Plain:
    """Groups that would like a project, too, and have confirmed their address."""
    group = Concat("name", Value(" ("), "district__name", Value(")"), output_field=Text())
    rows = Interest.objects.open().filter(by__isnull=False)
    return of_an_entry(rows, "interest", detail=group, is_own=Q(by=user.pk))


def questions(user: Any) -> Plain:
    """Those asked of the network, where a project has no contact."""
    return of_an_entry(Question.objects.open(), "question", detail="text")


def topics(user: Any) -> Plain:
    """Topics that somebody proposes, new or in other words."""
    rows = TopicProposal.objects.open()
    own = Q(made_by=user.pk)
    return Plain(rows, "topic-proposal", "name", since="made_at", detail="reason", is_own=own)


def handouts(user: Any) -> Plain:
    """Hand-outs that the group decides about."""
    writes = Handout.writers.through.objects.filter(handout=OuterRef("pk"), user=user.pk)
    rows = Handout.objects.proposed()
    return Plain(rows, "handout", "title", since="proposed_at", is_own=Exists(writes), key="slug")
