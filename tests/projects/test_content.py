"""What an entry says as plain data: read, written, compared."""

import json

import pytest
from django.core.exceptions import ValidationError

from projects.choices import Scope
from projects.content import FIELDS
from projects.content.comparing import changed_fields, conflicts, only_changes
from projects.content.reading import content_of
from projects.content.writing import write_content
from projects.models import Organisation, Project, Reach, Source
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    home, further = make.DistrictFactory(), make.DistrictFactory()
    return make.ProjectFactory(
        home_district=home,
        quarters=[make.QuarterFactory(district=home)],
        reaches=[further],
        tags=["Garten", "Nähen"],
        organisations=[make.OrganisationFactory(name="Bürgertreff")],
        offers=["auskunft"],
        sources=[make.SourceFactory()],
        started_year=2019,
    )


def test_the_content_holds_every_field_and_fits_into_json(project):
    content = content_of(project)
    assert set(content) == set(FIELDS)
    assert json.loads(json.dumps(content)) == content


def test_a_content_written_into_an_empty_project_reads_the_same(project):
    twin = write_content(Project(), content_of(project))
    assert content_of(Project.objects.get(pk=twin.pk)) == content_of(project)


def test_what_is_not_named_stays(project):
    before = content_of(project)
    write_content(project, {"summary": "Kürzer."})
    assert changed_fields(before, content_of(Project.objects.get(pk=project.pk))) == ["summary"]


def test_a_further_district_that_stays_keeps_its_source(project):
    reach = project.reaches.get()
    reach.source = make.SourceFactory()
    reach.save()
    write_content(project, {"reaches": [{"district": reach.district_id, "since_year": 2021}]})
    kept = Reach.objects.get(project=project)
    assert (kept.pk, kept.source_id, kept.since_year) == (reach.pk, reach.source_id, 2021)


def sources_of(project, **changes):
    """What a content says of the sources, one of them changed."""
    [row] = content_of(Project.objects.get(pk=project.pk))["sources"]
    return {"sources": [row | changes]}


@pytest.mark.parametrize(
    "change", [{"published_year": 2021}, {"published_year": None}, {"document": "Der Bericht"}]
)
def test_whoever_sees_a_source_corrects_its_year_and_its_title(project, change):
    write_content(project, sources_of(project, **change))
    source = project.sources.get()
    assert {field: getattr(source, field) for field in change} == change
    assert Source.objects.count() == 1


def test_whoever_names_a_known_address_adds_what_is_not_known_and_takes_nothing_away(project):
    other, known = make.ProjectFactory(), project.sources.get()
    write_content(other, {"sources": [{"url": known.url, "document": "Bericht", "published_year": 2001}]})
    assert other.sources.get() == known
    stored = Source.objects.get()
    assert (stored.document, stored.published_year) == ("Bericht", known.published_year)
    write_content(make.ProjectFactory(), {"sources": [{"url": known.url}]})
    assert Source.objects.get().document == "Bericht"


def test_documents_of_one_title_are_one_source_a_year(project):
    rows = [{"document": "Festschrift", "published_year": year} for year in (1999, 2009, 1999)]
    write_content(project, {"sources": rows})
    write_content(make.ProjectFactory(), {"sources": rows[:1]})
    assert Source.objects.filter(document="Festschrift").count() == 2


def test_another_spelling_finds_the_known_organisation_and_tag(project):
    write_content(project, {"organisations": ["buergertreff"], "tags": ["naehen"]})
    assert Organisation.objects.count() == 1
    assert [tag.name for tag in project.tags.all()] == ["Nähen"]


@pytest.mark.parametrize(
    "broken",
    [
        {"title": ""},
        {"title": "x" * 121},
        {"scope": Scope.CITY},
        {"started_month": 13},
        {"quarters": "elsewhere"},
    ],
)
def test_a_broken_rule_changes_nothing(project, broken):
    if broken.get("quarters"):
        broken = {"quarters": [make.QuarterFactory().pk]}
    before = content_of(project)
    with pytest.raises(ValidationError):
        write_content(Project.objects.get(pk=project.pk), {"summary": "Neu."} | broken)
    assert content_of(Project.objects.get(pk=project.pk)) == before


def test_rows_that_are_gone_are_passed_over(project):
    write_content(project, {"topics": [project.topics.get().pk, 99_999]})
    assert project.topics.count() == 1


def test_empty_values_of_any_kind_are_no_difference():
    assert changed_fields({"summary": None, "tags": []}, {"summary": "", "tags": None}) == []


def test_only_what_both_sides_changed_to_different_things_is_a_conflict():
    base = {"title": "A", "summary": "B", "core": "C", "results": "D"}
    wanted = base | {"title": "A1", "summary": "B1", "core": "C1"}
    current = base | {"summary": "B2", "core": "C1", "results": "D2"}
    assert only_changes(base, wanted) == {"title": "A1", "summary": "B1", "core": "C1"}
    assert conflicts(base=base, wanted=wanted, current=current) == ["summary"]
