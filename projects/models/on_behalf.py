"""Entries that came on paper."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OnBehalf(models.Model):
    """An entry that a member of the group has typed for somebody else: "im Auftrag von".

    Who it was and how to reach them is private. Until they confirm it, the entry says that they have not.
    """

    NAMES_A_PERSON = ["author"]  # goes with the address

    project = models.OneToOneField(
        "projects.Project", models.CASCADE, related_name="on_behalf", verbose_name=_("project")
    )
    author = models.CharField(_("on behalf of"), max_length=160)
    email = models.EmailField(_("private address"), blank=True)
    asked_at = models.DateTimeField(_("asked to confirm"), null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("entry on behalf of somebody")
        verbose_name_plural = _("entries on behalf of somebody")

    def __str__(self) -> str:
        return str(self.project)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None
