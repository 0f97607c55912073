"""Pictures of entries."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects.choices import PeopleShown
from projects.pictures.limits import widths_of
from projects.querysets import PictureQuerySet


class Picture(models.Model):
    """A picture of an entry, kept as files of our own making under `name`; `width` is that of the largest.

    While `hidden_at` is set only the group sees it: somebody has reported it.
    """

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, related_name="pictures", verbose_name=_("project")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    name = models.CharField(max_length=32, unique=True, editable=False)
    width = models.PositiveSmallIntegerField(_("width"), editable=False)
    height = models.PositiveSmallIntegerField(_("height"), editable=False)
    alternative_text = models.CharField(_("What is to be seen?"), max_length=250)
    credit = models.CharField(_("Who took it?"), max_length=120, blank=True)
    people_shown = models.CharField(_("Who is to be recognised?"), max_length=14, choices=PeopleShown)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="added_pictures",
        editable=False,
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True, editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [models.Index(fields=["project", "position"], name="picture_in_its_order")]
        constraints = [
            models.CheckConstraint(condition=~Q(alternative_text=""), name="picture_is_described"),
            models.CheckConstraint(
                condition=Q(people_shown__in=PeopleShown.values), name="picture_says_who_is_shown"
            ),
            models.CheckConstraint(condition=Q(width__gte=1, height__gte=1), name="picture_has_a_size"),
        ]

    def __str__(self) -> str:
        return self.alternative_text

    @property
    def widths(self) -> list[int]:
        """The widths in which it is kept, in pixels, the largest last."""
        return widths_of(self.width)

    def address(self, width: int, kind: str) -> str:
        """Where a browser gets it."""
        return reverse("projects:picture-file", args=[self.name, width, kind])

    @property
    def largest(self) -> str:
        """The picture by itself, as large as we have it."""
        return self.address(self.width, "webp")

    @property
    def fallback(self) -> str:
        """For browsers that choose for themselves neither width nor kind."""
        return self.address(self.widths[0], "webp")

    def srcset(self, kind: str) -> str:
        """All widths, for the browser to choose from."""
        return ", ".join(f"{self.address(width, kind)} {width}w" for width in self.widths)
