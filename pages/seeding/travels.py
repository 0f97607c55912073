"""Transfers, origin notes and what the start page tells of a seed."""

from typing import Any

from districts.models import District
from knowledge.actions import record_transfer
from knowledge.models import Adaptation, OriginNote, Transfer
from pages.models import Highlight, Story
from pages.seeding.catalogue import source_at
from pages.seeding.files import Seed
from projects.models import Project


def bring_transfers(seed: Seed) -> None:
    """Record the documented transfers that were not brought before, and what is only supposed as notes."""
    projects = {project.slug: project for project in Project.objects.all()}
    data = seed.json("transfers.json")
    for row in data["transfers"]:
        key = f"transfer:{row['source']}:{row['target'] or row['interested_district']}"
        if seed.is_new(key):
            _record(row, projects)
    for number, row in enumerate(data["notes"]):
        if seed.is_new(f"note:{row['project']}:{number}"):
            note = OriginNote.objects.create(
                project=projects[row["project"]], kind=row["kind"], text=row["text"]
            )
            note.sources.set([source_at(url) for url in row["sources"]])


def _record(row: dict[str, Any], projects: dict[str, Project]) -> None:
    transfer = record_transfer(
        source=projects[row["source"]],
        target=projects[row["target"]] if row["target"] else None,
        interested_district=District.objects.filter(slug=row["interested_district"]).first(),
        sources=[source_at(url) for url in row["sources"]],
        phase=row["phase"],
        status=row["status"],
        year_from=row["year_from"],
        year_to=row["year_to"],
        note=row["evidence"],
    )
    Adaptation.objects.bulk_create(
        Adaptation(transfer=transfer, kind=part["kind"], element=part["element"], position=position)
        for position, part in enumerate(row.get("adaptations", []))
    )


def bring_front(seed: Seed) -> None:
    """The story of the start page and the first choice of projects worth a look."""
    front = seed.json("front.json")
    story = front["story"]
    transfer = Transfer.objects.filter(source__slug=story["source"], target__slug=story["target"]).first()
    if transfer and seed.is_new("story:1"):
        Story.objects.get_or_create(
            transfer=transfer, defaults={"headline": story["headline"], "text": story["text"]}
        )
    for position, slug in enumerate(front["worth_a_look"]):
        project = Project.objects.filter(slug=slug).first()
        if project and seed.is_new(f"highlight:{slug}"):
            Highlight.objects.get_or_create(project=project, defaults={"position": position})
