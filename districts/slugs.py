"""Addresses that last: a row with a slug leaves a forwarding note when its slug changes."""

from collections.abc import Iterable
from typing import Any, Self, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from districts.spelling import german_slug

M = TypeVar("M", bound=models.Model)


class FormerSlug(models.Model):
    """A slug under which a row was found before."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, verbose_name=_("kind"))
    object_id = models.PositiveBigIntegerField(_("number"))
    slug = models.SlugField(_("address word"), max_length=140)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [models.UniqueConstraint(fields=["content_type", "slug"], name="former_slug_once")]

    def __str__(self) -> str:
        return self.slug


class Slugged(models.Model):
    """A row with an address word of its own; made from `slug_source` if none is given."""

    slug = models.SlugField(_("address word"), max_length=140, unique=True)
    slug_source = "name"

    class Meta:
        abstract = True

    _loaded_slug: str | None = None

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_slug(type(self), getattr(self, self.slug_source))
        super().save(*args, **kwargs)
        kind = ContentType.objects.get_for_model(type(self))
        if self._loaded_slug and self._loaded_slug != self.slug:
            FormerSlug.objects.filter(content_type=kind, slug=self.slug).delete()
            FormerSlug.objects.update_or_create(
                content_type=kind, slug=self._loaded_slug, defaults={"object_id": self.pk}
            )
        self._loaded_slug = self.slug

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any) -> Self:
        row = super().from_db(db, field_names, values)
        row._loaded_slug = row.__dict__.get("slug")
        return row


def free_slug(model: type[Slugged], text: str) -> str:
    """A slug for `text` that no row of `model` has: a number is added where needed."""
    base = german_slug(text, max_length=130) or "x"
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(
        slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken
    )


def find_by_former_slug(queryset: "models.QuerySet[M]", slug: str) -> M | None:
    """The row of `queryset` that once had this slug, or None."""
    kind = ContentType.objects.get_for_model(queryset.model)
    former = FormerSlug.objects.filter(content_type=kind, slug=slug).values("object_id")
    return queryset.filter(pk__in=former).first()


def where_slugs_lead(model: Any, slugs: Iterable[str]) -> dict[str, str]:
    """Former slugs with the present one of their row; those that never were one are left out."""
    wanted = [slug for slug in slugs if "\0" not in slug]
    kind = ContentType.objects.get_for_model(model)
    former = dict(
        FormerSlug.objects.filter(content_type=kind, slug__in=wanted).values_list("slug", "object_id")
    )
    now = dict(model._default_manager.filter(pk__in=former.values()).values_list("pk", "slug"))
    return {slug: now[key] for slug, key in former.items() if key in now}
