"""Changing an entry that is there: the same form, bound to the version that it was made of."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from projects.choices import GONE
from projects.contributing.opened import Opened
from projects.models import Draft, Project
from projects.models.draft import new_token
from projects.versions import version_now
from projects.views.drafts import form_page


@never_cache
@require_safe
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """The form with what the entry says now, for anyone signed in; or the draft of an earlier visit."""
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    if project.state in GONE:
        raise Http404
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    begun = Draft.objects.unsent().filter(user=request.user, project=project).first()
    if begun:
        return redirect("contributing:draft", begun.token)
    page = Opened(new_token(), None, project, version_now(project))
    return render(request, "contributing/form.html", form_page(page, page.form(), request))
