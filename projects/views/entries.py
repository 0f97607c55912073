"""One project, one topic, all topics: pages to read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from districts.slugs import find_by_former_slug
from districts.spelling import sort_key
from projects.cards import published_cards
from projects.freshness import is_stale
from projects.models import Project, Topic
from projects.querysets import ProjectQuerySet
from projects.reading import project_for_page
from projects.topic_counts import topics_with_projects

TOPIC_PAGE_SIZE = 24


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One project; a former slug and a merged entry lead to where it is now."""
    entry = project_for_page(slug, request.user)
    if entry is None:
        visible = Project.objects.visible_to(request.user)
        return redirect(_moved_to(visible, slug), permanent=True)
    project = entry.value
    context = {
        "entry": entry,
        "project": project,
        "is_stale": is_stale(project),
        "page_address": settings.SITE_URL + project.get_absolute_url(),
        "may_change_pictures": request.user.has_perm("projects.change_pictures", project),
        "may_review": request.user.has_perm("projects.hide_project", project),
    }
    return render(request, "projects/detail.html", context)


def _moved_to(visible: ProjectQuerySet, slug: str) -> Project:
    merged = visible.filter(merged_from__slug=slug).first()
    return merged or find_by_former_slug(visible, slug) or get_object_or_404(visible, slug=slug)


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics that have projects, with how many."""
    shown = sorted(topics_with_projects(), key=lambda topic: (not topic.is_featured, sort_key(topic.name)))
    return render(request, "projects/topics.html", {"topics": shown})


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic: what it holds and its projects."""
    found = Topic.objects.filter(slug=slug).first()
    if found is None:
        moved = find_by_former_slug(Topic.objects.all(), slug) or get_object_or_404(Topic, slug=slug)
        return redirect(moved, permanent=True)
    projects = Project.objects.published().filter(topics=found)
    keys = list(projects.order_by("title", "id").values_list("pk", flat=True)[:TOPIC_PAGE_SIZE])
    cards = published_cards(keys)
    context = {
        "topic": found,
        "projects": [cards[key] for key in keys if key in cards],
        "project_count": projects.count(),
        "tags": found.example_tags.all(),
        "picks": found.picks.filter(project__in=projects).select_related("project__home_district"),
    }
    return render(request, "projects/topic.html", context)
