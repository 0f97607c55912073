"""Groups of synonyms, kept by the steering group: one word a line."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from search.models import SynonymGroup


class LinesField(forms.CharField):
    """A list of texts, written one a line."""

    widget = forms.Textarea(attrs={"rows": 6, "cols": 50})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]


class SynonymGroupForm(forms.ModelForm):
    words = LinesField(label=_("words"), help_text=_("One word or short phrase a line."))

    class Meta:
        model = SynonymGroup
        fields = ["words"]


@admin.register(SynonymGroup)
class SynonymGroupAdmin(admin.ModelAdmin):
    form = SynonymGroupForm
    list_display = ["__str__"]
    search_fields = ["folded"]
