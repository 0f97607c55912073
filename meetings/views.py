"""Pages of meetings: to read, to sign up, and for the group to hold one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meetings.actions import amend, announce, cancel, make_lesson, sign_up, start_transfer
from meetings.calendar import calendar_of
from meetings.forms import AgendaFormSet, InterestForm, MeetingForm, MinuteFormSet, SignUpForm
from meetings.models import AgendaItem, Meeting, Minute
from needs.models import Need
from people.limits import TooManyTriesError, as_too_many
from people.network import network_of
from people.permissions import is_curator
from projects.models import Project

LATEST = 30


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """What comes, and what was."""
    visible = Meeting.objects.visible_to(request.user).for_lists()
    context = {
        "upcoming": visible.upcoming().with_attendance(),
        "past": visible.past()[:LATEST],
        "may_hold": is_curator(request.user),
        "area": "meetings",
    }
    return render(request, "meetings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One meeting; whoever signs up needs no account."""
    visible = Meeting.objects.visible_to(request.user).for_lists().with_attendance()
    meeting = get_object_or_404(visible, slug=slug)
    form = SignUpForm(request.POST or None)
    context = _shown(meeting, request.user) | {"form": form, "may_hold": is_curator(request.user)}
    if not form.is_valid():
        return render(request, "meetings/detail.html", context)
    try:
        if not form.is_trapped:
            sign_up(meeting=meeting, network_hash=network_of(request), **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return render(request, "meetings/detail.html", context)
    except TooManyTriesError as limit:
        form.add_error(None, str(limit))
        return as_too_many(render(request, "meetings/detail.html", context), limit)
    return redirect("meetings:signed-up", meeting.slug)


def _shown(meeting: Meeting, user: Any) -> dict[str, Any]:
    """The agenda and the minutes, with the projects and needs that this user may see."""
    seen = {
        project.pk: project
        for project in Project.objects.visible_to(user).filter(
            pk__in=[
                *meeting.agenda.values_list("project", flat=True),
                *meeting.minutes.values_list("project", flat=True),
            ]
        )
    }
    wanted = Need.objects.visible_to(user).in_bulk(meeting.agenda.values_list("need", flat=True))
    agenda = [
        {
            "title": item.title,
            "project": seen.get(item.project_id or 0),
            "need": wanted.get(item.need_id or 0),
        }
        for item in meeting.agenda.all()
        if item.title or item.project_id in seen or item.need_id in wanted
    ]
    minutes = [line for line in meeting.minutes.all() if line.project_id is None or line.project_id in seen]
    return {"meeting": meeting, "agenda": agenda, "minutes": minutes, "area": "meetings"}


@require_safe
def signed_up(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), slug=slug)
    return render(request, "meetings/signed_up.html", {"meeting": meeting, "area": "meetings"})


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """All announced meetings, to subscribe to."""
    return _as_calendar(Meeting.objects.public().for_lists().order_by("date", "pk"))


@require_safe
def calendar_of_one(request: HttpRequest, slug: str) -> HttpResponse:
    return _as_calendar([get_object_or_404(Meeting.objects.public().for_lists(), slug=slug)])


def _as_calendar(found: Any) -> HttpResponse:
    return HttpResponse(calendar_of(found), content_type="text/calendar; charset=utf-8")


# For the group


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """A new meeting, seen by the group only until it is announced."""
    if not is_curator(request.user):
        raise PermissionDenied(_("Only the steering group may do this."))
    form = MeetingForm(request.POST or None)
    if form.is_valid():
        return redirect("meetings:edit", form.save().slug)
    return render(request, "meetings/create.html", {"form": form, "area": "meetings"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a meeting with its agenda and minutes; announce it, call it off."""
    meeting = _held(request, slug)
    form = MeetingForm(request.POST or None, instance=_copy(meeting))
    agenda, minutes = _rows(request, meeting)
    if form.is_valid() and agenda.is_valid() and minutes.is_valid():
        amend(meeting=meeting, by=request.user, **form.cleaned_data)
        agenda.save()
        minutes.save()
        _take_step(request, meeting)
        return redirect("meetings:edit", meeting.slug)
    context = {"meeting": meeting, "form": form, "agenda": agenda, "minutes": minutes, "area": "meetings"}
    return render(request, "meetings/edit.html", context | _opened(meeting, agenda, minutes))


def _rows(request: HttpRequest, meeting: Meeting) -> tuple[Any, Any]:
    """What it is about and what was noted, a form a line."""
    items = AgendaItem.objects.select_related("project", "need")
    agenda = AgendaFormSet(request.POST or None, instance=meeting, prefix="agenda", queryset=items)
    noted = Minute.objects.select_related("project")
    return agenda, MinuteFormSet(request.POST or None, instance=meeting, prefix="minutes", queryset=noted)


def _opened(meeting: Meeting, agenda: Any, minutes: Any) -> dict[str, bool]:
    """Which part is unfolded: what has to be mended, else what is in turn before and after the day."""
    is_due = meeting.date <= timezone.localdate()
    return {
        "opens_agenda": bool(agenda.total_error_count()) or not is_due,
        "opens_minutes": bool(minutes.total_error_count()) or is_due,
    }


def _copy(meeting: Meeting) -> Meeting:
    """The form fills in a row of its own: the verb compares with what is stored."""
    return Meeting.objects.get(pk=meeting.pk)


_SAID = {
    "saved": gettext_lazy("It is saved."),
    Meeting.State.ANNOUNCED: gettext_lazy("It is saved and announced: everyone sees it now."),
    Meeting.State.CANCELLED: gettext_lazy("It is called off. Whoever has signed up is told by e-mail."),
}


def _take_step(request: HttpRequest, meeting: Meeting) -> None:
    step = {"announce": announce, "cancel": cancel}.get(request.POST.get("step", ""))
    try:
        told = step(meeting=meeting, by=request.user).state if step else "saved"
        messages.success(request, _SAID[told])
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, slug: str) -> HttpResponse:
    """ "Wer macht mit?", on a phone during the meeting: a project, a district, and a transfer begins."""
    meeting = _held(request, slug)
    form = InterestForm(request.POST or None, meeting=meeting)
    if "lesson" in request.POST:
        return _lesson(request, meeting)
    if form.is_valid():
        try:
            start_transfer(meeting=meeting, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("It is noted, and a transfer has begun."))
            return redirect("meetings:hold", meeting.slug)
    lines = meeting.minutes.select_related("lesson", "project", "transfer")
    context = {"meeting": meeting, "form": form, "minutes": lines, "area": "meetings"}
    return render(request, "meetings/hold.html", context)


def _lesson(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    line = get_object_or_404(meeting.minutes, pk=request.POST["lesson"])
    try:
        make_lesson(minute=line, by=request.user)
        messages.success(request, _("It is a lesson now. A second member of the group publishes it."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect("meetings:hold", meeting.slug)


def _held(request: HttpRequest, slug: str) -> Meeting:
    """A meeting for the group: what others may not see is not there, the rest is not theirs."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), slug=slug)
    if not is_curator(request.user):
        raise PermissionDenied(_("Only the steering group may do this."))
    return meeting
