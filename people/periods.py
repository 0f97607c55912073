"""How long what is kept: one table, which the privacy page shows and `manage.py forget_expired` carries out.

Each app says in its `retention.py`, which is read at the start, what it keeps:

    register(Period("drafts", _("Drafts"), days(30), _("So that nothing is lost."), forget_drafts))
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.functional import lazy
from django.utils.translation import ngettext


class Period(NamedTuple):
    """One row. `what`, `how_long` and `why` are words for everyone; `forget` deletes what is older.

    `forget` may run at any time and as often as one likes; it returns how many rows it has touched. `name`
    is the word for it in the report of the command.
    """

    name: str
    what: Any
    how_long: Any
    why: Any
    forget: Callable[[], int]


_periods: dict[str, Period] = {}


def register(*periods: Period) -> None:
    """Add rows to the table; one of the same name takes the place of the former."""
    _periods.update({period.name: period for period in periods})


def all_periods() -> list[Period]:
    """The whole table, in the order of the floors."""
    return list(_periods.values())


def _days(number: int) -> str:
    return ngettext("%(days)d day", "%(days)d days", number) % {"days": number}


def _months(number: int) -> str:
    return ngettext("%(months)d month", "%(months)d months", number) % {"months": number}


days = lazy(_days, str)
months = lazy(_months, str)
