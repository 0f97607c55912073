"""The table of storage periods."""

from typing import Any

from django import template

from people.periods import all_periods

register = template.Library()


@register.inclusion_tag("people/storage_periods.html")
def storage_periods() -> dict[str, Any]:
    """What is kept, how long and why: the rows that `forget_expired` carries out."""
    return {"periods": all_periods()}
