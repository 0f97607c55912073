""" "Das möchten wir auch": said by a group, confirmed by a code, told to the project."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from districts.models import District
from knowledge.actions import confirm_interest, express_interest
from knowledge.forms.interests import InterestForm
from knowledge.models import Interest, Transfer
from people.actions import account_by_code
from people.codes import CodeRefusedError, send_code
from people.forms import CodeForm
from people.limits import TooManyTriesError, as_too_many
from people.models import User
from people.network import network_of
from people.views.signing_in import BACKEND
from projects.models import Project

SAID = "interest"  # in the session: the keys of the code and of the interest that waits for it


def _open_to_all(slug: str) -> Project:
    """A project that anybody may take over: what is not published yet has nobody to ask."""
    return get_object_or_404(Project.objects.published(), slug=slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what is sent waits until the sender has confirmed the address."""
    project, is_known = _open_to_all(slug), request.user.is_authenticated
    chosen = {"district": request.GET.get("bezirk", "")}
    form = InterestForm(request.POST or None, initial=chosen, is_known=is_known)
    shared = Transfer.objects.shared_by(request.user).filter(source=project) if is_known else None
    context = {
        "form": form,
        "project": project,
        "example": _example(form),
        "shared": shared and shared.first(),
        "area": "projects",
    }
    if not form.is_valid():
        return render(request, "knowledge/interest.html", context)
    if form.is_trapped:
        return redirect("knowledge:interest-thanks", slug)
    said: dict[str, Any] = {"email": getattr(request.user, "email", "")} | form.cleaned_data
    try:
        made = express_interest(project=project, network_hash=network_of(request), **said)
        return _confirmed(request, made) if is_known else _ask_for_code(request, made, said["email"])
    except TooManyTriesError as limit:
        form.add_error(None, str(limit))
        return as_too_many(render(request, "knowledge/interest.html", context), limit)


def _example(form: InterestForm) -> District | None:
    """The district of which the page says what becomes public: the chosen one, else any."""
    by_slug = {district.slug: district for district in District.objects.all()}
    return by_slug.get(form["district"].value() or "") or next(iter(by_slug.values()), None)


def _ask_for_code(request: HttpRequest, made: Interest, email: str) -> HttpResponse:
    code = send_code(email=email, network=network_of(request))
    request.session[SAID] = [code.pk, made.pk]
    return redirect("knowledge:interest-code", made.project.slug)


def _confirmed(request: HttpRequest, made: Interest) -> HttpResponse:
    confirmed = confirm_interest(interest=made, by=cast(User, request.user))
    if confirmed.transfer:
        messages.success(request, _("Your words are on their way. You share this page already."))
        return redirect(confirmed.transfer)
    return redirect("knowledge:interest-thanks", confirmed.project.slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the code, sign in whoever reads mail at the address, and send the words on their way."""
    project = _open_to_all(slug)
    code, key = request.session.get(SAID, (None, None))
    made = Interest.objects.select_related("question").filter(pk=key, project=project, by=None).first()
    if made is None or made.question is None:
        return redirect("knowledge:interest", slug)
    form = CodeForm(request.POST or None)
    context = {"form": form, "project": project, "email": made.question.email, "area": "projects"}
    if not form.is_valid():
        return render(request, "knowledge/interest_code.html", context)
    try:
        account = account_by_code(pk=code, entry=form.cleaned_data["code"])
    except (CodeRefusedError, TooManyTriesError) as refusal:
        form.add_error("code", str(refusal))
        response = render(request, "knowledge/interest_code.html", context)
        return as_too_many(response, refusal) if isinstance(refusal, TooManyTriesError) else response
    login(request, account, backend=BACKEND)
    request.session.pop(SAID, None)
    return _confirmed(request, made)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens next."""
    context = {"project": _open_to_all(slug), "area": "projects"}
    return render(request, "knowledge/interest_thanks.html", context)
