"""What every engine gets to index: the same texts and values as ours."""

from dataclasses import dataclass

from search.documents import BATCH, Document, body, documents, every_district_slug, indexed_projects

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
    districts = every_district_slug()
    return [_row(document, districts) for document in documents(indexed_projects().iterator(BATCH))]


def _row(document: Document, districts: list[str]) -> Row:
    project = document.project
    return Row(
        project.pk,
        project.title,
        project.summary,
        document.labels(),
        body(project),
        {
            facet: list(dict.fromkeys(document.values_of(parameter, districts)))
            for facet, parameter in FACETS.items()
        },
    )
