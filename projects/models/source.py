"""What stands behind a statement."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """An address or a document, with its year where it is known. Projects and transfers share sources."""

    url = models.URLField(_("address"), max_length=500, blank=True)
    document = models.CharField(
        _("document"), max_length=300, blank=True, help_text=_("if there is no address")
    )
    published_year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, help_text=_("empty: not known")
    )

    class Meta:
        ordering = ["-published_year", "id"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.CheckConstraint(condition=~Q(url="") | ~Q(document=""), name="source_names_something"),
            models.UniqueConstraint(fields=["url"], condition=~Q(url=""), name="source_url_once"),
        ]

    def __str__(self) -> str:
        return self.document or self.host

    @property
    def host(self) -> str:
        """The site an address leads to, for people to read: "example.org"."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")
