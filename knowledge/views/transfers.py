"""One transfer: a page to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from knowledge.models import Lesson, Transfer


@require_safe
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One transfer, with what was adapted and what was learned."""
    visible = Transfer.objects.visible_to(request.user).for_lists(request.user)
    found = get_object_or_404(visible.prefetch_related("sources"), pk=pk)
    lessons = Lesson.objects.visible_to(request.user).published().with_echoes().filter(transfer=found)
    context = {"transfer": found, "lessons": lessons, "area": "transfers"}
    return render(request, "knowledge/transfer.html", context)
