"""A version comes to be, and goes: frozen once, withdrawn as a whole."""

from typing import Any

from django.utils import timezone

from handouts.content import Content, items_of
from handouts.models import Handout, HandoutVersion, Use
from handouts.pdf import OWED
from handouts.rendering import citation_of, document_of
from outbox.actions import owe


def freeze(
    handout: Handout, content: Content, reason: HandoutVersion.Reason = HandoutVersion.Reason.RELEASED
) -> HandoutVersion:
    """The next version, in the caller's transaction, with its date, its citation and its document.

    The PDF follows at once where it can be made.
    """
    latest = handout.versions.order_by("-number").values_list("number", flat=True).first()
    told: dict[str, Any] = {"number": (latest or 0) + 1, "frozen_on": timezone.localdate()}
    citation = citation_of(handout, content["title"], **told)
    version = HandoutVersion.objects.create(
        handout=handout,
        title=content["title"],
        reason=reason,
        citation=citation,
        content=content,
        html=document_of(content, citation=citation, **told),
        **told,
    )
    _note_uses(version)
    owe(OWED, {"version": version.pk})
    return version


def _note_uses(version: HandoutVersion) -> None:
    items = list(items_of(version.content))
    lessons = {item["lesson"] for item in items if "lesson" in item}
    projects = {key for item in items for key in item.get("projects", ())}
    Use.objects.bulk_create(
        [
            *(Use(version=version, lesson_id=key) for key in sorted(lessons)),
            *(Use(version=version, project_id=key) for key in sorted(projects)),
        ]
    )


def withdraw(version: HandoutVersion) -> None:
    """Let a version go, in the caller's transaction: what it said is said by it no more."""
    version.html, version.pdf, version.content = "", None, {}
    version.withdrawn_at = timezone.now()
    version.save()
    version.uses.all().delete()
