"""Into which chapter a member collects: chosen once, kept in the session until another is chosen."""

from django.http import HttpRequest

from handouts.models import Chapter

KEY = "collects_into"


def collect_into(request: HttpRequest, chapter: Chapter) -> Chapter:
    """From now on the buttons beside lessons and projects put them here."""
    request.session[KEY] = chapter.pk
    return chapter


def collecting(request: HttpRequest) -> Chapter | None:
    """The chapter that is collected into, as long as it is there."""
    key = request.session.get(KEY)
    return Chapter.objects.select_related("handout").filter(pk=key).first() if key else None
