"""Tags: all of them, and what can be done with one. Each step is shown before it is taken."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from districts.slugs import find_by_former_slug
from editorial.access import curators_only
from editorial.tags import CHANGES, Change, entries_of, with_counts
from editorial.views.telling import carried_out
from projects.actions import remove_synonym
from projects.models import Tag
from projects.tags import LONGEST, check_word

PER_PAGE = 100
MOST_SHOWN = 50  # entries of one tag


@curators_only
@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    """All tags with how often they are used, or those with these letters."""
    words = " ".join(request.GET.get("q", "").split())[:LONGEST]
    found = with_counts().filter(name__icontains=words) if words else with_counts()
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("seite"))
    context = {"shown": shown, "words": words, "area": "desk", "page": "tags"}
    return render(request, "editorial/tags.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """One tag: `schritt` and `wort` say what would be done, POST does it."""
    found = Tag.objects.filter(slug=slug).first()
    if found is None:
        now = find_by_former_slug(Tag.objects.all(), slug) or get_object_or_404(Tag, slug=slug)
        return redirect("editorial:tag", now.slug)
    if request.method == "POST":
        return _acted(request, found)
    context: dict[str, Any] = {"tag": found, "changes": CHANGES.values(), "area": "desk", "page": "tags"}
    if change := CHANGES.get(request.GET.get("schritt", "")):
        context |= _planned(change, found, request.GET.get("wort", ""))
    context |= {"entries": entries_of(found)[:MOST_SHOWN], "used": entries_of(found).count()}
    return render(request, "editorial/tag.html", context)


def _planned(change: Change, found: Tag, text: str) -> dict[str, Any]:
    """The step as it would be taken; what cannot be a tag is told as the reason why not."""
    try:
        word = check_word(" ".join(text.split())) if change.asks else ""
        sentence, is_possible = change.says(found, word)
    except ValidationError as refusal:
        word, sentence, is_possible = text, " ".join(refusal.messages), False
    return {"change": change, "word": word, "sentence": sentence, "is_possible": is_possible}


def _acted(request: HttpRequest, found: Tag) -> HttpResponse:
    if (key := request.POST.get("remove", "")).isdecimal():
        synonym = get_object_or_404(found.synonyms, pk=key)
        carried_out(request, remove_synonym, synonym=synonym, by=request.user)
        return redirect("editorial:tag", found.slug)
    change = CHANGES.get(request.POST.get("step", ""))
    if change is None:
        raise BadRequest
    word = request.POST.get("word", "")
    if carried_out(request, lambda: change.take(found, word, request.user)) is None:
        return redirect("editorial:tag", found.slug)
    messages.success(request, _("Done."))
    return redirect("editorial:tags") if change.name == "loeschen" else redirect("editorial:tag", found.slug)
