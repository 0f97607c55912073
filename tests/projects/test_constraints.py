"""What a row may be is kept by the database."""

import pytest
from django.db import IntegrityError, transaction

from projects.choices import Scope, State
from projects.models import Project, Source, Tag
from tests.factories import DistrictFactory, ProjectFactory, ReachFactory, SourceFactory, TagFactory

pytestmark = pytest.mark.django_db

BROKEN = {
    "a project in districts without a home": {"home_district": None},
    "a city-wide project with a home": {"scope": Scope.CITY},
    "a project elsewhere without a place": {"scope": Scope.OUTSIDE, "home_district": None},
    "a project in districts with another place": {"place": "Aalen"},
    "a merged project that leads nowhere": {"state": State.MERGED},
    "a month without a year": {"started_month": 5},
    "a thirteenth month": {"started_year": 2020, "started_month": 13},
    "an end before the start": {"started_year": 2020, "ended_year": 2019},
    "a published project without a date": {"published_at": None},
}


@pytest.mark.parametrize("fields", BROKEN.values(), ids=BROKEN.keys())
def test_the_database_refuses(fields):
    project = ProjectFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(**fields)


def test_a_project_is_not_merged_into_itself():
    project = ProjectFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(state=State.MERGED, merged_into=project)


def test_a_project_reaches_a_district_once():
    reach = ReachFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReachFactory(project=reach.project, district=reach.district)


def test_a_source_names_an_address_or_a_document():
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.create()


def test_an_address_is_one_source():
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceFactory(url=SourceFactory().url)


def test_documents_without_an_address_do_not_collide():
    Source.objects.create(document="Faltblatt")
    Source.objects.create(document="Faltblatt")
    assert Source.objects.count() == 2


@pytest.mark.parametrize("spelling", ["repair cafe", "Repair-Café", "REPAIRCAFÉ"])
def test_a_tag_has_one_canonical_form(spelling):
    TagFactory(name="Repair Café")
    with pytest.raises(IntegrityError), transaction.atomic():
        TagFactory(name=spelling)


def test_tags_have_german_slugs():
    assert Tag.objects.create(name="Bücherschrank").slug == "buecherschrank"


def test_slugs_are_made_from_titles_and_stay_apart():
    home = DistrictFactory()
    slugs = [ProjectFactory(title="Nähcafé Süd", home_district=home).slug for _ in range(3)]
    assert slugs == ["naehcafe-sued", "naehcafe-sued-2", "naehcafe-sued-3"]
