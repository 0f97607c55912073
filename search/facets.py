"""What the catalogue can be narrowed by: the facets, their values and what these are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from districts.models import District
from districts.slugs import where_slugs_lead
from outbox.edition import kept
from projects.choices import Activity, SupportKind
from projects.models import Sector, Tag, Topic
from projects.places import ELSEWHERE
from projects.vocabulary import vocabulary

MOST_TAGS = 12  # shown; those that are chosen come on top


class Facet(NamedTuple):
    """One facet: its name in addresses, its field in the index, and how people call it."""

    parameter: str
    field: str
    title: Promise


FACETS = (
    Facet("bezirk", "district", _("District")),
    Facet("sektor", "sector", _("Sector")),
    Facet("thema", "topic", _("Topic")),
    Facet("unterstuetzung", "support", _("Support")),
    Facet("laeuft", "activity", _("Still running?")),
    Facet("tag", "tag", _("Tag")),
)
# Rows whose address word may have been another one.
FORMERLY: Mapping[str, Any] = {"bezirk": District, "sektor": Sector, "thema": Topic, "tag": Tag}
PARAMETERS = tuple(facet.parameter for facet in FACETS)

Counts = Mapping[str, Mapping[str, int]]  # by parameter, then by value


@dataclass(slots=True)
class Labels:
    """Every value that a facet knows, in the order in which it is shown, with its label."""

    of: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> "Labels":
        """Those of this edition and language: the same ones for everyone who asks."""
        known, language = _by_language(), get_language()
        if language not in known:
            known[language] = cls._read()
        return known[language]

    @classmethod
    def _read(cls) -> "Labels":
        """All but the tags, of which there may be very many: those that were asked for (`know_tags`)."""
        districts, sectors, topics = vocabulary()
        return cls(
            {
                "bezirk": _names(districts) | {ELSEWHERE: str(_("other places"))},
                "sektor": _names(sectors),
                "thema": _names(topics),
                "unterstuetzung": {value: str(label) for value, label in SupportKind.choices},
                "laeuft": {value: str(label) for value, label in Activity.choices},
                "tag": _tags(),
            }
        )

    def know_tags(self, slugs: Iterable[str]) -> None:
        """Learn what these tags are called; one statement for those that nobody asked for before."""
        wanted = [slug for slug in slugs if slug not in self.of["tag"] and "\0" not in slug]
        if wanted:
            self.of["tag"] |= dict(Tag.objects.filter(slug__in=wanted).values_list("slug", "name"))

    def known(self, parameter: str, values: Iterable[str]) -> tuple[str, ...]:
        """Those of the values that the facet knows, each once."""
        if parameter == "tag":
            values = list(values)
            self.know_tags(values)
        return tuple(dict.fromkeys(value for value in values if value in self.of[parameter]))

    def moved(self, parameter: str, values: Iterable[str]) -> dict[str, str]:
        """Where former address words lead: of a renamed topic, a merged tag. Asks only for unknown ones."""
        values = list(values)
        known = self.known(parameter, values)
        strange = [value for value in values if value not in known]
        model = FORMERLY.get(parameter)
        return where_slugs_lead(model, strange) if model and strange else {}


def _names(rows: Mapping[int, District | Sector | Topic]) -> dict[str, str]:
    return {row.slug: row.name for row in rows.values()}


@kept
def _by_language() -> dict[str | None, Labels]:
    """Labels as far as they were asked for in this edition."""
    return {}


@kept
def _tags() -> dict[str, str]:
    """Names of tags by slug, as far as they were asked for in this edition."""
    return {}


class Value(NamedTuple):
    """One value of a facet as it is shown."""

    slug: str
    label: str
    hits: int
    is_chosen: bool


class Group(NamedTuple):
    """A facet as it is shown, with the values that lead somewhere or are chosen."""

    facet: Facet
    values: list[Value]


def shown_groups(labels: Labels, counts: Counts, chosen: Mapping[str, tuple[str, ...]]) -> list[Group]:
    """The facets that have something to offer. Empty means invisible."""
    most_used = sorted(counts.get("tag", {}).items(), key=lambda item: (-item[1], item[0]))[:MOST_TAGS]
    tags = dict.fromkeys([*chosen.get("tag", ()), *(slug for slug, _count in most_used)])
    labels.know_tags(tags)
    groups = []
    for facet in FACETS:
        own, found = chosen.get(facet.parameter, ()), counts.get(facet.parameter, {})
        slugs: Iterable[str] = tags if facet.parameter == "tag" else labels.of[facet.parameter]
        values = [
            Value(slug, labels.of[facet.parameter][slug], found.get(slug, 0), slug in own)
            for slug in slugs
            if slug in labels.of[facet.parameter] and (found.get(slug) or slug in own)
        ]
        if values:
            groups.append(Group(facet, values))
    return groups
