"""Accounts: one for each address, however it is spelled."""

import pytest
from django.db import IntegrityError, transaction

from people.models import ContactPoint, SignInCode, User
from tests.factories import CuratorFactory, ProjectFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_address_is_kept_in_one_spelling():
    assert UserFactory(email=" Erika@Example.ORG ").email == "erika@example.org"
    assert User.objects.get_by_natural_key("ERIKA@example.org").email == "erika@example.org"


def test_address_has_one_account():
    UserFactory(email="erika@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="ERIKA@example.org")


def test_rows_are_named_without_what_is_private():
    assert str(ContactPoint(label="Team Küche", email="geheim@example.org")) == "Team Küche"
    assert str(SignInCode(pk=7, email="geheim@example.org")) == "code #7"


@pytest.mark.parametrize("verb", ["publish_project", "hide_project", "change_pictures", "show_picture"])
def test_an_admin_is_no_member_of_the_group_by_being_one(admin_user, verb):
    """What the administration shows they may edit; what the group decides, the group decides."""
    assert admin_user.has_perm("projects.change_project")
    assert not admin_user.has_perm(f"projects.{verb}", ProjectFactory())


def test_somebody_can_be_both():
    both = CuratorFactory(is_staff=True, is_superuser=True)

    assert both.has_perm("projects.publish_project", ProjectFactory())
