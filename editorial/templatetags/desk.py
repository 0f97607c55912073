"""Words of the review desk."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial.icons import ICONS
from editorial.subjects import page_of
from people.permissions import is_curator
from projects.models import Decision, DecisionKind, Objection

register = template.Library()

register.filter("desk_page", page_of)


@register.filter
def waiting(since: datetime) -> str:
    """ "seit heute", "seit 3 Tagen": how long something waits, in days of the calendar."""
    days = (timezone.localdate() - timezone.localdate(since)).days
    if days < 1:
        return _("since today")
    return ngettext("for %(days)d day", "for %(days)d days", days) % {"days": days}


@register.filter
def said_by(decision: Decision | Objection) -> str:
    """Who decided, by name only where it is a member of the group: a contributor's address is private."""
    if is_curator(decision.by):
        return str(decision.by)
    if getattr(decision, "kind", "") == DecisionKind.SUBMITTED:
        return _("whoever wrote the entry")
    return _("member of the steering group")


@register.filter
def icon_called(name: str) -> str:
    """How people call the picture of a topic."""
    return str(ICONS.get(name, name))
