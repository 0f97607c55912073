"""What is only supposed about an origin."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.choices import NoteKind
from projects.models import Project, Source


class OriginNote(models.Model):
    """A Herkunftsnotiz: an inspiration or likeness that is no proven transfer. Text, no edge."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="origin_notes", verbose_name=_("project")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=NoteKind)
    text = models.TextField(_("text"))
    sources = models.ManyToManyField(
        Source, blank=True, related_name="origin_notes", verbose_name=_("sources")
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("origin note")
        verbose_name_plural = _("origin notes")

    def __str__(self) -> str:
        return self.text[:60]
