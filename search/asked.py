"""What a visitor asks of the catalogue: the parameters of an address, made sure of."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from search.facets import PARAMETERS, Labels
from search.query.parse import LONGEST, clean

PER_PAGE = 20
LAST_PAGE = 100_000

SORTS: Mapping[str, Promise] = {
    "relevanz": gettext_lazy("relevance"),
    "neu": gettext_lazy("newest first"),
    "bestaetigt": gettext_lazy("last confirmed"),
    "name": gettext_lazy("name"),
    "weitergegeben": gettext_lazy("passed on most"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the catalogue. Every value in it is known; `notices` tell what was passed over."""

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    with_city: bool = True
    sort: str = ""
    page: int = 1
    literal: bool = False  # as it is spelled, not what it may have been meant for
    with_synonyms: bool = True
    notices: tuple[str, ...] = ()

    @classmethod
    def read(cls, data: QueryDict, labels: Labels) -> Self:
        """The question that an address puts; nothing in it is an error."""
        notices: list[str] = []
        q = clean(_one(data, "q"))
        if len(" ".join(_one(data, "q").split())) > LONGEST:
            notices.append(_("The search was cut after %(n)d characters.") % {"n": LONGEST})
        chosen, unknown = _choices(data, labels)
        sort = _one(data, "sortierung")
        if sort and sort not in SORTS:
            unknown.append(sort)
        if (city := _one(data, "stadtweit")) not in ("", "0", "1"):
            unknown.append(city)
        page = _page(_one(data, "seite"), unknown)
        if unknown:
            shown = ", ".join(clean(value)[:40] or "…" for value in unknown[:5])
            notices.append(_("Not known and passed over: %(values)s.") % {"values": shown})
        return cls(
            q=q,
            chosen=chosen,
            with_city=city != "0",
            sort=sort if sort in SORTS else "",
            page=page,
            literal=_one(data, "wortlaut") == "1",
            with_synonyms=_one(data, "synonyme") != "0",
            notices=tuple(notices),
        )

    @property
    def order(self) -> str:
        """The order that holds: the one asked for, else by relevance with words, by confirmation without."""
        if self.sort and (self.q or self.sort != "relevanz"):
            return self.sort
        return "relevanz" if self.q else "bestaetigt"

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen) or not self.with_city

    def of(self, parameter: str) -> tuple[str, ...]:
        """The values chosen in a facet."""
        return self.chosen.get(parameter, ())

    # Other questions, and their addresses

    def without(self, parameter: str, value: str) -> Self:
        """The same without one choice, from its first page on."""
        left = tuple(one for one in self.of(parameter) if one != value)
        chosen = {name: values for name, values in self.chosen.items() if name != parameter}
        return replace(self, chosen=chosen | ({parameter: left} if left else {}), page=1)

    def without_facet(self, parameter: str) -> Self:
        """The same without all choices of a facet, from its first page on."""
        left = {name: values for name, values in self.chosen.items() if name != parameter}
        return replace(self, chosen=left, page=1)

    def unfiltered(self) -> Self:
        return replace(self, chosen={}, with_city=True, page=1)

    def anew(self, **changes: object) -> Self:
        """The same with these changes, from its first page on."""
        return replace(self, **({"page": 1} | changes))  # type: ignore[arg-type] # any field may change

    def parameters(self) -> list[tuple[str, str]]:
        """What stands in the address: only what differs from the plain catalogue."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, value) for name in PARAMETERS for value in self.of(name)]
        pairs += [("stadtweit", "0")] if not self.with_city else []
        pairs += [("sortierung", self.sort)] if self.sort else []
        pairs += [("wortlaut", "1")] if self.literal else []
        pairs += [("synonyme", "0")] if not self.with_synonyms else []
        return pairs + ([("seite", str(self.page))] if self.page > 1 else [])

    def address(self, view: str = "search:catalogue") -> str:
        query = urlencode(self.parameters())
        return _path(view, get_language(), get_script_prefix()) + (f"?{query}" if query else "")

    @property
    def feed_address(self) -> str:
        return self.anew(sort="").address("search:project-feed")


@lru_cache(maxsize=64)
def _path(view: str, language: str | None, prefix: str) -> str:
    """Where a view is: a page of the catalogue names it ten times."""
    return reverse(view)


def _one(data: QueryDict, name: str) -> str:
    """The last value of a parameter; empty if there is none."""
    values = data.getlist(name)
    return str(values[-1]) if values else ""


def _choices(data: QueryDict, labels: Labels) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The known values by parameter, and the unknown ones."""
    chosen, unknown = {}, []
    for parameter in PARAMETERS:
        values = [value for value in data.getlist(parameter)[:100] if value]
        moved = labels.moved(parameter, values)
        known = labels.known(parameter, [moved.get(value, value) for value in values])
        unknown += [value for value in values if moved.get(value, value) not in known]
        if known:
            chosen[parameter] = known
    return chosen, unknown


def _page(text: str, unknown: list[str]) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text[:9]) <= LAST_PAGE and len(text) < 9:
        return int(text)
    if text:
        unknown.append(text)
    return 1
