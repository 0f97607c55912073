"""What the audit finds when something went past the verbs."""

import pytest

from projects.audit import violations
from projects.models import Tag
from tests.factories import (
    DistrictFactory,
    OrganisationFactory,
    PictureFactory,
    ProjectFactory,
    QuarterFactory,
    TagFactory,
)

pytestmark = pytest.mark.django_db


def test_sound_catalogue_has_no_violations():
    district = DistrictFactory()
    ProjectFactory(
        home_district=district,
        quarters=[QuarterFactory(district=district)],
        reaches=[DistrictFactory()],
        tags=["Repair-Café"],
        organisations=[OrganisationFactory()],
    )
    ProjectFactory(city=True)
    ProjectFactory(outside=True)

    assert list(violations()) == []


def test_misplaced_quarter_and_reach_are_named_with_their_row():
    district = DistrictFactory(name="West")
    project = ProjectFactory(home_district=district, quarters=[QuarterFactory()], reaches=[district])

    found = [str(violation) for violation in violations()]

    assert len(found) == 2
    assert f"projects.Project {project.pk} ({project.title}): West ist der Heimatbezirk" in found[0]


def test_stale_key_of_a_word_is_found():
    tag = TagFactory(name="Garten")
    Tag.objects.filter(pk=tag.pk).update(folded="gaerten")

    [violation] = violations()
    assert violation.row == tag
    assert "'garten'" in violation.sentence


def test_a_seventh_picture_is_found():
    picture = PictureFactory()
    PictureFactory.create_batch(5, project=picture.project)
    assert not list(violations())

    PictureFactory(project=picture.project)

    [violation] = violations()
    assert violation.row == picture.project
    assert "7 pictures" in violation.sentence


def test_audit_takes_a_fixed_number_of_queries(django_assert_num_queries):
    for _ in range(3):
        ProjectFactory(quarters=[QuarterFactory()], reaches=[DistrictFactory()])
    with django_assert_num_queries(10):
        assert len(list(violations())) == 3
