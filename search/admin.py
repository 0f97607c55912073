"""Groups of synonyms, kept by the steering group, one word a line; searches without hits, to be read."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from search.models import MissedSearch, SynonymGroup


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


@admin.register(MissedSearch)
class MissedSearchAdmin(admin.ModelAdmin):
    """Only what two visitors looked for: a single one may have typed something private."""

    list_display = ["term", "year", "week", "visitors", "dismissed_on"]
    list_filter = ["year", "week"]
    search_fields = ["term", "folded"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[MissedSearch]:
        return super().get_queryset(request).filter(visitors=MissedSearch.SEVERAL)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
