"""The catalogue's one way to answer: from the index, and from the database when that fails."""

from dataclasses import replace

from projects.models import Project
from search.answers import Answer
from search.as_written import answer_as_written
from search.asked import PER_PAGE, Asked
from search.facets import Labels
from search.from_database import answer_from_database
from search.from_index import answer_from_index
from search.healing import noticed

MOST_READ = 1000  # entries, in two seconds; of more, the database looks through the texts


def find(asked: Asked, labels: Labels, *, page_size: int = PER_PAGE) -> tuple[Answer, Asked]:
    """The answer, and the question that it answers: a page behind the last becomes the last."""
    answer = _answer(asked, labels, page_size)
    last = max(1, -(-answer.total // page_size))
    if asked.page > last:
        asked = replace(asked, page=last)
        answer = _answer(asked, labels, page_size)
    return answer, asked


def _answer(asked: Asked, labels: Labels, page_size: int) -> Answer:
    try:
        return answer_from_index(asked, page_size=page_size)
    except Exception as error:  # a damaged index may raise anything; visitors get their answer
        noticed("The catalogue answers from the database", error)
        are_few = Project.objects.published().count() <= MOST_READ
        without_index = answer_from_database if are_few else answer_as_written
        return without_index(asked, labels, page_size=page_size)
