"""Every figure on map, matrix, timeline, list, CSV, project and district pages agrees with every other.

They are worked out from the rows in `brute_force`, and read here off the pages as people see them.
"""

import csv
import re
from html import unescape
from io import StringIO
from itertools import count
from random import Random
from typing import NamedTuple

import pytest
from django.test import Client
from django.urls import reverse

from districts.hexmap import MOST_ARCS
from districts.models import District
from knowledge.audit import violations
from knowledge.choices import EndReason, Phase
from knowledge.models import Transfer
from outbox.actions import drain
from projects.models import Project, Topic
from projects.places import all_places
from tests.knowledge import brute_force as truth
from tests.knowledge.random_catalogue import go_on, grow

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", [1, 2])
def test_every_figure_agrees_with_every_other(seed, empty_index, client_of, curator):
    rng, member = Random(seed), client_of(curator)
    grow(rng)
    assert_transfers([{}], member)
    drain()  # what was counted is kept, until something changes
    assert_transfers([{}], member)
    go_on(rng)
    drain()
    assert_holds_everything()
    assert_transfers([{}, *CHOICES[seed % 2 :: 2], {}], member)  # half of them with each seed
    assert_projects()
    assert_cards()
    assert_districts()


def assert_holds_everything():
    """What could go wrong is there, so that the test proves something."""
    facts = truth.facts()
    assert list(violations()) == []
    assert len(facts) > 40
    assert Transfer.objects.counted().count() > len(facts)
    assert Transfer.objects.filter(status="retracted").exists()
    assert {fact.certainty for fact in facts} == {"beide-seiten", "quelle", "eine-seite"}
    assert {fact.status for fact in facts} == {"open", "resting", "ended"}
    assert {"stadtweit", "andere-orte"} <= {fact.start for fact in facts} & {fact.end for fact in facts}
    ends = {end.state for row in Transfer.objects.all() for end in (row.source, row.target) if end}
    assert {"published", "archived", "removed", "submitted", "rejected", "merged"} <= ends


def assert_transfers(choices, member):
    """The pages of all transfers for each choice, the start page, and what the group reads."""
    facts = truth.facts()
    for query in map(filled, choices):
        known = truth.known(facts, query)
        assert_shown(shown(**query), truth.chosen(facts, **known), is_all=not known)
    assert_map(Client().get(reverse("pages:home")).content.decode(), facts)
    assert_figures_of_the_group(member.get(reverse("editorial:figures")).content.decode(), facts)


def words(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html))).strip()


def rows(html):
    """The cells of each row of a table, as words."""
    return [
        [words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    ]


def table(html, caption):
    """The table with this caption; [] if it is not there."""
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)
    return next((rows(found) for found in tables if f">{caption}</caption>" in found), [])


def number_in(text, pattern):
    """The number that a sentence of the page says; None if it does not say so."""
    found = re.search(pattern, text)
    return int(found[1]) if found else None


class Shown(NamedTuple):
    """What the pages of all transfers show for one choice."""

    first: str
    matrix: str
    listed: list[int]
    lines: list[list[str]]


def shown(**query):
    """Everything that is shown for a choice, every page of the list included."""
    browser, address = Client(), reverse("knowledge:transfers")

    def page(**more):
        response = browser.get(address, {**query, **more})
        assert response.status_code == 200
        return response.content.decode()

    listed = []
    for number in count(1):
        html = page(seite=number)
        listed += [int(key) for key in re.findall(r'<h3 class="way"><a href="/transfers/(\d+)/"', html)]
        if 'rel="next"' not in html:
            break
    text = browser.get(reverse("knowledge:transfer-table"), query).content.decode().removeprefix("\ufeff")
    return Shown(page(), page(ansicht="tabelle"), listed, list(csv.reader(StringIO(text), delimiter=";"))[1:])


CHOICES = [
    {"jahr": "2015"},
    {"phase": "angekommen"},
    {"phase": "nicht-bekannt", "jahr": "2020"},
    {"sicher": "beide-seiten"},
    {"sicher": "quelle"},
    {"sicher": "eine-seite"},
    {"ort": "stadtweit"},
    {"von": "andere-orte"},
    {"ort": "district"},
    {"von": "district", "nach": "other"},
    {"thema": "topic"},
    {"thema": "topic", "sicher": "quelle", "ort": "district"},
    {"thema": "untravelled"},
]


def filled(query):
    """The choice with slugs of this catalogue."""
    first, other, *_ = District.objects.order_by("pk").values_list("slug", flat=True)
    topic = Topic.objects.order_by("pk").first().slug
    untravelled = Topic.objects.get_or_create(name="Ohne Weg")[0].slug
    names = {"district": first, "other": other, "topic": topic, "untravelled": untravelled}
    return {name: names.get(value, value) for name, value in query.items()}


def assert_shown(page, expected, *, is_all):
    assert sorted(page.listed) == sorted(fact.pk for fact in expected)
    keys = [int(re.search(r"/transfers/(\d+)/$", line[-1])[1]) for line in page.lines]
    assert keys == page.listed
    assert_map(page.first, expected)
    assert_figures(page, expected, is_all=is_all)
    assert_timeline(page.first, expected)
    assert_matrix(page.matrix, expected)


def named(found):
    names = all_places().names
    return {(names[start], names[end]): number for (start, end), number in found.items()}


def assert_map(html, expected):
    ways = {(start, end): int(number) for start, end, number in table(html, "Transfers von Ort zu Ort")[1:]}
    everything = named(truth.pairs(expected))
    strongest = sorted(everything.values(), reverse=True)[:MOST_ARCS]
    assert sorted(ways.values(), reverse=True) == strongest
    assert ways.items() <= everything.items()
    drawing = html.split('class="hexmap"')[1].split("</svg>")[0]
    assert drawing.count('<path class="arc') == len(strongest)
    sure = {(fact.start, fact.end) for fact in expected if fact.is_sure}
    unsure = set(truth.pairs(expected)) - sure
    if len(everything) <= MOST_ARCS:
        assert drawing.count("arc dashed") == len(unsure)
    numbers = dict(table(html, "Projekte nach Ort")[1:])
    homes = {all_places().names[key]: str(number) for key, number in truth.at_home().items()}
    assert homes.items() <= numbers.items()


def assert_figures(page, expected, *, is_all):
    text = words(page.first)
    has_figures = len(expected) >= 10
    assert number_in(text, r"(\d+) Transfers? ?[,.]") == (len(expected) if has_figures else None)
    between = truth.between_districts(expected) if has_figures else None
    assert number_in(text, r"(\d+) davon zwischen Bezirken") == (between or None)
    extended = truth.extensions() if has_figures and is_all else None
    assert number_in(text, r"Eigens gezählt: (\d+) Ausweitung") == extended
    if not is_all:
        assert number_in(text, r"(\d+) Transfers? gefunden") == (len(expected) or None)


def assert_timeline(html, expected):
    lines = table(html, "Transfers nach Jahren")[1:]
    years = truth.years(expected)
    if len(expected) < 10 or len(years) < 2:
        assert lines == []
        return
    told = {int(year): number for year, _drawn, number in lines if number}
    assert {year: int(number.split()[0]) for year, number in told.items()} == {
        year: number for year, (number, _sure) in years.items()
    }
    for year, (number, sure) in years.items():
        if 0 < sure < number:
            assert (
                told[year]
                == f"{number} ({sure} belegt oder bestätigt, {number - sure} von einer Seite gemeldet)"
            )
    undated = sum(not fact.year for fact in expected)
    assert number_in(words(html), r"Bei (\d+) Transfers? ist das Jahr nicht bekannt") == (undated or None)


def assert_matrix(html, expected):
    lines = table(html, "Transfers von den Orten links zu den Orten oben")
    if len(expected) < 20:
        assert lines == []
        return
    (_corner, *places, _all), *between, sums = lines
    cells = {
        (start, end): int(number)
        for start, *numbers, _total in between
        for end, number in zip(places, numbers, strict=True)
        if number
    }
    assert cells == named(truth.pairs(expected))
    for start, *numbers, total in between:
        assert sum(int(number or 0) for number in numbers) == int(total), start
    assert [int(number) for number in sums[1:-1]] == [
        sum(number for (_start, end), number in cells.items() if end == place) for place in places
    ]
    assert int(sums[-1]) == len(expected)


def assert_figures_of_the_group(html, facts):
    numbers = truth.by_year_and_phase(facts)
    years = {fact.year for fact in facts}
    words_of = {truth.PHASES[phase]: str(phase.label) for phase in Phase}
    assert chart(html, "Transfers nach Jahr und Phase") == {
        str(year or "nicht bekannt"): {
            words_of[phase]: number for (when, phase), number in numbers.items() if when == year
        }
        for year in years
    }
    kinds = {"resting": "ruht", "ended": "nicht weiterverfolgt"}
    stopped = truth.stopped(facts)
    assert chart(html, "Wo sie stehen bleiben") == {
        words_of[phase]: {
            kinds[status]: number for (where, status), number in stopped.items() if where == phase
        }
        for phase, _status in stopped
    }
    assert sums(html, "Warum sie endeten") == {
        str(EndReason(reason).label): number for reason, number in truth.reasons(facts).items()
    }
    assert sums(html, "Themen, die reisen") == {
        Topic.objects.get(slug=slug).name: number for slug, number in truth.topics_of(facts).items()
    }
    assert sum(sums(html, "Wie frisch die Einträge sind").values()) == sum(truth.at_home().values())


def chart(html, caption):
    """The parts of each line of a chart, without what is empty; they must add up to its number."""
    lines = table(html, caption)
    if not lines:
        return {}
    kinds, found = lines[0][2:], {}
    for label, _drawn, number, *parts in lines[1:]:
        found[label] = {kind: int(part) for kind, part in zip(kinds, parts, strict=True) if part}
        assert sum(found[label].values()) == int(number), label
    return found


def sums(html, caption):
    """The number of each line of a chart."""
    return {label: int(number) for label, _drawn, number, *_parts in table(html, caption)[1:]}


def assert_projects():
    """Each page of a project, and that of its family."""
    facts = truth.facts()
    for project in Project.objects.filter(state="published"):
        for address in (project.get_absolute_url(), reverse("knowledge:way", args=[project.slug])):
            assert_passed_on(Client().get(address).content.decode(), *truth.passed_on(facts, project))


def assert_passed_on(html, times, targets, since):
    said = re.search(r'<p class="passed-on">(.*?)</p>', html, re.DOTALL)
    assert bool(said) == bool(times)
    if said:
        text = words(said[1])
        assert number_in(text, r"^(\d+) × weitergegeben") == times
        assert number_in(text, r"seit (\d+)") == since
        named_ones = {all_places().names[key]: number for key, number in targets.items()}
        assert places_in(text.split(": ", 1)[1]) == named_ones


def places_in(text):
    """ "West (2 mal), Süd" is two of West, and one of Süd."""
    found = re.findall(r"([^,(]+?)(?: \((\d+)\) mal)? ?(?:,|$)", text)
    return {name.strip(): int(number or 1) for name, number in found}


def assert_cards():
    """How often an idea was passed on, on the cards of the catalogue."""
    told = {}
    for number in count(1):
        html = Client().get(reverse("search:catalogue"), {"seite": number}).content.decode()
        for card in html.split('<div class="entry">')[1:]:
            address = re.search(r'<h3[^>]*><a href="([^"]+)"', card)[1]
            badge = words(re.search(r'<p class="badge">(.*?)</p>|$', card)[1] or "")
            told[address] = 1 if badge.startswith("einmal") else number_in(badge, r"^(\d+) ×") or 0
        if 'rel="next"' not in html:
            break
    facts, published = truth.facts(), Project.objects.filter(state="published")
    assert told == {one.get_absolute_url(): truth.passed_on(facts, one)[0] for one in published}


def assert_districts():
    facts = truth.facts()
    for district in District.objects.all():
        html = Client().get(district.get_absolute_url()).content.decode()
        into = {fact.pk for fact in facts if fact.end == district.slug}
        out_of = {fact.pk for fact in facts if fact.start == district.slug}
        before, _, passed_on = html.partition(f"Weitergegeben aus {district}")
        taken = keys_in(before.partition(f"Übernommen in {district}")[2])
        assert taken <= into
        assert len(taken) == min(8, len(into))
        assert len(keys_in(passed_on) & out_of) == min(8, len(out_of))
        number = len(into | out_of) if max(len(into), len(out_of)) > 8 else None
        assert number_in(words(html), rf"Alle (\d+) Transfers mit {district}") == number


def keys_in(html):
    return {int(key) for key in re.findall(r'href="/transfers/(\d+)/"', html)}
