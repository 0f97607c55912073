"""What every engine gets to index: the same texts and values as ours."""

from dataclasses import dataclass

from projects.models import Project
from search import documents

FACETS = {"district": "bezirk", "sector": "sektor", "topic": "thema"}  # in the index, in addresses
HITS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One published project; `values` are its slugs by facet."""

    key: int
    title: str
    summary: str
    labels: str
    body: str
    values: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """How many entries answer; of the first ones titles or marked passages; counts by facet and slug."""

    total: int
    shown: list[str]
    counts: dict[str, dict[str, int]]


def read_rows() -> list[Row]:
    """Every published project as an engine wants it, ready in memory."""
    districts = documents.every_district_slug()
    return [_row(project, districts) for project in documents.indexed_projects().iterator(chunk_size=500)]


def _row(project: Project, districts: list[str]) -> Row:
    return Row(
        project.pk,
        project.title,
        project.summary,
        documents.labels(project),
        documents.body(project),
        {
            facet: list(dict.fromkeys(documents.values_of(project, parameter, districts)))
            for facet, parameter in FACETS.items()
        },
    )
