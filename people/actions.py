"""Verbs on accounts."""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone

from outbox.mail import language_now, owed_to
from people.codes import CodeRefusedError, redeem_code
from people.models import User, normal_address
from people.personal_data import Trace, admin_log_about, rows_naming, sessions_of


class Role(TextChoices):
    """What somebody can be made: a member of the steering group, or who looks after the site."""

    CURATOR = "curator"
    ADMIN = "admin"


RIGHTS = {
    Role.CURATOR: {"is_curator": True, "is_staff": True},
    Role.ADMIN: {"is_staff": True, "is_superuser": True},
}


def account_of(email: str) -> User:
    """The account of an address that has just been confirmed (or vouched for), made when there is none.

    A new one gets its mails in the language of the page on which it was opened.
    """
    account, _made = User.objects.get_or_create(
        email=normal_address(email), defaults={"password": make_password(None), "language": language_now()}
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


def mark_seen(person: User) -> None:
    """Note the day of a visit, once a day and no more exactly; a notice that the account will end is void."""
    today = timezone.localdate()
    if person.last_seen != today:
        User.objects.filter(pk=person.pk).update(last_seen=today, idle_notice_on=None)


@transaction.atomic
def delete_account(*, person: User) -> None:
    """Remove a person everywhere, for good. What they have written stays, without them.

    Every foreign key to them becomes NULL or its row goes, as each model says. Contact points of theirs and
    codes go; their address is emptied where somebody left it with other words; mails to them are not sent;
    they are signed out everywhere.
    """
    for trace in rows_naming(person.email):
        _forget_address(trace)
    person.contact_points.all().delete()
    owed_to(person.email).delete()
    admin_log_about(person).delete()
    for session in sessions_of(person):
        session.delete()
    person.delete()


def _forget_address(trace: Trace) -> None:
    """Empty the address, and what a model says names the person beside it (NAMES_A_PERSON).

    A row that cannot be without an address goes, unless its model says so.
    """
    beside = getattr(trace.rows.model, "NAMES_A_PERSON", None)
    if beside is None and not trace.field.blank:
        trace.rows.delete()
    else:
        trace.rows.update(**dict.fromkeys([trace.field.name, *(beside or [])], ""))
