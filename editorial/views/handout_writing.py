"""Writing a hand-out: its chapters and what stands in them, one small form each, no script needed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.access import curators_only
from editorial.collecting import collect_into
from editorial.handout_forms import ChapterForm, DescribeForm, TextForm
from editorial.views.telling import carried_out
from handouts.actions import (
    add_chapter,
    add_text,
    describe,
    move_chapter,
    move_item,
    remove_chapter,
    remove_item,
    rename_chapter,
    rewrite,
)
from handouts.models import Chapter, ChapterItem, Handout

Step = Callable[[HttpRequest, Any], Any]
# Buttons that need no words: each is named by what it does, its value is the key of the row.
CHAPTER_STEPS: dict[str, Step] = {
    "chapter-up": lambda request, row: move_chapter(chapter=row, by=request.user, up=True),
    "chapter-down": lambda request, row: move_chapter(chapter=row, by=request.user, up=False),
    "chapter-remove": lambda request, row: remove_chapter(chapter=row, by=request.user),
    "chapter-collect": lambda request, row: collect_into(request, row),
}
ITEM_STEPS: dict[str, Step] = {
    "item-up": lambda request, row: move_item(item=row, by=request.user, up=True),
    "item-down": lambda request, row: move_item(item=row, by=request.user, up=False),
    "item-remove": lambda request, row: remove_item(item=row, by=request.user),
}


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole hand-out with a button beside each thing."""
    found = get_object_or_404(Handout.objects.for_writing(), slug=slug)
    describing = DescribeForm(request.POST if "describe" in request.POST else None, handout=found)
    adding = ChapterForm(request.POST if "chapter-add" in request.POST else None, auto_id="chapter_%s")
    if request.method == "POST" and (answer := _acted(request, found, describing, adding)):
        return answer
    context = {"handout": found, "describing": describing, "adding": adding, "area": "desk"}
    return render(request, "editorial/handout_write.html", context | {"page": "handouts"})


def _acted(
    request: HttpRequest, found: Handout, describing: DescribeForm, adding: ChapterForm
) -> HttpResponse | None:
    """Back to the page after each step; None if a form has something to say."""
    here = f"{request.path}#kapitel"
    if describing.is_bound:
        if not describing.is_valid():
            return None
        carried_out(request, describe, handout=found, by=request.user, **describing.cleaned_data)
        messages.success(request, _("It is saved."))
        return redirect("editorial:handout-write", found.slug)
    if adding.is_bound:
        if not adding.is_valid():
            return None
        carried_out(request, add_chapter, handout=found, by=request.user, **adding.cleaned_data)
        return redirect(here)
    name = next((name for name in (*CHAPTER_STEPS, *ITEM_STEPS) if name in request.POST), "")
    row = _row(found, name, request.POST.get(name, ""))
    step = CHAPTER_STEPS.get(name) or ITEM_STEPS[name]
    carried_out(request, lambda: step(request, row))
    return redirect(f"{request.path}#kapitel-{_chapter_of(row, found)}")


def _row(found: Handout, name: str, key: str) -> Any:
    if not name:
        raise BadRequest
    rows: Any = Chapter.objects.filter(handout=found)
    if name in ITEM_STEPS:
        rows = ChapterItem.objects.filter(chapter__handout=found)
    return get_object_or_404(rows, pk=key if key.isdecimal() else 0)


def _chapter_of(row: Any, found: Handout) -> Any:
    return row.chapter_id if isinstance(row, ChapterItem) else row.pk


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def chapter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another heading of a chapter."""
    found = get_object_or_404(Chapter.objects.select_related("handout"), handout__slug=slug, pk=pk)
    form = ChapterForm(request.POST or None, initial={"title": found.title})
    if form.is_valid():
        carried_out(request, rename_chapter, chapter=found, by=request.user, **form.cleaned_data)
        return redirect("editorial:handout-write", slug)
    return _small_page(request, found.handout, form, _("Another heading"))


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A text of the group's own, at the end of a chapter."""
    found = get_object_or_404(Chapter.objects.select_related("handout"), handout__slug=slug, pk=pk)
    form = TextForm(request.POST or None)
    if form.is_valid():
        carried_out(request, add_text, chapter=found, by=request.user, **form.cleaned_data)
        return redirect("editorial:handout-write", slug)
    return _small_page(request, found.handout, form, _("A text of our own"))


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def other_text(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Other words for a text of the group's own."""
    rows = ChapterItem.objects.exclude(text="").select_related("chapter__handout")
    found = get_object_or_404(rows, chapter__handout__slug=slug, pk=pk)
    form = TextForm(request.POST or None, initial={"text": found.text})
    if form.is_valid():
        carried_out(request, rewrite, item=found, by=request.user, **form.cleaned_data)
        return redirect("editorial:handout-write", slug)
    return _small_page(request, found.chapter.handout, form, _("A text of our own"))


def _small_page(request: HttpRequest, found: Handout, form: Any, heading: str) -> HttpResponse:
    context = {"handout": found, "form": form, "heading": heading, "area": "desk", "page": "handouts"}
    return render(request, "editorial/handout_part.html", context)
