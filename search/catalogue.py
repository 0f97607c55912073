"""The catalogue's one way to answer: from the index, and from the database when that fails."""

from dataclasses import replace

from search.answers import Answer
from search.asked import PER_PAGE, Asked
from search.facets import Labels
from search.from_database import answer_from_database
from search.from_index import answer_from_index
from search.healing import noticed


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
        return answer_from_database(asked, labels, page_size=page_size)
