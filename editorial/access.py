"""The door of the review desk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from people.permissions import is_curator

View = Callable[..., HttpResponse]


def curators_only(view: View) -> View:
    """Visitors may sign in first; everybody else is told, whatever the address: it says nothing of a row."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_curator(request.user):
            raise PermissionDenied(_("This part is for the steering group."))
        return view(request, *args, **kwargs)

    return never_cache(guarded)
