"""What invented projects stand on: places, topics and sectors that are there, or invented ones."""

from dataclasses import dataclass
from random import Random

from districts.hexgrid import Cell
from districts.models import Border, District, Quarter
from districts.spelling import folded_key
from knowledge.invention.kinds import KINDS
from knowledge.invention.phrases import FIELDS, ORGANISATIONS
from projects.models import Organisation, Sector, Tag, Topic

DISTRICTS = (
    ("Altstadt", 1, 1),
    ("Nordend", 1, 0),
    ("Südhang", 1, 2),
    ("Oststadt", 2, 1),
    ("Westend", 0, 1),
    ("Neuenfeld", 2, 0),
    ("Hohenrode", 0, 0),
    ("Mühlental", 2, 2),
    ("Lindenberg", 0, 2),
    ("Seeheim", 3, 1),
)
SECTORS = ("gemeinnützig", "städtisch", "bürgerschaftlich", "wirtschaftlich")
TOPICS = (
    ("repair", "Reparieren", "wrench-screwdriver"),
    ("tauschen-leihen", "Tauschen & Leihen", "arrows-right-left"),
    ("gaertnern", "Gärtnern in der Stadt", "sun"),
    ("nachbarschaftshilfe", "Nachbarschaftshilfe", "hand-raised"),
    ("begegnung", "Begegnung & Treffpunkte", "chat-bubble-left-right"),
    ("senioren", "Älter werden im Quartier", "heart"),
    ("spielen-jugend", "Spielen & Jugend", "puzzle-piece"),
    ("bildung", "Lesen & Lernen", "book-open"),
    ("kultur", "Kultur im Quartier", "musical-note"),
    ("klima", "Energie & Klima", "bolt"),
    ("lebensmittel", "Lebensmittel retten & teilen", "shopping-bag"),
    ("beteiligung", "Beteiligung", "megaphone"),
)


@dataclass
class Ground:
    """Rows to choose from, each list in an order that does not depend on the database."""

    districts: list[District]
    quarters: dict[int, list[Quarter]]
    topics: dict[str, Topic]
    sectors: list[Sector]
    tags: dict[str, Tag]
    organisations: list[Organisation]


def ground_for(number: int, rng: Random) -> Ground:
    """The ground for so many projects; writes what is not there yet."""
    if not District.objects.exists():
        _invent_districts()
    sectors = list(Sector.objects.order_by("slug")) or [
        Sector.objects.create(name=name, position=place) for place, name in enumerate(SECTORS)
    ]
    topics = list(Topic.objects.order_by("slug")) or [
        Topic.objects.create(slug=slug, name=name, icon=icon) for slug, name, icon in TOPICS
    ]
    quarters: dict[int, list[Quarter]] = {}
    for quarter in Quarter.objects.order_by("slug"):
        quarters.setdefault(quarter.district_id, []).append(quarter)
    return Ground(
        districts=list(District.objects.order_by("slug")),
        quarters=quarters,
        topics={topic.slug: topic for topic in topics},
        sectors=sectors,
        tags={word: _tag(word) for word in dict.fromkeys(word for kind in KINDS for word in kind.tags)},
        organisations=_organisations(max(3, number // 50), sectors, rng),
    )


def _invent_districts() -> None:
    made = {
        Cell(column, row): District.objects.create(
            name=name, ring=District.Ring.OUTER, tile_column=column, tile_row=row
        )
        for name, column, row in DISTRICTS
    }
    pairs = {
        tuple(sorted((made[cell].pk, made[beside].pk)))
        for cell in made
        for beside in cell.neighbours() & made.keys()
    }
    Border.objects.bulk_create(Border(a_id=a, b_id=b) for a, b in sorted(pairs))


def _tag(word: str) -> Tag:
    return Tag.objects.filter(folded=folded_key(word)).first() or Tag.objects.create(name=word)


def _organisations(number: int, sectors: list[Sector], rng: Random) -> list[Organisation]:
    """At most as many as there are pairs of words."""
    names = [f"{kind} {field}" for kind in ORGANISATIONS for field in FIELDS]
    chosen = {name: rng.choice(sectors) for name in rng.sample(names, min(number, len(names)))}
    known = {row.folded: row for row in Organisation.objects.all()}
    return [
        known.get(folded_key(name)) or Organisation.objects.create(name=name, sector=sector)
        for name, sector in chosen.items()
    ]
