"""What the catalogue must answer, by looking at every row: no index, no query tree, no filter of Django's.

Only the German analysis is shared, which says under which terms a word is found.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from districts.models import District
from knowledge.models import Transfer
from projects.models import Project
from search.german.analysis import Analysis
from search.german.fold import fold
from search.german.words import key_of, word_texts

LONG_AGO = datetime(1, 1, 1, tzinfo=ZoneInfo("UTC"))


class Demand(NamedTuple):
    """One demand on the words of an entry: a word, a beginning, or words side by side."""

    kind: str  # "word", "start" or "phrase"
    words: tuple[str, ...]
    is_excluded: bool = False

    def typed(self):
        """As a visitor types it."""
        text = " ".join(self.words)
        text = {"word": text, "start": f"{text}*", "phrase": f'"{text}"'}[self.kind]
        return f"-{text}" if self.is_excluded else text


@dataclass
class Entry:
    """A published row: its passages as words, its values by facet, and what it is sorted by."""

    key: int
    passages: list[list[str]]
    values: dict[str, set[str]]
    is_city_wide: bool
    name: str
    published: datetime
    confirmed: date
    passed_on: int

    def words(self):
        return {word for passage in self.passages for word in passage}


def entries():
    everywhere = {district.slug for district in District.objects.all()}
    return [_entry(project, everywhere) for project in Project.objects.all() if project.state == "published"]


def _entry(project, everywhere):
    texts = [project.title, project.summary, " · ".join(_names(project)), "\n".join(_running_texts(project))]
    offers = {offer.kind for offer in project.support_offers.all()}
    return Entry(
        key=project.pk,
        passages=[word_texts(text) for text in texts],
        values={
            "bezirk": _places(project, everywhere),
            "sektor": {sector.slug for sector in project.sectors.all()},
            "thema": {topic.slug for topic in project.topics.all()},
            "tag": {link.tag.slug for link in project.tag_links.all()},
            "unterstuetzung": offers,
            "laeuft": {project.activity},
        },
        is_city_wide=project.scope == "city",
        name=fold(project.title),
        published=project.published_at or LONG_AGO,
        confirmed=project.last_confirmed or date.min,
        passed_on=_passed_on(project),
    )


def _names(project):
    for rows in (project.topics, project.tags, project.sectors, project.organisations):
        yield from (row.name for row in rows.all())
    yield project.home_district.name if project.home_district else project.place or "stadtweit"
    yield from (reach.district.name for reach in project.reaches.all())


def _running_texts(project):
    return [project.description, project.problem, project.core, project.flexible, project.prerequisites]


def _places(project, everywhere):
    if project.scope == "city":
        return everywhere
    if project.scope == "outside":
        return {"andere-orte"}
    return {project.home_district.slug, *(reach.district.slug for reach in project.reaches.all())}


def _passed_on(project):
    """To how many entries that everyone may see its idea went."""
    transfers = Transfer.objects.filter(source=project).select_related("target")
    return sum(one.status != "retracted" and one.target.state == "published" for one in transfers)


ORDERS = {
    "neu": lambda entry: entry.published,
    "bestaetigt": lambda entry: entry.confirmed,
    "weitergegeben": lambda entry: entry.passed_on,
    "name": lambda entry: 0,
}


class BruteForce:
    """Looks at every entry for every question."""

    def __init__(self, synonyms=()):
        self.entries = entries()
        self.synonyms = synonyms
        plain = Analysis()
        counted = Counter(
            key
            for entry in self.entries
            for key in {key_of(word) for word in entry.words() if plain.is_found(word)}
        )
        self.analysis = Analysis(lambda word: counted[word])

    def answer(self, demands, chosen, with_city):
        """The entries that match, what each facet counts, and whether any word had to do."""
        is_loose = not self._matching(demands, chosen, with_city) and self._may_be_loose(demands)
        matching = self._matching(demands, chosen, with_city, is_loose)
        counts = {}
        for facet in ("bezirk", "sektor", "thema", "tag", "unterstuetzung", "laeuft"):
            others = {name: values for name, values in chosen.items() if name != facet}
            lifted = self._matching(demands, others, with_city, is_loose)
            counts[facet] = dict(Counter(value for entry in lifted for value in entry.values[facet]))
        return matching, counts, is_loose

    def is_known(self, word):
        """Whether any entry answers to a word, so that it is no typing error."""
        demand = Demand("word", (word,))
        return self._says_nothing(demand) or any(self._holds(entry, demand) for entry in self.entries)

    @staticmethod
    def in_order(found, order):
        by_name = sorted(found, key=lambda entry: (entry.name, entry.key))
        return sorted(by_name, key=ORDERS[order], reverse=True)

    def _matching(self, demands, chosen, with_city, is_loose=False):
        return [
            entry
            for entry in self.entries
            if all(entry.values[facet] & set(values) for facet, values in chosen.items())
            and (with_city or not entry.is_city_wide)
            and self._answers(entry, demands, is_loose)
        ]

    def _answers(self, entry, demands, is_loose):
        demands = [demand for demand in demands if not self._says_nothing(demand)]
        if any(self._holds(entry, demand) for demand in demands if demand.is_excluded):
            return False
        wanted = [demand for demand in demands if not demand.is_excluded]
        if is_loose:
            return any(self._holds(entry, demand, any) for demand in wanted)
        return all(self._holds(entry, demand) for demand in wanted)

    def _may_be_loose(self, demands):
        """A word alone is looked for as a whole."""
        wanted = [one for one in demands if not (one.is_excluded or self._says_nothing(one))]
        return len(wanted) > 1

    def _says_nothing(self, demand):
        """Stop words are no demand."""
        return demand.kind != "start" and not any(map(self.analysis.terms, demand.words))

    def _holds(self, entry, demand, parts_needed=all):
        if demand.kind == "start":
            return any(
                key_of(word).startswith(key_of(demand.words[0]))
                for word in entry.words()
                if self.analysis.terms(word)
            )
        if demand.kind == "phrase":
            return any(self._stands_in(passage, demand.words) for passage in entry.passages)
        [word] = demand.words
        terms = self.analysis.terms
        # Who excludes a word excludes no other.
        same = not demand.is_excluded and any(terms(word) == terms(other) for other in self.synonyms)
        ways = {word: parts_needed} | (dict.fromkeys(self.synonyms, all) if same else {})
        return any(self._has(entry, word, needed) for word, needed in ways.items())

    def _has(self, entry, word, parts_needed):
        """The word in some form, or its parts."""
        found = {term for other in entry.words() for term in self._terms(other)}
        whole, parts = self.analysis.terms(word)
        return whole in found or (bool(parts) and parts_needed(part in found for part in parts))

    def _stands_in(self, passage, words):
        """Side by side in this order; a stop word keeps a place for any word."""
        wanted = [self.analysis.terms(word) for word in words]
        starts = range(-len(words), len(passage))
        return any(
            all(
                terms is None
                or (0 <= start + place < len(passage) and terms.whole in self._terms(passage[start + place]))
                for place, terms in enumerate(wanted)
            )
            for start in starts
        )

    def _terms(self, word):
        terms = self.analysis.terms(word)
        return (terms.whole, *terms.parts) if terms else ()
