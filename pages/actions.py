"""Verbs on what the start page shows because the group has chosen it."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pages.models import Highlight
from people.limits import take_turn
from people.permissions import is_curator
from projects.choices import State
from projects.models import Project

MOST = 6  # at a time


@transaction.atomic
def feature(*, project: Project, sentence: str, featured_until: date, by: Any) -> Highlight:
    """Show a published project on the start page until a day, and say why; a second time it is said anew.

    ValidationError for an entry that is not public, a day that is over, or a seventh project.
    """
    _must_be_curator(by)
    take_turn("highlights")
    if project.state != State.PUBLISHED:
        raise ValidationError(_("This entry is not public."))
    if featured_until < timezone.localdate():
        raise ValidationError({"featured_until": _("This day is over.")})
    others = Highlight.objects.living().exclude(featured_until=None).exclude(project=project)
    if others.count() >= MOST:
        raise ValidationError(_("At most %(most)d projects can be chosen.") % {"most": MOST})
    chosen = Highlight.objects.filter(project=project).first() or Highlight(project=project)
    chosen.sentence, chosen.featured_until = sentence.strip(), featured_until
    chosen.full_clean()
    chosen.save()
    return chosen


@transaction.atomic
def unfeature(*, highlight: Highlight, by: Any) -> None:
    """Show it there no more."""
    _must_be_curator(by)
    Highlight.objects.filter(pk=highlight.pk).delete()


def _must_be_curator(by: Any) -> None:
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
