"""Removal on request wins over what is frozen: the version goes, and one without it takes its place.

From the moment somebody wants an entry to go no version that holds it is shown (`readable`). When it is
settled that it goes, the outbox makes the next version.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from handouts.actions.freezing import freeze, withdraw
from handouts.content import without
from handouts.models import Handout, HandoutVersion, Use
from handouts.querysets import IS_GONE
from outbox.registry import Payload
from projects.actions import log
from projects.models import DecisionKind, RemovalRequest

OWED = "handout-removals"


def follow(payloads: list[Payload]) -> None:
    """Replace what holds something that is gone for good. The rows as they are now decide, and nothing else:
    neither the order of events nor a repetition can do harm."""
    holding = HandoutVersion.objects.standing().filter(uses__in=_settled())
    for handout in Handout.objects.filter(versions__in=holding).distinct():
        _replace(handout)


def _settled() -> QuerySet[Use]:
    """Uses of what is gone, where the group does not still decide whether it goes."""
    is_open = RemovalRequest.objects.open().filter(project=OuterRef("project"))
    return Use.objects.filter(IS_GONE).exclude(Exists(is_open))


@transaction.atomic
def _replace(handout: Handout) -> None:
    """Withdraw its versions that hold such a thing; if the latest is one, freeze what is left of it first."""
    Handout.objects.select_for_update().get(pk=handout.pk)
    standing = list(handout.versions.standing())
    holding = [version for version in standing if version.uses.filter(pk__in=_settled()).exists()]
    if holding and holding[0] == standing[0]:
        _freeze_what_is_left(handout, standing[0])
    for version in holding:
        withdraw(version)


def _freeze_what_is_left(handout: Handout, version: HandoutVersion) -> None:
    gone = version.uses.filter(pk__in=_settled()).select_related("project__home_district")
    left = without(
        version.content,
        lessons={use.lesson_id for use in gone if use.lesson_id},
        projects={use.project.pk: use.project for use in gone if use.project},
    )
    made = freeze(handout, left, HandoutVersion.Reason.REMOVAL)
    words = _("Version %(new)d takes the place of version %(old)d: something was removed on request.")
    numbers = {"new": made.number, "old": version.number}
    log(handout, DecisionKind.REMOVED, None, words % numbers)
