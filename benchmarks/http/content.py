"""What the floor shows: the same cards and facets as the catalogue, as plain data."""

import json
from pathlib import Path
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import override

from projects.cards import Card
from search.asked import Asked
from search.catalogue import find
from search.facets import Labels
from search.page import CataloguePage

GROUPS = 4


def write_content(file: Path) -> None:
    """The first page of the catalogue, its first four facet groups, as JSON."""
    with override("de"):
        labels = Labels.load()
        answer, asked = find(Asked.read(QueryDict(), labels), labels)
        groups = CataloguePage(asked, answer, labels).groups[:GROUPS]
        shown = {
            "cards": [_card(hit.project) for hit in answer.hits],
            "facets": [
                {
                    "name": group.facet.parameter,
                    "title": str(group.facet.title),
                    "values": [
                        {"slug": value.slug, "label": value.label, "hits": value.hits}
                        for value in group.values
                    ],
                }
                for group in groups
            ],
        }
    file.write_text(json.dumps(shown), encoding="utf-8")


def _card(card: Card) -> dict[str, Any]:
    return {
        "address": card.get_absolute_url(),
        "title": card.title,
        "place": card.place_name,
        "sectors": list(card.sectors),
        "summary": card.summary,
        "topics": [
            {"address": f"/projekte/?thema={topic.slug}", "name": topic.name} for topic in card.topics
        ],
        "confirmed": date_format(card.last_confirmed, "F Y") if card.last_confirmed else "",
    }
