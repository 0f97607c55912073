"""Users, the codes they sign in with, private contact points, and of what people were reminded."""

from typing import Any

import rules
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.permissions import is_verb


def normal_address(email: str) -> str:
    """The one spelling under which an e-mail address is kept."""
    return email.strip().lower()


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=normal_address(username or ""))

    def create_user(self, email: str, **fields: Any) -> "User":
        """A new account without a password; IntegrityError if the address has one."""
        user = self.model(email=normal_address(email), **fields)
        user.set_unusable_password()
        user.save()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person who has confirmed an e-mail address. Nobody has a password."""

    email = models.EmailField(_("e-mail address"), unique=True)
    is_curator = models.BooleanField(
        _("member of the steering group"), default=False, help_text=_("may review and publish")
    )
    is_staff = models.BooleanField(_("may enter the admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("first signed in"), default=timezone.now)
    last_seen = models.DateField(
        _("last seen"), default=timezone.localdate, help_text=_("a day, no more: it says when to forget")
    )
    idle_notice_on = models.DateField(_("told that the account will end"), null=True, blank=True)

    language = models.CharField(
        _("language of mails"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    wants_decisions = models.BooleanField(_("a mail about each decision"), default=True)
    wants_reminders = models.BooleanField(_("a reminder once a year"), default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = UserManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_in_any_case")]

    def __str__(self) -> str:
        return self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = normal_address(self.email)
        super().save(*args, **kwargs)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """As in all of Django; but what the group decides is not given with the administration."""
        if is_verb(perm):
            return self.is_active and bool(rules.has_perm(perm, self, obj))
        return super().has_perm(perm, obj)


class SignInCode(models.Model):
    """A code sent to an address. Only its keyed hash is kept, and that of the asking network."""

    email = models.EmailField(_("e-mail address"))
    code_hash = models.CharField(max_length=64)
    network_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(_("sent"), auto_now_add=True)
    expires_at = models.DateTimeField(_("valid until"))
    wrong_tries = models.PositiveSmallIntegerField(_("wrong tries"), default=0)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("code by e-mail")
        verbose_name_plural = _("codes by e-mail")
        indexes = [
            models.Index(fields=["email", "created_at"], name="code_by_address"),
            models.Index(fields=["network_hash", "created_at"], name="code_by_network"),
        ]

    def __str__(self) -> str:
        return f"code #{self.pk}"


class ContactPointQuerySet(models.QuerySet["ContactPoint"]):
    def of(self, person: User) -> "ContactPointQuerySet":
        """Those that are this person's, by account or by address."""
        at_their_address = self.alias(address=Lower("email")).filter(address=person.email)
        return self.filter(Q(user=person) | Q(pk__in=at_their_address.values("pk")))


class ContactPoint(models.Model):
    """A private address behind a public label: contact is relayed, the address is never shown.

    The public fields are an office's own, shown because somebody chose so.
    """

    label = models.CharField(_("public label"), max_length=120, help_text=_("what everyone may read"))
    email = models.EmailField(_("private address"))
    public_email = models.EmailField(
        _("public address"),
        blank=True,
        help_text=_("everyone may read it: an info@ address, never a person's"),
    )
    public_phone = models.CharField(
        _("public telephone"),
        max_length=60,
        blank=True,
        help_text=_("everyone may read it: an office's number"),
    )
    user = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="contact_points", verbose_name=_("person")
    )

    objects = ContactPointQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(Lower("email"), name="contact_by_address")]
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")

    def __str__(self) -> str:
        return self.label


class Reminded(models.Model):
    """A reminder that has gone out. There is never a second one on the same occasion."""

    reminder = models.CharField(_("reminder"), max_length=40)
    occasion = models.CharField(_("occasion"), max_length=120)
    sent_on = models.DateField(_("sent"), default=timezone.localdate)

    class Meta:
        verbose_name = _("reminder sent")
        verbose_name_plural = _("reminders sent")
        constraints = [
            models.UniqueConstraint(fields=["reminder", "occasion"], name="reminded_once_an_occasion")
        ]

    def __str__(self) -> str:
        return f"{self.reminder}: {self.occasion}"
