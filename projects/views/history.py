"""The public history of an entry: what it said and what was changed, never by whom."""

from collections.abc import Iterator
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from people.permissions import is_curator
from projects.actions import redact, restore
from projects.content.wording import Change, Names, changes_between
from projects.forms import RedactForm
from projects.history import visible_versions
from projects.models import Project, Version


class ShownVersion(NamedTuple):
    """A version with what it changed; `changes` is empty for the first one and for redacted ones."""

    version: Version
    changes: list[Change]
    is_first: bool


def shown(versions: list[Version]) -> Iterator[ShownVersion]:
    """Each version, the newest first, beside the last one before it that can still be read."""
    names = Names(*(version.content for version in versions))
    for number, version in enumerate(versions):
        earlier = next((one for one in versions[number + 1 :] if not one.is_redacted), None)
        is_compared = earlier is not None and not version.is_redacted
        changes = changes_between(earlier.content, version.content, names) if earlier and is_compared else []
        yield ShownVersion(version, changes, is_first=earlier is None)


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """All versions that this visitor may read, in nine queries at most."""
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    context = {
        "project": project,
        "versions": list(shown(visible_versions(project, request.user))),
        "may_restore": is_curator(request.user),
        "area": "projects",
    }
    return render(request, "projects/history.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version for the group: bring it back, or redact it."""
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    if not is_curator(request.user):
        raise PermissionDenied(_("Only the steering group may do this."))
    wanted = get_object_or_404(project.versions, number=number)
    form = RedactForm(request.POST if "redact" in request.POST else None)
    if request.method == "POST" and _is_done(request, wanted, form):
        return redirect("projects:history", project.slug)
    versions = list(project.versions.order_by("-number"))
    context = {
        "project": project,
        "shown": next(one for one in shown(versions) if one.version == wanted),
        "since": _since(versions, wanted),
        "form": form,
        "is_current": versions[0] == wanted,
        "area": "projects",
    }
    return render(request, "projects/version.html", context)


def _since(versions: list[Version], wanted: Version) -> list[Change]:
    """What bringing it back would change."""
    if wanted.is_redacted or versions[0] == wanted:
        return []
    return changes_between(versions[0].content, wanted.content)


def _is_done(request: HttpRequest, wanted: Version, form: RedactForm) -> bool:
    try:
        if "restore" in request.POST:
            restore(version=wanted, by=request.user)
            messages.success(request, _("The entry says again what it said then."))
            return True
        if form.is_valid():
            redact(version=wanted, by=request.user, why=form.cleaned_data["why"])
            messages.success(request, _("The version is redacted."))
            return True
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return False
