"""What helps on where nothing was found: how much there is without a filter, and related topics."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from haystack import connections

from projects.models import Topic
from projects.topic_counts import topics_with_projects
from search.asked import Asked
from search.facets import FACETS, Facet, Labels
from search.from_index import totals
from search.german.analysis import Analysis
from search.healing import noticed
from search.query.parse import parse
from search.understanding import all_synonyms

SHORTEST_BEGINNING = 3  # letters
MOST_TOPICS = 12  # offered as a way to begin
NAME, ABOUT = 3, 1  # what a common word counts in a topic's name, and in what is said about it


class WayOn(NamedTuple):
    """Another question, what it is called, and how many projects answer it."""

    label: str
    address: str
    hits: int


def broader(asked: Asked, labels: Labels) -> list[WayOn]:
    """The same question without one filter, or less literally, where that finds something; most first.

    A facet goes as a whole: without one of two values that stand side by side there are never more hits.
    None if the index cannot answer; the page does without.
    """
    ways = _ways(asked, labels)
    try:
        found = zip(ways, totals([way for _label, way in ways]), strict=True)
        shown = [WayOn(label, way.address(), hits) for (label, way), hits in found if hits]
    except Exception as error:
        noticed("No broader questions", error)
        return []
    return sorted(shown, key=lambda way: -way.hits)


def _ways(asked: Asked, labels: Labels) -> list[tuple[str, Asked]]:
    """As many as there are facets, and four, at most."""
    ways = [
        (_without(facet, asked, labels), asked.without_facet(facet.parameter))
        for facet in FACETS
        if asked.of(facet.parameter)
    ]
    if not asked.with_city:
        ways.append((_("with city-wide projects"), asked.anew(with_city=True)))
    if asked.literal and asked.q:
        ways.append((_("with other spellings"), asked.anew(literal=False)))
    if not asked.with_synonyms and asked.q:
        ways.append((_("with words that mean the same"), asked.anew(with_synonyms=True)))
    if beginning := _beginning(asked.q):
        label = _("with words that begin with “%(letters)s”") % {"letters": beginning}
        ways.append((label, asked.anew(q=f"{asked.q}*")))
    return ways


def _beginning(text: str) -> str:
    """The last word, which may not have been typed to its end; "" if that is not likely."""
    last = text.rpartition(" ")[2]
    return last if last.isalpha() and len(last) >= SHORTEST_BEGINNING else ""


def _without(facet: Facet, asked: Asked, labels: Labels) -> str:
    names = [labels.of[facet.parameter][value] for value in asked.of(facet.parameter)]
    if facet.parameter == "laeuft":
        names = [f"{facet.title} {name}" for name in names]
    return _("without “%(choices)s”") % {"choices": ", ".join(names)}


class Topics(NamedTuple):
    """Topics to go on with; `are_related` if the words of the question led to them."""

    rows: list[Topic]
    are_related: bool


def topics_for(words: str) -> Topics:
    """Topics that share a word, or a synonym of one, with the question; else those used most."""
    rows = topics_with_projects()
    prefetch_related_objects(rows, "example_tags")
    analysis = analysis_now()
    terms = _terms_of_question(words, analysis)
    nearness = {topic.pk: _nearness(topic, terms, analysis) for topic in rows} if terms else {}
    related = sorted(filter(lambda topic: nearness.get(topic.pk), rows), key=lambda one: -nearness[one.pk])
    return Topics((related or rows)[:MOST_TOPICS], bool(related))


def analysis_now() -> Analysis:
    """The index's, which knows the compounds of the catalogue; without one, the language's alone."""
    try:
        analysis: Analysis = connections["default"].get_backend().analysis()
    except Exception as error:
        noticed("No words of the index", error)
        return Analysis()
    return analysis


def _terms_of_question(text: str, analysis: Analysis) -> set[str]:
    words = [word for clause in parse(text) if not clause.is_excluded for word in clause.words]
    synonyms = all_synonyms()
    meant = [other for word in words for other in synonyms.beside([word], analysis)]
    return terms_of([*words, *meant, *synonyms.beside(words, analysis)], analysis)


def _nearness(topic: Topic, terms: set[str], analysis: Analysis) -> int:
    about = [topic.description, *(tag.name for tag in topic.example_tags.all())]
    in_name, in_text = (len(terms & terms_of(texts, analysis)) for texts in ([topic.name], about))
    return NAME * in_name + ABOUT * in_text


def terms_of(texts: Iterable[str], analysis: Analysis) -> set[str]:
    """The words of these texts and the parts of compounds, without stop words."""
    found = (seen.terms for text in texts for seen in analysis.occurrences(text))
    return {term for terms in found for term in (terms.whole, *terms.parts)}
