"""The rules across rows of travelling knowledge, and the constraints of every row, asked of all rows.

The verbs and the database keep these rules. The audit finds what came in past them: by hand, by an old
backup, by a mistake.
"""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Any

from django.apps import apps
from django.db.models import (
    BooleanField,
    Case,
    CheckConstraint,
    Count,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    UniqueConstraint,
    Value,
    When,
)
from django.utils import timezone

from knowledge.choices import Status
from knowledge.models import Adaptation, Lesson, LessonEcho, OriginNote, Transfer, TransferStep
from people.addresses import addresses_in
from people.models import ContactPoint, User
from projects.audit import Violation
from projects.choices import State
from projects.models import Project

PUBLIC_TEXTS: dict[type[Model], list[str]] = {
    Project: [
        "title",
        "summary",
        "description",
        "problem",
        "core",
        "flexible",
        "prerequisites",
        "results",
        "place",
    ],
    Transfer: ["note", "end_reason"],
    TransferStep: ["note"],
    Adaptation: ["element", "reason", "result"],
    OriginNote: ["text"],
    Lesson: ["text", "said_by"],
    LessonEcho: ["sentence"],
    ContactPoint: ["label"],
}
ENDS = ["source_id", "target_id", "interested_district_id"]


def violations() -> Iterator[Violation]:
    """Every broken rule of this floor, and of single rows on any; none for a sound catalogue."""
    yield from broken_constraints()
    yield from cycles()
    yield from transfers_of_merged_projects()
    yield from steps_that_do_not_fit()
    yield from confirmations_of_nothing()
    yield from private_addresses_in_texts()


def broken_constraints() -> Iterator[Violation]:
    """Rows that break a constraint of their table: a database can be told to look away."""
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                yield from failing(model, constraint)
            elif isinstance(constraint, UniqueConstraint) and constraint.fields:
                yield from doubled(model, constraint)


def failing(model: type[Model], constraint: CheckConstraint) -> Iterator[Violation]:
    holds = Case(
        When(constraint.condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    for row in model._default_manager.annotate(constraint_holds=holds).filter(constraint_holds=False):
        yield Violation(row, f"the constraint {constraint.name} does not hold")


def doubled(model: type[Model], constraint: UniqueConstraint) -> Iterator[Violation]:
    """The later rows of those that agree where they must not; NULLs never agree."""
    rows: Any = model._default_manager.filter(constraint.condition or Q())
    known = {f"{name}__isnull": False for name in constraint.fields}
    groups = rows.filter(**known).order_by().values(*constraint.fields).annotate(times=Count("pk"))
    for group in groups.filter(times__gt=1):
        same = {name: group[name] for name in constraint.fields}
        for row in rows.filter(**same).order_by("pk")[1:]:
            yield Violation(row, f"the constraint {constraint.name} does not hold")


def cycles() -> Iterator[Violation]:
    """One violation for each cycle of ideas, on a transfer that closes it."""
    transfers = Transfer.objects.counted().filter(target__isnull=False).exclude(source=F("target"))
    steps = {(step.source_id, step.target_id): step for step in transfers.order_by("pk").only("pk", *ENDS)}
    while cycle := _cycle_in(steps):
        step = steps.pop((cycle[0], cycle[1]))
        yield Violation(step, f"closes a cycle through the projects {', '.join(map(str, cycle))}")


def _cycle_in(steps: Any) -> list[int]:
    """Keys of the projects of a cycle in the order of the transfers, the first one again at the end."""
    sorter: TopologicalSorter[int] = TopologicalSorter()
    for source, target in steps:
        sorter.add(target, source)
    try:
        sorter.prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def transfers_of_merged_projects() -> Iterator[Violation]:
    """Merging moves transfers to the survivor; only retracted ones stay as history."""
    left = Transfer.objects.counted().filter(Q(source__state=State.MERGED) | Q(target__state=State.MERGED))
    for transfer in left.select_related("source", "target", "interested_district"):
        yield Violation(transfer, "has an end that was merged into another project")


def steps_that_do_not_fit() -> Iterator[Violation]:
    """The last step says where a transfer stands, and none lies in the future."""
    last = TransferStep.objects.filter(transfer=OuterRef("pk")).order_by("-happened_on", "-pk")
    said: Any = Transfer.objects.exclude(status=Status.RETRACTED).annotate(
        last_phase=Subquery(last.values("phase")[:1]), last_status=Subquery(last.values("status")[:1])
    )
    told = said.filter(last_phase__isnull=False)
    for transfer in told.exclude(phase=F("last_phase"), status=F("last_status")):
        yield Violation(transfer, "does not stand where its last step says")
    for step in TransferStep.objects.filter(happened_on__gt=timezone.localdate()):
        yield Violation(step, "lies in the future")


def confirmations_of_nothing() -> Iterator[Violation]:
    """What is confirmed leads from one project to another."""
    for transfer in Transfer.objects.filter(target=None, confirmations__isnull=False).distinct():
        yield Violation(transfer, "is confirmed, but no project has taken it over")


def private_addresses_in_texts() -> Iterator[Violation]:
    """Texts for everyone that hold the address of a person or of a contact point."""
    private = {
        address.lower()
        for model in (User, ContactPoint)
        for address in model._default_manager.values_list("email", flat=True)
    }
    for model, fields in PUBLIC_TEXTS.items():
        for field in fields:
            for row in _shown_rows(model).filter(**{f"{field}__contains": "@"}):
                if addresses_in(getattr(row, field)) & private:
                    yield Violation(row, f"the public text “{field}” holds a private address")


def _shown_rows(model: type[Model]) -> QuerySet[Any]:
    """A note that both sides keep for themselves may hold what they like."""
    return TransferStep.objects.public() if model is TransferStep else model._default_manager.all()
