"""Sectors, topics, tags and projects of a seed."""

from typing import Any

from django.utils import timezone

from districts.models import District, Quarter
from districts.spelling import folded_key
from pages.seeding.files import Seed
from projects.choices import Activity, State
from projects.models import Project, Reach, Sector, Source, Tag, TaggedProject, Topic


def bring_taxonomy(seed: Seed) -> None:
    """Create the sectors, topics and tags that were not brought before."""
    for position, row in enumerate(seed.json("sectors.json")):
        if seed.is_new(f"sector:{row['slug']}"):
            Sector.objects.get_or_create(
                slug=row["slug"],
                defaults={"name": row["name"], "explanation": row["explanation"], "position": position},
            )
    for row in seed.json("topics.json"):
        if seed.is_new(f"topic:{row['slug']}"):
            topic, _made = Topic.objects.get_or_create(
                slug=row["slug"],
                defaults={"name": row["name"], "description": row["description"], "icon": row["icon"]},
            )
            topic.example_tags.set([tag_named(name) for name in row["tags"]])


def tag_named(name: str) -> Tag:
    """The one tag of this word in any spelling."""
    tag, _made = Tag.objects.get_or_create(folded=folded_key(name), defaults={"name": name})
    return tag


def source_at(url: str, year: int | None = None) -> Source:
    """The one source at this address; a year that was unknown is filled in."""
    source, _made = Source.objects.get_or_create(url=url, defaults={"published_year": year})
    if year and not source.published_year:
        source.published_year = year
        source.save()
    return source


def bring_projects(seed: Seed) -> None:
    """Create the projects that were not brought before, published, with "still running?" not known."""
    districts = {district.slug: district for district in District.objects.all()}
    tags = [(tag, folded_key(tag.name)) for tag in Tag.objects.all()]
    for row in seed.json("projects.json"):
        if seed.is_new(f"project:{row['slug']}") and not Project.objects.filter(slug=row["slug"]).exists():
            project = _create_project(row, districts)
            text = folded_key(f"{row['title']} {row['summary']}")
            TaggedProject.objects.bulk_create(
                TaggedProject(content_object=project, tag=tag) for tag, key in tags if key in text
            )


def _create_project(row: dict[str, Any], districts: dict[str, District]) -> Project:
    project = Project.objects.create(
        slug=row["slug"],
        title=row["title"],
        summary=row["summary"],
        scope=row["scope"],
        home_district=districts.get(row["home_district"] or ""),
        place=row["place"] or "",
        website=row["website"] or "",
        started_year=row["started_year"],
        started_month=row["started_month"],
        activity=Activity.UNKNOWN,
        state=State.PUBLISHED,
        published_at=timezone.now(),
    )
    project.sectors.set(Sector.objects.filter(slug__in=row["sectors"]))
    project.topics.set(Topic.objects.filter(slug__in=row["topics"]))
    project.sources.set([source_at(source["url"], source["published_year"]) for source in row["sources"]])
    if row["quarter"]:
        project.quarters.set(Quarter.objects.filter(district=project.home_district, name=row["quarter"]))
    for reach in row["reach"]:
        Reach.objects.create(
            project=project, district=districts[reach["district"]], since_year=reach["since"]
        )
    return project
