"""The pictures of an entry: add, describe, put in order, delete; and report one, whoever you are."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.limits import TooManyTriesError, as_too_many
from people.network import network_of
from projects import actions
from projects.models import Picture, Project
from projects.pictures.forms import NewPictureForm, PictureForm, PictureReportForm
from projects.pictures.limits import MOST_PICTURES
from projects.pictures.refusals import PictureRefusedError

# What a button does, and the sentence afterwards; a move shows by itself.
STEPS: dict[str, tuple[Callable[..., Any], Promise | str]] = {
    "up": (partial(actions.move_picture, places=-1), ""),
    "down": (partial(actions.move_picture, places=1), ""),
    "show": (actions.show_picture, gettext_lazy("The picture can be seen again.")),
    "delete": (actions.delete_picture, gettext_lazy("The picture is deleted.")),
}


def of_an_entry(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of an entry whose pictures this user may change: else 404, the way to sign in, or 403."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def shown(request: HttpRequest, slug: str, **rest: Any) -> HttpResponse:
        project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.has_perm("projects.change_pictures", project):
            raise PermissionDenied(_("Only those who keep the entry and the steering group may do this."))
        return view(request, project, **rest)

    return shown


@of_an_entry
def pictures(request: HttpRequest, project: Project) -> HttpResponse:
    """All pictures of the entry in their order, and the form for one more."""
    form = NewPictureForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _add(request, project, form):
        return redirect("projects:pictures", project.slug)
    rows = list(project.pictures.all())
    context = {
        "project": project,
        "pictures": rows,
        "form": form if len(rows) < MOST_PICTURES else None,
        "most": MOST_PICTURES,
        "may_show": request.user.has_perm("projects.show_picture", project),
        "area": "projects",
    }
    return render(request, "projects/pictures.html", context)


def _add(request: HttpRequest, project: Project, form: NewPictureForm) -> bool:
    """Whether the picture was added; if not, the form says why."""
    file = form.cleaned_data["file"]
    try:
        actions.add_picture(
            project=project, upload=file.read(), file_name=file.name, by=request.user, **form.described
        )
    except PictureRefusedError as refusal:
        form.add_error("file", refusal)
    except ValidationError as refusal:
        form.add_error(None, refusal)
    else:
        messages.success(request, _("The picture is there."))
        return True
    return False


@of_an_entry
def picture(request: HttpRequest, project: Project, pk: int) -> HttpResponse:
    """One picture: what is said about it, and what can be done with it."""
    shown = get_object_or_404(project.pictures, pk=pk)
    form = PictureForm(request.POST or None, instance=shown)
    if form.is_valid():
        describe = partial(actions.describe_picture, picture=shown, by=request.user, **form.described)
        return _done(request, project, describe, _("Saved."))
    context = {
        "project": project,
        "picture": shown,
        "form": form,
        "may_see": Picture.objects.visible_to(request.user).filter(pk=pk).exists(),
        "may_show": request.user.has_perm("projects.show_picture", project),
        "area": "projects",
    }
    return render(request, "projects/picture_form.html", context)


@require_POST
@of_an_entry
def take_step(request: HttpRequest, project: Project, pk: int) -> HttpResponse:
    """Move, delete or show a picture; a refusal is told as a sentence."""
    step, said = STEPS.get(request.POST.get("step", ""), (None, ""))
    if step is None:
        raise BadRequest
    shown = get_object_or_404(project.pictures, pk=pk)
    return _done(request, project, partial(step, picture=shown, by=request.user), said)


def _done(
    request: HttpRequest, project: Project, verb: Callable[[], Any], said: Promise | str
) -> HttpResponse:
    """Back to all pictures, once the verb was carried out or has refused in a sentence."""
    try:
        verb()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        if said:
            messages.success(request, str(said))
    return redirect("projects:pictures", project.slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """ "Bild melden": the picture is hidden at once, and the group is told."""
    shown = get_object_or_404(Picture.objects.visible_to(request.user), project__slug=slug, pk=pk)
    form = PictureReportForm(request.POST or None, initial={"email": getattr(request.user, "email", "")})
    context = {"form": form, "picture": shown, "project": shown.project, "area": "projects"}
    if form.is_valid() and not form.is_trapped:
        try:
            actions.report_picture(picture=shown, network_hash=network_of(request), **form.reported)
        except TooManyTriesError as limit:
            form.add_error(None, str(limit))
            return as_too_many(render(request, "projects/picture_report.html", context), limit)
    if form.is_valid():
        return redirect("projects:picture-report-thanks", slug)
    return render(request, "projects/picture_report.html", context)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    return render(request, "projects/picture_report_thanks.html", {"project": project, "area": "projects"})
