"""Admin of what projects are sorted and proved by: sectors, topics, tags, organisations, sources."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag as TaggitTag

from districts.admin import HTTPS_BY_ITSELF, SluggedAdmin
from districts.spelling import folded_key
from projects.models import Organisation, Sector, Source, Tag, TaggedProject, TagSynonym, Topic, TopicPick
from projects.tags import check_word, known_tags

admin.site.unregister(TaggitTag)  # ours has a folded key


class FoldedNameForm(forms.ModelForm):
    """Refuses a name that another row has in a different spelling."""

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        folded, rows = folded_key(name), type(self.instance)._default_manager
        if not folded:
            raise ValidationError(_("A name needs a letter or a digit."))
        if len(folded) > self.instance._meta.get_field("folded").max_length:
            raise ValidationError(_("This name is too long."))
        if twin := rows.filter(folded=folded).exclude(pk=self.instance.pk).first():
            raise ValidationError(_("This is already there as “%(twin)s”."), params={"twin": twin})
        return name


class TagForm(FoldedNameForm):
    def clean_name(self) -> str:
        name = check_word(super().clean_name())
        other = known_tags([folded_key(name)]).get(folded_key(name))
        if other and other != self.instance:
            raise ValidationError(_("This is already there as “%(twin)s”."), params={"twin": other})
        return name


class CountedAdmin(admin.ModelAdmin):
    """Shows in how many entries a row is used."""

    used_in = "projects"

    def get_ordering(self, request: HttpRequest) -> Any:
        """The model's own order, said aloud: a query that counts does without it."""
        return self.opts.ordering

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(entry_count=Count(self.used_in, distinct=True))

    @admin.display(description=_("entries"), ordering="entry_count")
    def entry_count(self, row: Any) -> int:
        return row.entry_count


@admin.register(Sector)
class SectorAdmin(CountedAdmin, SluggedAdmin):
    list_display = ["name", "explanation", "position", "entry_count"]
    list_editable = ["position"]
    search_fields = ["name"]


class TopicPickInline(admin.TabularInline):
    model = TopicPick
    autocomplete_fields = ["project"]
    extra = 0


@admin.register(Topic)
class TopicAdmin(CountedAdmin, SluggedAdmin):
    inlines = [TopicPickInline]
    list_display = ["name", "description", "icon", "entry_count"]
    search_fields = ["name", "description"]
    autocomplete_fields = ["example_tags"]


class TaggedProjectInline(admin.TabularInline):
    """Where a tag is used, to be seen."""

    model = TaggedProject
    fields = ["content_object"]
    readonly_fields = ["content_object"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("content_object")


class TagSynonymInline(admin.TabularInline):
    """Kept in order on the review desk."""

    model = TagSynonym
    fields = ["word"]
    readonly_fields = ["word"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Tag)
class TagAdmin(CountedAdmin, SluggedAdmin):
    form = TagForm
    used_in = "project_links"
    list_display = ["name", "slug", "entry_count"]
    search_fields = ["name", "folded"]
    fields = ["name", "slug"]
    inlines = [TagSynonymInline, TaggedProjectInline]


@admin.register(Organisation)
class OrganisationAdmin(CountedAdmin, SluggedAdmin):
    form = FoldedNameForm
    formfield_overrides = HTTPS_BY_ITSELF
    list_display = ["name", "sector", "website", "entry_count"]
    list_filter = ["sector"]
    list_select_related = ["sector"]
    search_fields = ["name", "folded"]


@admin.register(Source)
class SourceAdmin(CountedAdmin):
    formfield_overrides = HTTPS_BY_ITSELF
    list_display = ["__str__", "address", "published_year", "entry_count"]
    list_filter = ["published_year"]
    search_fields = ["url", "document"]

    @admin.display(description=_("address"), ordering="url")
    def address(self, source: Source) -> str:
        return format_html('<a href="{0}">{0}</a>', source.url) if source.url else ""
