"""The catalogue's answer without an index: slower, the same hits and counts, in a plainer order."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self

from django.utils import timezone

from projects.cards import card_of
from projects.choices import Scope
from projects.models import Project
from search.answers import Answer, Hit
from search.asked import PER_PAGE, Asked
from search.documents import Document, body, documents, indexed_projects
from search.facets import FACETS, Labels
from search.filters import filtered
from search.german.analysis import Analysis
from search.german.fold import fold
from search.german.words import key_of
from search.highlighting import best_passage
from search.query.correct import Known, KnownWords
from search.query.expand import Question
from search.query.matching import Text, vocabulary
from search.query.tree import Node
from search.understanding import understood_of


class Rows:
    """All published projects with their words: a source of questions like an engine."""

    def __init__(self) -> None:
        projects: Any = indexed_projects()
        self.documents = list(documents(projects.with_cover()))
        self.projects: list[Any] = [document.project for document in self.documents]
        self._passages = {document.project.pk: document.passages() for document in self.documents}

    @cached_property
    def words(self) -> dict[str, int]:
        return vocabulary(self._passages.values())

    @cached_property
    def texts(self) -> dict[int, Text]:
        return {key: Text.of(passages, self.analysis()) for key, passages in self._passages.items()}

    @cached_property
    def _analysis(self) -> Analysis:
        return Analysis(lambda word: self.words.get(word, 0))

    def at_once(self) -> Self:
        return self

    def analysis(self) -> Analysis:
        return self._analysis

    def spellings(self) -> Sequence[KnownWords]:
        forms = {form for text in self.texts.values() for form in text.forms}
        return [
            KnownWords(Known(key, form, self.words.get(key, 0)) for form in forms if (key := key_of(form)))
        ]

    def holds(self, node: Node) -> bool:
        return any(text.matches(node) for text in self.texts.values())

    def matching(self, node: Node) -> set[int]:
        """Keys of the projects whose words answer the question."""
        return {key for key, text in self.texts.items() if text.matches(node)}


def answer_from_database(asked: Asked, labels: Labels, *, page_size: int = PER_PAGE) -> Answer:
    """The answer of the database alone, in a fixed number of queries."""
    rows = Rows()
    labels.know_tags({slug for document in rows.documents for slug in document.values_of("tag", ())})
    understood = understood_of(asked, rows)
    narrowed = _narrowed(asked, labels)
    question = understood.question if understood else None
    matching, is_loose = _matching(rows, question, narrowed[""])
    shown = [project for project in rows.projects if project.pk in matching & narrowed[""]]
    shown = _ordered(shown, asked.order, rows, question)
    start = (asked.page - 1) * page_size
    all_districts = list(labels.of["bezirk"])[:-1]  # the last is "other places"
    return Answer(
        total=len(shown),
        hits=[_hit(project, rows, question) for project in shown[start : start + page_size]],
        counts={
            facet.parameter: _count(
                [one for one in rows.documents if one.project.pk in matching & narrowed[facet.parameter]],
                facet.parameter,
                all_districts,
            )
            for facet in FACETS
        },
        city=sum(project.scope == Scope.CITY for project in shown),
        corrected=understood.corrected if understood else {},
        also=question.also if question else (),
        is_loose=is_loose,
        is_from_database=True,
    )


def _narrowed(asked: Asked, labels: Labels) -> dict[str, set[int]]:
    """Keys of the projects that carry the choices: all of them (""), and all but those of each facet."""
    keys: dict[str, set[int]] = {}
    for lifted in ("", *(facet.parameter for facet in FACETS)):
        if lifted and not asked.of(lifted):
            keys[lifted] = keys[""]
            continue
        chosen = {name: values for name, values in asked.chosen.items() if name != lifted}
        projects = filtered(Project.objects.published(), labels, chosen, with_city=asked.with_city)
        keys[lifted] = set(projects.values_list("pk", flat=True))
    return keys


def _matching(rows: Rows, question: Question | None, narrowed: set[int]) -> tuple[set[int], bool]:
    """Projects with all words; if the filters leave none of them, projects with any (True)."""
    if question is None:
        return {project.pk for project in rows.projects}, False
    strict = rows.matching(question.every)
    if question.some != question.every and not strict & narrowed:
        return rows.matching(question.some), True
    return strict, False


def _ordered(projects: list[Any], order: str, rows: Rows, question: Question | None) -> list[Any]:
    projects = sorted(projects, key=lambda project: (fold(project.title), project.pk))
    if order == "name":
        return projects
    never = date.min
    keys = {
        "neu": lambda project: project.published_at or timezone.make_aware(datetime.min),
        "bestaetigt": lambda project: project.last_confirmed or never,
        "weitergegeben": lambda project: project.passed_on,
        "relevanz": lambda project: rows.texts[project.pk].count(question.every) if question else 0,
    }
    return sorted(projects, key=keys[order], reverse=True)


def _hit(project: Any, rows: Rows, question: Question | None) -> Hit:
    snippet = None
    if question:
        texts = (project.summary, body(project))
        snippets = (best_passage(text, question.terms, rows.analysis()) for text in texts)
        snippet = next(filter(None, snippets), None)
    return Hit(card_of(project), project.passed_on, snippet)


def _count(found: Iterable[Document], parameter: str, all_districts: list[str]) -> dict[str, int]:
    values = (set(document.values_of(parameter, all_districts)) for document in found)
    return dict(Counter(value for own in values for value in own))
