"""The files of pictures, for those who may see them: there is no open folder."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from projects.models import Picture
from projects.pictures.limits import KINDS
from projects.pictures.storage import path_of


@require_safe
@cache_control(private=True, no_cache=True)  # kept, but asked for each time: hiding works at once
def serve(request: HttpRequest, name: str, width: int, kind: str) -> HttpResponse:
    """One file; 304 if the browser has it, 404 if it may not be seen (any more)."""
    picture = get_object_or_404(Picture.objects.visible_to(request.user), name=name)
    if kind not in KINDS or width not in picture.widths:
        raise Http404
    etag = f'"{name}-{width}-{kind}"'  # files never change
    response = _handed_to_the_proxy(name, width, kind) if settings.ACCEL_PREFIX else _read(name, width, kind)
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def _read(name: str, width: int, kind: str) -> HttpResponse:
    try:
        return HttpResponse(path_of(name, width, kind).read_bytes(), content_type=KINDS[kind])
    except FileNotFoundError:  # an old backup may know the row only
        raise Http404 from None


def _handed_to_the_proxy(name: str, width: int, kind: str) -> HttpResponse:
    """The proxy sends the file itself, by an address that it gives to nobody else."""
    address = f"{settings.ACCEL_PREFIX}{path_of(name, width, kind).relative_to(settings.MEDIA_ROOT)}"
    return HttpResponse(content_type=KINDS[kind], headers={"X-Accel-Redirect": address})
