"""Verbs on meetings: announce, amend, cancel, sign up, note, start a transfer."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from districts.models import District
from knowledge.actions import begin_interest
from knowledge.choices import LessonKind
from knowledge.models import Lesson
from meetings.models import Meeting, Minute, SignUp
from outbox.mail import owe_mail
from people.limits import Limit, keep_to, take_turn
from people.models import normal_address
from people.permissions import is_curator
from projects.models import Project

KEPT_AFTER = timedelta(days=14)
PER_ADDRESS = Limit(10, timedelta(hours=1))
PER_NETWORK = Limit(20, timedelta(hours=1))
# What people put into their calendars.
TOLD = {"date", "starts_at", "ends_at", "place"}


@transaction.atomic
def announce(*, meeting: Meeting, by: Any) -> Meeting:
    """Show a meeting to everyone; one that was cancelled takes place after all."""
    stored = _held_by(by, meeting)
    if stored.state == Meeting.State.CANCELLED:
        stored.sequence += 1
    stored.state = Meeting.State.ANNOUNCED
    stored.save()
    return stored


@transaction.atomic
def amend(*, meeting: Meeting, by: Any, **changes: Any) -> Meeting:
    """Change a meeting. Who has signed up is told of another time or place, and calendars follow."""
    stored = _held_by(by, meeting)
    moved = {name for name, value in changes.items() if name in TOLD and getattr(stored, name) != value}
    for name, value in changes.items():
        setattr(stored, name, value)
    stored.full_clean(exclude=["slug"])
    if moved and stored.state == Meeting.State.ANNOUNCED:
        stored.sequence += 1
        _tell(stored, "moved")
    stored.save()
    return stored


@transaction.atomic
def cancel(*, meeting: Meeting, by: Any) -> Meeting:
    """Call a meeting off; it stays on its page, struck out, and in calendars as cancelled."""
    stored = _held_by(by, meeting)
    if stored.state != Meeting.State.ANNOUNCED:
        raise ValidationError(_("Only a meeting that is announced can be cancelled."))
    stored.state = Meeting.State.CANCELLED
    stored.sequence += 1
    stored.save()
    _tell(stored, "cancelled")
    return stored


@transaction.atomic
def sign_up(*, meeting: Meeting, email: str, persons: int, network_hash: str = "") -> SignUp:
    """Note that somebody comes; the same address again changes how many. TooManyTriesError."""
    take_turn("sign-up")
    email = normal_address(email)
    keep_to(PER_ADDRESS, SignUp.objects.filter(email=email))
    keep_to(PER_NETWORK, SignUp.objects.filter(network_hash=network_hash).exclude(network_hash=""))
    if not meeting.is_open:
        raise ValidationError(_("One cannot sign up for this meeting."))
    made, is_new = SignUp.objects.update_or_create(
        meeting=meeting, email=email, defaults={"persons": persons, "network_hash": network_hash}
    )
    if is_new:
        owe_mail("meeting", to=email, meeting=meeting, news="signed-up")
    return made


def forget_sign_ups() -> int:
    """Delete the sign-ups to meetings that are 14 days old; returns how many."""
    oldest = timezone.localdate() - KEPT_AFTER
    gone, _by_model = SignUp.objects.filter(meeting__date__lt=oldest).delete()
    return gone


@transaction.atomic
def make_lesson(*, minute: Minute, by: Any, kind: LessonKind = LessonKind.TIP) -> Lesson:
    """Turn a line of the minutes about a project into a lesson, to be reviewed by a second person."""
    _held_by(by, minute.meeting)
    if minute.project is None:
        raise ValidationError(_("Please say first which project the line is about."))
    if minute.lesson is None:
        minute.lesson = Lesson.objects.create(
            project=minute.project, text=minute.text, kind=kind, submitted_by=by
        )
        minute.save()
    return minute.lesson


@transaction.atomic
def start_transfer(*, meeting: Meeting, project: Project, district: District, by: Any) -> Minute:
    """ "Wer macht mit?": a group in a district is interested in a project of the agenda.

    Returns the line of the minutes that says so; a second click returns the first one.
    """
    _held_by(by, meeting)
    if not meeting.agenda.filter(project=project).exists():
        raise ValidationError(_("This project is not on the agenda."))
    transfer = begin_interest(source=project, district=district, by=by)
    line, _made = Minute.objects.get_or_create(
        meeting=meeting,
        transfer=transfer,
        defaults={
            "project": project,
            "text": _("A group in %(district)s is interested in “%(project)s”.")
            % {"district": district, "project": project},
            "position": meeting.minutes.count(),
        },
    )
    return line


def _held_by(by: Any, meeting: Meeting) -> Meeting:
    """The stored meeting under a lock, for a member of the group."""
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def _tell(meeting: Meeting, news: str) -> None:
    for one in meeting.sign_ups.all():
        owe_mail("meeting", to=one.email, meeting=meeting, news=news)
