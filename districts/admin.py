"""Admin of places; and what every row with an address word of its own needs in a form."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from districts.models import Border, District, FormerSlug, Quarter
from districts.spelling import german_slug

# Who types "example.org" means https://example.org.
HTTPS_BY_ITSELF: dict[Any, dict[str, Any]] = {models.URLField: {"assume_scheme": "https"}}


class SluggedAdmin(admin.ModelAdmin):
    """The address word may stay empty: it is then made from the name."""

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "slug":
            field.required = False
            field.help_text = _("Empty: made from the name. The old address leads to the new one.")
        return field


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or []) != self.to_python(data))


class QuarterForm(forms.ModelForm):
    slug = forms.SlugField(
        label=_("address word"), max_length=140, required=False, help_text=_("Empty: made from the name.")
    )
    aliases = LinesField(label=_("other names"), required=False, help_text=_("one a line"))

    class Meta:
        model = Quarter
        fields = ["district", "name", "slug", "official_key", "aliases"]

    def clean_official_key(self) -> str | None:
        return self.cleaned_data["official_key"] or None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return cleaned | {"slug": cleaned.get("slug") or german_slug(cleaned.get("name", ""))}


class BorderForm(forms.ModelForm):
    """The order of the two districts does not matter."""

    class Meta:
        model = Border
        fields = ["a", "b", "kind"]
        labels = {"a": _("district"), "b": _("neighbouring district"), "kind": _("kind")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        a, b = cleaned.get("a"), cleaned.get("b")
        if a and a == b:
            raise ValidationError(_("A district is not its own neighbour."))
        if a and b and a.pk > b.pk:
            return cleaned | {"a": b, "b": a}
        return cleaned


class QuarterInline(admin.TabularInline):
    model = Quarter
    form = QuarterForm
    fields = ["name", "slug", "official_key", "aliases"]
    extra = 0
    show_change_link = True


@admin.register(District)
class DistrictAdmin(SluggedAdmin):
    list_display = ["name", "ring", "official_key", "tile_column", "tile_row"]
    list_filter = ["ring"]
    search_fields = ["name", "quarters__name"]
    inlines = [QuarterInline]


@admin.register(Quarter)
class QuarterAdmin(admin.ModelAdmin):
    form = QuarterForm
    list_display = ["name", "district", "official_key"]
    list_filter = ["district"]
    list_select_related = ["district"]
    search_fields = ["name", "aliases", "district__name"]
    autocomplete_fields = ["district"]

    def get_readonly_fields(self, request: HttpRequest, obj: Quarter | None = None) -> list[str]:
        """A quarter never moves: projects name it because of where it lies."""
        return ["district"] if obj else []


@admin.register(Border)
class BorderAdmin(admin.ModelAdmin):
    form = BorderForm
    list_display = ["__str__", "kind_of_border"]
    list_filter = ["kind"]
    list_select_related = ["a", "b"]
    search_fields = ["a__name", "b__name"]
    autocomplete_fields = ["a", "b"]

    @admin.display(description=_("kind"), ordering="kind")
    def kind_of_border(self, border: Border) -> str:
        return border.get_kind_display()


@admin.register(FormerSlug)
class FormerSlugAdmin(admin.ModelAdmin):
    """Old addresses, to be seen, and removed when one is needed anew."""

    list_display = ["slug", "content_type", "object_id"]
    list_filter = [("content_type", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["content_type"]
    search_fields = ["slug"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
