"""Verbs on accounts."""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import TextChoices

from people.codes import CodeRefusedError, redeem_code
from people.models import User, normal_address


class Role(TextChoices):
    """What somebody can be made: a member of the steering group, or who looks after the site."""

    CURATOR = "curator"
    ADMIN = "admin"


RIGHTS = {
    Role.CURATOR: {"is_curator": True, "is_staff": True},
    Role.ADMIN: {"is_staff": True, "is_superuser": True},
}


def account_of(email: str) -> User:
    """The account of an address that has just been confirmed (or vouched for), made when there is none."""
    account, _made = User.objects.get_or_create(
        email=normal_address(email), defaults={"password": make_password(None)}
    )
    return account


def account_by_code(*, pk: int, entry: str) -> User:
    """The account of whoever redeems the code with this key, made at the first one.

    Raises CodeRefusedError and TooManyTriesError as `redeem_code` does; a deactivated account is
    answered like a wrong code.
    """
    account = account_of(redeem_code(pk=pk, entry=entry))
    if not account.is_active:
        raise CodeRefusedError
    return account


@transaction.atomic
def grant_role(*, email: str, role: Role) -> User:
    """Give a role to an address; other roles of the account stay."""
    account = account_of(email)
    for field, value in RIGHTS[role].items():
        setattr(account, field, value)
    account.save()
    return account
