"""Input about where an idea came from."""

from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.contributing.origins import published_project_called
from projects.models import Project


class GiverForm(forms.Form):
    """From which project an idea came: its title, or the address of its page."""

    giver = forms.CharField(
        label=_("From which project?"), help_text=_("Its title, or the address of its page."), max_length=500
    )

    def clean_giver(self) -> Project:
        said = self.cleaned_data["giver"].strip()
        slug = urlsplit(said).path.rstrip("/").rpartition("/")[2] if "/" in said else ""
        found = Project.objects.published().filter(slug=slug).first() if slug else None
        giver = found or published_project_called(said)
        if giver is None:
            raise forms.ValidationError(
                gettext("We find no published project, or more than one, by this name.")
            )
        return giver
