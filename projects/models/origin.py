"""Where an idea came from, as whoever wrote the entry tells it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OriginKind(models.TextChoices):
    HERE = "here", _("from a project in this catalogue")
    ELSEWHERE = "elsewhere", _("from somewhere else")
    OWN = "own", _("we came up with it")
    UNKNOWN = "unknown", _("we do not know")


class Origin(models.Model):
    """The answer to "Woher kam die Idee?". What becomes of it, a transfer or a note, the group decides."""

    project = models.OneToOneField(
        "projects.Project", models.CASCADE, related_name="origin", verbose_name=_("project")
    )
    kind = models.CharField(_("from where"), max_length=10, choices=OriginKind)
    source = models.ForeignKey(
        "projects.Project",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="named_as_origin",
        verbose_name=_("from this project"),
    )
    text = models.CharField(_("in their words"), max_length=300, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("origin told")
        verbose_name_plural = _("origins told")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=OriginKind.HERE) | Q(source__isnull=True), name="origin_source_is_from_here"
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.source or self.get_kind_display())
