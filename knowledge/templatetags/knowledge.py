"""What travels, in templates. Everything here shows only what the visitor may see, or nothing."""

from typing import Any

from django import template

from knowledge.models import Transfer
from knowledge.querysets import TransferQuerySet
from knowledge.travel_map import travel_map as travel_map_of

register = template.Library()


@register.inclusion_tag("knowledge/travel_map.html", takes_context=True)
def travel_map(context: template.Context, transfers: TransferQuerySet | None = None) -> dict[str, Any]:
    """The hex map with arcs, its legend and tables, in three queries; of all transfers if none are given."""
    if transfers is None:
        transfers = Transfer.objects.visible_to(context["request"].user)
    return {"map": travel_map_of(transfers)}
