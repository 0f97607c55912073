"""The rules across rows of the catalogue, asked of all stored rows."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Count, Model

from districts.spelling import folded_key
from projects.choices import State
from projects.models import Organisation, Project, Tag, TagSynonym
from projects.pictures.limits import MOST_PICTURES
from projects.place_rules import problems_of


class Violation(NamedTuple):
    """A row that breaks a rule, and the sentence that says how."""

    row: Model
    sentence: str

    def __str__(self) -> str:
        return f"{self.row._meta.label} {self.row.pk} ({self.row}): {self.sentence}"


def violations() -> Iterator[Violation]:
    """Every broken rule of this floor; none for a sound catalogue. A fixed number of queries."""
    yield from _misplaced_projects()
    yield from _words_with_a_stale_key()
    yield from _words_of_two_tags()
    yield from _too_many_pictures()


def _misplaced_projects() -> Iterator[Violation]:
    """Of a merged entry only remains what the other had already: it is shown nowhere."""
    projects = (
        Project.objects.exclude(state=State.MERGED)
        .select_related("home_district")
        .prefetch_related("reaches__district", "quarters__district")
    )
    for project in projects:
        yield from (Violation(project, sentence) for sentence in problems_of(project))


def _words_with_a_stale_key() -> Iterator[Violation]:
    """The key that makes two spellings one was computed when the row was saved; it must still be right."""
    rows: list[Any] = [*Tag.objects.all(), *Organisation.objects.all(), *TagSynonym.objects.all()]
    for row in rows:
        if row.folded != (key := folded_key(str(row))):
            yield Violation(row, f"the folded key is {row.folded!r}, it should be {key!r}")


def _words_of_two_tags() -> Iterator[Violation]:
    """A synonym of one tag is not another tag: a word means one thing."""
    for synonym in TagSynonym.objects.filter(folded__in=Tag.objects.values("folded")):
        yield Violation(synonym, "there is a tag of this word, too")


def _too_many_pictures() -> Iterator[Violation]:
    counted: Any = Project.objects.annotate(picture_count=Count("pictures"))
    for project in counted.filter(picture_count__gt=MOST_PICTURES):
        yield Violation(project, f"it has {project.picture_count} pictures, at most {MOST_PICTURES} are kept")
