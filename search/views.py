"""The catalogue: search and filters in one page, and suggestions while somebody types."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from projects.models import Project
from projects.prerequisites import prerequisites_of
from search.asked import Asked
from search.catalogue import find
from search.facets import Labels
from search.fitting import Reply, questions_on, solved_before
from search.learning import learn
from search.lesson_pages import LessonPages
from search.likeness import LONGEST, likely_meant
from search.page import CataloguePage
from search.query.parse import clean
from search.suggestions.answer import suggest


@require_safe
@vary_on_headers("HX-Request")
def catalogue(request: HttpRequest) -> HttpResponse:
    """What the catalogue holds on a question; only the results for a script that asks (`HX-Request`)."""
    labels = Labels.load()
    answer, asked = find(Asked.read(request.GET, labels), labels)
    page = CataloguePage(asked, answer, labels)
    learn(request, asked, answer)
    context = {"page": page, "area": "projects"}
    is_fragment = bool(getattr(request, "htmx", False))
    return render(request, "search/results.html" if is_fragment else "search/catalogue.html", context)


@require_safe
def fit(request: HttpRequest, slug: str) -> HttpResponse:
    """Plain questions on what a project needs; the answer is in the address, so that nothing is stored."""
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    questions = questions_on(prerequisites_of(project), request.GET.dict())
    if not questions:
        raise Http404
    missing = [one.thing for one in questions if one.reply in (Reply.NO, Reply.UNSURE)]
    context = {
        "project": project,
        "questions": questions,
        "replies": Reply.choices,
        "is_answered": any(one.reply for one in questions),
        "there": [one.thing for one in questions if one.reply == Reply.YES],
        "missing": solved_before(project, missing, request.user),
        "is_complete": all(one.reply == Reply.YES for one in questions),
        "area": "projects",
    }
    return render(request, "search/fit.html", context)


@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """What groups have learned: all of it, the latest first, or what was found for some words (`q`)."""
    words = clean(request.GET.get("q", ""))
    page = LessonPages(words).get_page(request.GET.get("seite"))
    query = urlencode({"q": words}) if words else ""
    context = {"shown": page, "words": words, "query": query, "area": "projects"}
    return render(request, "search/lessons.html", context)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """What may be meant by the words typed so far (`q`), as JSON. A browser may keep it for a minute."""
    headers = {"Cache-Control": "private, max-age=60", "X-Robots-Tag": "noindex"}
    return JsonResponse(suggest(request.GET.get("q", "")), headers=headers)


@require_safe
def meant(request: HttpRequest) -> HttpResponse:
    """Entries that a title (`titel`) may mean, as a fragment for forms: a question, or choices of a list."""
    template = "search/meant_options.html" if "liste" in request.GET else "search/likely.html"
    likely = likely_meant(request.GET.get("titel", "")[:LONGEST])
    response = render(request, template, {"likely": likely})
    response["X-Robots-Tag"] = "noindex"
    return response
