"""One transfer: a page to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from knowledge.models import Lesson, Transfer
from knowledge.shared_page import diary_of, shared_by, way_of


@require_safe
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One transfer, with what was adapted and what was learned; both sides see more than others."""
    visible = Transfer.objects.visible_to(request.user).for_lists(request.user)
    found = get_object_or_404(visible.prefetch_related("sources", "steps"), pk=pk)
    shared = shared_by(found, request.user)
    context = {
        "transfer": found,
        "way": way_of(found),
        "steps": diary_of(found, shared.sides if shared else set()),
        "shared": shared,
        "lessons": Lesson.objects.visible_to(request.user).published().with_echoes().filter(transfer=found),
        "area": "transfers",
    }
    return render(request, "knowledge/transfer.html", context)
