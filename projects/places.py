"""Where entries lie, as places that can be counted: districts, the whole town, other places."""

from collections.abc import Iterable

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.hexgrid import Cell
from districts.hexmap import Tile
from districts.models import District
from projects.choices import Scope
from projects.models import Project

# The two places that are no district. The values stand in addresses.
CITY_WIDE = "stadtweit"
ELSEWHERE = "andere-orte"


def place_key(scope: str | None, district_slug: str | None) -> str:
    """The place of a project: the slug of its home district, "stadtweit" or "andere-orte"."""
    return district_slug or (CITY_WIDE if scope == Scope.CITY else ELSEWHERE)


def place_names(districts: Iterable[District]) -> dict[str, str]:
    """What each place is called, by its key."""
    return {district.slug: district.name for district in districts} | {
        CITY_WIDE: _("city-wide"),
        ELSEWHERE: _("other places"),
    }


def published_by_place() -> dict[str, int]:
    """How many published projects are at home in each place; places without one are left out."""
    rows = (
        Project.objects.published()
        .order_by()
        .values_list("scope", "home_district__slug")
        .annotate(number=Count("pk"))
    )
    return {place_key(scope, slug): number for scope, slug, number in rows}


def place_tiles(districts: Iterable[District], ends: Iterable[str] = ()) -> list[Tile]:
    """Tiles for the map: all districts, and at the rim the places that have projects or are in `ends`.

    One query. Without districts there is no map.
    """
    districts = list(districts)
    numbers, names = published_by_place(), place_names(districts)
    cells = {district.slug: Cell(district.tile_column, district.tile_row) for district in districts}
    needed = {*numbers, *ends}
    rim = [key for key in (ELSEWHERE, CITY_WIDE) if key in needed and cells]
    return [_tile(key, names[key], numbers.get(key, 0), cells.get(key)) for key in [*cells, *rim]]


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
