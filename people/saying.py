"""What anybody may say once their address is confirmed: first the words, then a code, then the words count.

    SAYINGS["need"] = Saying(NeedForm, lambda about, by, said: ask_for(by=by, **said), …)

While the code is on its way the session keeps what was typed; the database learns of it afterwards.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet


class Saying(NamedTuple):
    """One kind. Its form is guarded, takes `is_known`, asks for an `email` and has what is `said`."""

    form: Any
    say: Callable[..., Any]  # takes what it is said to, who says it, and what the form calls `said`
    template: str  # of the page with the form
    code_page: str
    thanks_page: str
    context: Mapping[str, Any]  # what the template knows besides
    rows: Callable[[Any], QuerySet[Any]] | None = None  # what it is said to, as far as this user sees it

    def about(self, user: Any) -> QuerySet[Any] | None:
        return self.rows(user) if self.rows else None


SAYINGS: dict[str, Saying] = {}  # every app adds its own
