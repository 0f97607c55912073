"""Where entries lie, as places that can be counted: districts, the whole town, other places."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.hexgrid import Cell
from districts.hexmap import Tile
from districts.models import District
from outbox.figures import kept
from projects.choices import Scope
from projects.models import Project
from projects.vocabulary import vocabulary

# The two places that are no district. The values stand in addresses.
CITY_WIDE = "stadtweit"
ELSEWHERE = "andere-orte"


class Places(NamedTuple):
    """All places there are: what they are called, by the word in their address."""

    districts: Mapping[int, District]
    names: Mapping[str, str]

    def key(self, scope: str | None, district: int | None) -> str:
        """The place of a project: the slug of its home district, "stadtweit" or "andere-orte"."""
        if district:
            return self.districts[district].slug
        return CITY_WIDE if scope == Scope.CITY else ELSEWHERE


def all_places() -> Places:
    """The places as they are now, districts first; no query once the vocabulary is known."""
    districts = vocabulary().districts
    names = {district.slug: district.name for district in districts.values()}
    return Places(districts, names | {CITY_WIDE: _("city-wide"), ELSEWHERE: _("other places")})


def published_by_place(places: Places) -> dict[str, int]:
    """How many published projects are at home in each place that has any; one query after a change."""
    return {places.key(scope, district): number for scope, district, number in _published()}


@kept
def _published() -> list[tuple[str, int | None, int]]:
    rows = Project.objects.published().order_by().values_list("scope", "home_district")
    return list(rows.annotate(number=Count("pk")))


def place_tiles(places: Places, numbers: Mapping[str, int], ends: Iterable[str] = ()) -> list[Tile]:
    """Tiles for the map: all districts, and at the rim the places that have projects or are in `ends`.

    Without districts there is no map.
    """
    cells = {row.slug: Cell(row.tile_column, row.tile_row) for row in places.districts.values()}
    needed = {*numbers, *ends}
    rim = [key for key in (ELSEWHERE, CITY_WIDE) if key in needed and cells]
    return [_tile(key, places.names[key], numbers.get(key, 0), cells.get(key)) for key in [*cells, *rim]]


def _tile(key: str, name: str, number: int, cell: Cell | None) -> Tile:
    label = ngettext("%(place)s: %(number)d project", "%(place)s: %(number)d projects", number)
    spoken = label % {"place": name, "number": number} if number else name
    return Tile(key, name, spoken, _address(key), number, cell)


def _address(key: str) -> str:
    """The page that lists the projects of a place."""
    if key == ELSEWHERE:
        return f"{reverse('search:catalogue')}?bezirk={ELSEWHERE}"
    if key == CITY_WIDE:
        return f"{reverse('districts:list')}#{CITY_WIDE}"
    return reverse("districts:detail", args=[key])
