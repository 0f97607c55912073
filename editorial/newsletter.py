"""The Rundbrief: what is new in the catalogue, as ready text for the mailing list that the network has.

It tells what everyone may read, whoever of the group looks: it goes out to all.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.models import Newsletter
from knowledge.ends import title_of
from knowledge.models import Transfer
from meetings.models import Meeting
from meetings.wording import when
from needs.models import Need
from people.permissions import is_curator
from projects.models import Project

A_QUARTER = timedelta(days=91)  # between two meetings
MOST = 40  # of one section; nobody reads more
EVERYONE = AnonymousUser()


class Line(NamedTuple):
    """One piece of news: what it is, a word about it, its page."""

    title: str
    about: str
    path: str


class Section(NamedTuple):
    """One kind of news: its heading, and the lines since a moment, the newest first. No lines, no heading."""

    heading: Promise
    lines: Callable[[datetime], Iterable[Line]]


def new_entries(since: datetime) -> Iterator[Line]:
    rows = Project.objects.published().filter(published_at__gt=since).select_related("home_district")
    for project in rows.order_by("-published_at", "pk"):
        title = f"{project.title} ({project.place_name})"
        yield Line(title, project.summary, project.get_absolute_url())


def new_transfers(since: datetime) -> Iterator[Line]:
    """Those recorded since then, or shown since then because an end of theirs became public."""
    is_new = Q(created_at__gt=since) | Q(source__published_at__gt=since) | Q(target__published_at__gt=since)
    rows = Transfer.objects.visible_to(EVERYONE).with_ends(EVERYONE).filter(is_new)
    for transfer in rows.order_by("-created_at", "-pk"):
        yield Line(title_of(transfer), "", transfer.get_absolute_url())


def new_needs(since: datetime) -> Iterator[Line]:
    for need in Need.objects.current().for_lists().filter(answered_at__gt=since).order_by("-answered_at"):
        about = _("A group in %(place)s") % {"place": need.district}
        yield Line(str(need), about, need.get_absolute_url())


def next_meeting(since: datetime) -> Iterator[Line]:
    coming = Meeting.objects.filter(state=Meeting.State.ANNOUNCED).upcoming().for_lists().first()
    if coming:
        about = ", ".join(filter(None, [when(coming), coming.place]))
        yield Line(coming.title, about, coming.get_absolute_url())


SECTIONS = (
    Section(gettext_lazy("New in the catalogue"), new_entries),
    Section(gettext_lazy("Ideas travel"), new_transfers),
    Section(gettext_lazy("Wanted"), new_needs),
    Section(gettext_lazy("The next meeting"), next_meeting),
)


def newsletter_since(since: datetime) -> str:
    """The text; "" if there is nothing to tell but when people meet."""
    told = [(section, list(islice(section.lines(since), MOST))) for section in SECTIONS]
    if not any(lines for section, lines in told if section.lines is not next_meeting):
        return ""
    context = {
        "sections": [(section.heading, lines) for section, lines in told if lines],
        "since": since,
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "SITE_CURATORS": settings.SITE_CURATORS,
    }
    return render_to_string("editorial/newsletter.txt", context).strip() + "\n"


def told_until() -> datetime:
    """Until when the last Rundbrief told what was new; a quarter ago if there was none."""
    last = Newsletter.objects.first()
    return last.until if last else timezone.now() - A_QUARTER


@transaction.atomic
def note_newsletter(*, until: datetime, by: Any) -> Newsletter:
    """Remember that a Rundbrief went out, with what was new until a moment (now, if that lies ahead)."""
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    return Newsletter.objects.create(until=min(until, timezone.now()), by=by)
