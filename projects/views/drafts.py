"""Writing an entry: the form, kept as a draft from the first field on, and the preview."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from districts.gazetteer import Gazetteer
from people.limits import TooManyTriesError, as_too_many
from people.network import network_of
from projects.actions.entries import may_change_at_once
from projects.choices import State
from projects.content.citing import corrected_elsewhere
from projects.content.comparing import only_changes
from projects.content.wording import changes_between
from projects.contributing.drafts import Kept, TooLongError, keep, throw_away
from projects.contributing.forms import EntryForm
from projects.contributing.opened import Opened, opened
from projects.contributing.preview import problems_of, rehearsed
from projects.contributing.sections import sections_of
from projects.contributing.typed import open_form, typed_in
from projects.facts import facts_of, reach_by_year
from projects.models import Draft, Project
from projects.models.draft import KEPT, new_token

CHECK, SAVED, OTHER = "pruefen", "gesichert", "anderes"  # what an address of the form may say


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The empty form. It sets no cookie and makes no draft: the first save does."""
    page = Opened(new_token())
    return render(request, "contributing/form.html", form_page(page, page.form(), request))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, token: str) -> HttpResponse:
    """The form as it was left; what is sent is kept whatever it is.

    Its token is a secret that no other site knows: nobody can send the form from there, and a session that
    has expired, or a cookie that is gone, never comes between people and their words.
    """
    page = opened(request, token)
    if request.method == "POST":
        return _keep(request, page)
    if page.draft and page.draft.handed_in_at:
        return render(request, "contributing/handed_in.html", {"page": page, "area": "contribute"})
    form = page.form(is_checked=CHECK in request.GET)
    if form.is_bound and form.is_valid():
        for sentence in problems_of(page.content(form), page.project):
            form.add_error(None, sentence)
    return render(request, "contributing/form.html", form_page(page, form, request))


def form_page(page: Opened, form: EntryForm, request: HttpRequest) -> dict[str, object]:
    other = request.GET.get(OTHER, "")
    return {
        "page": page,
        "form": form,
        "sections": list(sections_of(form, is_new=page.is_new)),
        "places": Gazetteer().places,
        "is_saved": SAVED in request.GET,
        "is_gone": page.draft is None and page.token in request.path,
        "other": Draft.objects.of_token(other).first() if other else None,
        "kept_days": KEPT.days,
        "is_live": is_live(request.user, page.project),
        "area": "contribute",
    }


def is_live(user: Any, project: Project | None) -> bool:
    """Whether what this user changes is public before anybody else has read it."""
    return bool(project and project.state == State.PUBLISHED and may_change_at_once(user, project, {}))


def _keep(request: HttpRequest, page: Opened) -> HttpResponse:
    try:
        kept = keep(
            token=page.token,
            typed=typed_in(request.POST),
            revision=_revision(request),
            by=request.user,
            project=page.project,
            base=page.base,
            network_hash=network_of(request),
        )
    except TooLongError as refusal:
        return _not_kept(request, page, str(refusal), 413)
    except TooManyTriesError as limit:
        return as_too_many(_not_kept(request, page, str(limit), 429), limit)
    return _told(kept) if _is_script(request) else redirect(_next_step(request, kept))


def _not_kept(request: HttpRequest, page: Opened, sentence: str, status: int) -> HttpResponse:
    """Why, for a script or on the form with all that was typed."""
    if _is_script(request):
        return JsonResponse({"sentence": sentence}, status=status)
    form = open_form(typed_in(request.POST))
    context = form_page(page, form, request) | {"sentence": sentence}
    return render(request, "contributing/form.html", context, status=status)


def _is_script(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _revision(request: HttpRequest) -> int:
    """The save that the page was made of."""
    sent = request.POST.get("revision", "0")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 9):
        raise BadRequest
    return int(sent)


def _told(kept: Kept) -> HttpResponse:
    """What a script needs to know to go on."""
    now = time_format(timezone.localtime(), "H:i")
    return JsonResponse(
        {
            "action": reverse("contributing:draft", args=[kept.draft.token]),
            "revision": kept.draft.revision,
            "sentence": _("Saved at %(time)s") % {"time": now},
            "other": reverse("contributing:draft", args=[kept.other.token]) if kept.other else "",
        }
    )


def _next_step(request: HttpRequest, kept: Kept) -> str:
    """Back to the form where two windows were at work or somebody only saved; else on to the preview."""
    here = reverse("contributing:draft", args=[kept.draft.token])
    if kept.other:
        return f"{here}?{OTHER}={kept.other.token}"
    if "sichern" in request.POST:
        return f"{here}?{SAVED}"
    return reverse("contributing:preview", args=[kept.draft.token])


@never_cache
@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The entry as its page would show it, and, for a change, what would differ.

    A draft is opened by its address alone, an entry is not: whoever may not see it signs in, or goes on
    without looking at it.
    """
    page = opened(request, token)
    form = page.form(is_checked=True)
    if page.draft is None or page.draft.handed_in_at:
        return redirect(page.address())
    if not form.is_valid() or problems_of(content := page.content(form), page.project):
        return redirect(page.address(**{CHECK: ""}))
    if page.project and not Project.objects.visible_to(request.user).contains(page.project):
        is_known = request.user.is_authenticated
        return redirect(page.who_address) if is_known else redirect_to_login(request.get_full_path())

    def show(project: Project) -> HttpResponse:
        context = {
            "page": page,
            "form": form,
            "project": project,
            "facts": facts_of(project),
            "reach_by_year": reach_by_year(project),
            "changes": changes_between(page.base.content, content) if page.base else [],
            "shared": corrected_elsewhere(page.base.content, content, entry=project) if page.base else [],
            "area": "contribute",
        }
        return render(request, "contributing/preview.html", context)

    wanted = only_changes(page.base.content, content) if page.base else content
    return rehearsed(wanted, show, page.project)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, token: str) -> HttpResponse:
    """Throw a draft away, after a question."""
    page = opened(request, token)
    if request.method == "POST":
        throw_away(token=token)
        return redirect("contributing:discarded")
    return render(request, "contributing/discard.html", {"page": page, "area": "contribute"})


@require_safe
def discarded(request: HttpRequest) -> HttpResponse:
    return render(request, "contributing/discarded.html", {"area": "contribute"})


@require_safe
def place(request: HttpRequest) -> HttpResponse:
    """What a line of words means as a place (`wo`), for a script that shows it beside the field."""
    words = request.GET.get("wo", "")[:1000]
    form = EntryForm({"place": words, "place_about": "", "place_answer": ""})
    form.is_valid()
    return render(request, "contributing/place_meant.html", {"form": form})
