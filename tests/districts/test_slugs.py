"""Addresses that last."""

import pytest

from districts.models import District, FormerSlug
from districts.slugs import find_by_former_slug, free_slug
from projects.models import Sector
from tests.factories import DistrictFactory, SectorFactory

pytestmark = pytest.mark.django_db


def test_a_row_gets_its_slug_from_its_name():
    assert DistrictFactory(name="Süd-West & Café").slug == "sued-west-cafe"


def test_a_slug_that_is_taken_gets_a_number():
    DistrictFactory(name="Süd")

    assert [free_slug(District, "Süd"), free_slug(District, "Süd!"), free_slug(Sector, "Süd")] == [
        "sued-2",
        "sued-2",
        "sued",
    ]


def test_a_name_without_letters_gets_a_slug_all_the_same():
    assert free_slug(District, "???") == "x"


def test_a_former_slug_leads_to_its_row_also_over_several_steps():
    district = DistrictFactory(name="Alt")
    for slug in ("neu", "neuer"):
        district.slug = slug
        district.save()

    found = [find_by_former_slug(District.objects.all(), slug) for slug in ("alt", "neu", "neuer")]

    assert found == [district, district, None]
    assert {str(former) for former in FormerSlug.objects.all()} == {"alt", "neu"}


def test_a_slug_that_comes_back_is_former_no_more():
    district = DistrictFactory(name="Alt")
    for slug in ("neu", "alt"):
        district.slug = slug
        district.save()

    assert [former.slug for former in FormerSlug.objects.all()] == ["neu"]


def test_a_former_slug_of_another_kind_of_row_leads_nowhere():
    sector = SectorFactory(name="Alt")
    sector.slug = "neu"
    sector.save()

    assert find_by_former_slug(District.objects.all(), "alt") is None
    assert find_by_former_slug(Sector.objects.all(), "alt") == sector


def test_a_row_that_was_fetched_in_part_keeps_its_slug():
    district = DistrictFactory(name="Alt")

    District.objects.only("name").get().save()

    district.refresh_from_db()
    assert district.slug == "alt"
    assert not FormerSlug.objects.exists()
