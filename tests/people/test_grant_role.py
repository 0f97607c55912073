"""`manage.py grant_role`, behind `make curator` and `make admin`."""

import pytest
from django.core.management import CommandError, call_command

from people.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_curator_may_review_and_enter_the_admin(capsys):
    call_command("grant_role", "curator", " Erika@Example.org ")

    erika = User.objects.get()
    assert (erika.email, erika.is_curator, erika.is_staff) == ("erika@example.org", True, True)
    assert not erika.is_superuser
    assert not erika.has_usable_password()
    assert "erika@example.org" in capsys.readouterr().out


def test_admin_gets_all_rights_of_the_admin():
    call_command("grant_role", "admin", "erika@example.org")

    erika = User.objects.get()
    assert (erika.is_staff, erika.is_superuser, erika.is_curator) == (True, True, False)


def test_known_account_keeps_its_other_role():
    UserFactory(email="erika@example.org", is_curator=True, is_staff=True)
    call_command("grant_role", "admin", "erika@example.org")

    erika = User.objects.get()
    assert erika.is_curator
    assert erika.is_superuser


@pytest.mark.parametrize("email", ["", "erika", "a b@example.org"])
def test_bad_address_is_refused_with_a_sentence(email):
    with pytest.raises(CommandError, match="no e-mail address"):
        call_command("grant_role", "curator", email)
    assert not User.objects.exists()


def test_unknown_role_is_refused():
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("grant_role", "king", "erika@example.org")
