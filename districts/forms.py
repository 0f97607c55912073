"""Input about places."""

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.models import District


class MyDistrict(forms.Form):
    """ "Mein Bezirk": the slug of a district, also one it had before."""

    bezirk = forms.SlugField(label=_("My district"), required=False, max_length=140)

    def district(self) -> District | None:
        """The chosen district; None if none was chosen or nobody knows it."""
        slug = self.cleaned_data.get("bezirk") if self.is_valid() else None
        return District.objects.by_address(slug) if slug else None
