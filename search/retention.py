"""Storage periods of the search."""

from django.utils.translation import gettext_lazy as _

from people.periods import Period, days, register
from search.learning import forget_missed
from search.querysets import KEPT

register(
    Period(
        "searches-without-hits",
        _("Words for which the search found nothing, by week; not who looked for them"),
        days(KEPT.days),
        _("So that the group learns what is missing."),
        forget_missed,
    ),
)
