"""A field in which people name a project."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.contributing.origins import published_project_called
from projects.models import Project

LONGEST = 500  # letters of an address


class ProjectField(forms.CharField):
    """A published project by its title, or by the address of its page; `also` one that the form began with,
    whatever its state."""

    also: Project | None = None

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Its title, or the address of its page."))
        super().__init__(max_length=LONGEST, **options)

    def prepare_value(self, value: Any) -> Any:
        """A form of a model knows the key of `also`; people know its title."""
        return self.also.title if self.also and value == self.also.pk else value

    def clean(self, value: Any) -> Project | None:
        said = super().clean(value).strip()
        if not said:
            return None
        if self.also and said == self.also.title:
            return self.also
        slug = urlsplit(said).path.rstrip("/").rpartition("/")[2] if "/" in said else ""
        found = Project.objects.published().filter(slug=slug).first() if slug else None
        named = found or published_project_called(said)
        if named is None:
            raise ValidationError(gettext("We find no published project, or more than one, by this name."))
        return named
