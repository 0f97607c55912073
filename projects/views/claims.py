""" "Das ist unser Projekt" and "Bitte entfernen": asked by people whose address is confirmed."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.codes import CodeRefusedError, redeem_code, send_code
from people.forms import CodeForm
from people.limits import TooManyTriesError, as_too_many
from people.network import network_of
from projects.actions import claim as ask_to_keep
from projects.actions import prove, request_removal
from projects.claims.forms import ClaimForm, RemovalForm
from projects.models import Claim, Project

View = Callable[[HttpRequest, Project], HttpResponse]
CODE = "claim_code"  # in the session: the key of the code that was sent to the project's own domain


def by_somebody_known(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """A view of a visible project (else 404) for people who are signed in (else they are led there)."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def shown(request: HttpRequest, slug: str) -> HttpResponse:
        project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, project)

    return shown


@by_somebody_known
def claim(request: HttpRequest, project: Project) -> HttpResponse:
    """Ask to keep an entry; where an address at its own domain is given, a code is sent there."""
    earlier = Claim.objects.open().filter(project=project, by=request.user).first()
    known = {"words": earlier.words if earlier else ""}
    form = ClaimForm(request.POST or None, initial=known, project=project)
    context = {"project": project, "form": form, "claim": earlier, "area": "projects"}
    if not form.is_valid():
        return render(request, "projects/claim.html", context)
    try:
        made = ask_to_keep(project=project, by=request.user, words=form.cleaned_data["words"])
        return _after_claim(request, made, form.cleaned_data.get("email", ""))
    except ValidationError as refusal:
        form.add_error(None, refusal)
    except TooManyTriesError as limit:
        form.add_error(None, str(limit))
        return as_too_many(render(request, "projects/claim.html", context), limit)
    return render(request, "projects/claim.html", context)


def _after_claim(request: HttpRequest, made: Claim, email: str) -> HttpResponse:
    if email and not made.proven_domain:
        code = send_code(email=email, network=network_of(request))
        request.session[CODE] = [code.pk, made.pk]
        return redirect("projects:claim-code", made.project.slug)
    messages.success(request, _("Thank you. The group has your message and will write to you."))
    return redirect("projects:claim", made.project.slug)


@by_somebody_known
def claim_code(request: HttpRequest, project: Project) -> HttpResponse:
    """Take the code that was sent to the project's own domain."""
    code, key = request.session.get(CODE, (None, None))
    made = Claim.objects.open().filter(pk=key, project=project, by=request.user).first()
    if made is None:
        return redirect("projects:claim", project.slug)
    form = CodeForm(request.POST or None)
    context = {"project": project, "form": form, "area": "projects"}
    if not form.is_valid():
        return render(request, "projects/claim_code.html", context)
    try:
        prove(claim=made, email=redeem_code(pk=code, entry=form.cleaned_data["code"]))
    except (CodeRefusedError, TooManyTriesError) as refusal:
        form.add_error("code", str(refusal))
        response = render(request, "projects/claim_code.html", context)
        return as_too_many(response, refusal) if isinstance(refusal, TooManyTriesError) else response
    del request.session[CODE]
    messages.success(request, _("Thank you: that proves it. Now the group only has to say yes."))
    return redirect("projects:claim", project.slug)


@by_somebody_known
def remove(request: HttpRequest, project: Project) -> HttpResponse:
    """Hide an entry at once; the group decides within seven days."""
    form = RemovalForm(request.POST or None)
    context = {"project": project, "form": form, "area": "projects"}
    if not form.is_valid():
        return render(request, "projects/remove.html", context)
    try:
        made = request_removal(project=project, by=request.user, words=form.cleaned_data["words"])
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return render(request, "projects/remove.html", context)
    except TooManyTriesError as limit:
        form.add_error(None, str(limit))
        return as_too_many(render(request, "projects/remove.html", context), limit)
    return render(request, "projects/removal_received.html", {"request_made": made, "area": "projects"})
