"""Admin of what curators edit about the site itself."""

from django.contrib import admin
from django.http import HttpRequest

from pages.models import Highlight, Page, Provider, SeedRecord, Story


@admin.register(Provider)
class ProviderAdmin(admin.ModelAdmin):
    list_display = ["__str__", "legal_form", "email", "complete"]

    @admin.display(boolean=True)
    def complete(self, provider: Provider) -> bool:
        return provider.is_complete

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Provider.objects.exists()


@admin.register(Page)
class PageAdmin(admin.ModelAdmin):
    list_display = ["slug", "language", "updated_at"]
    list_filter = ["slug", "language"]
    search_fields = ["body"]


@admin.register(Story)
class StoryAdmin(admin.ModelAdmin):
    list_display = ["headline", "transfer", "is_shown", "position"]
    list_editable = ["is_shown", "position"]
    list_filter = ["is_shown"]
    search_fields = ["headline", "text"]
    autocomplete_fields = ["transfer"]
    list_select_related = ["transfer__source", "transfer__target", "transfer__interested_district"]


@admin.register(Highlight)
class HighlightAdmin(admin.ModelAdmin):
    list_display = ["project", "featured_until", "position"]
    list_editable = ["position"]
    search_fields = ["project__title"]
    autocomplete_fields = ["project"]
    list_select_related = ["project"]


@admin.register(SeedRecord)
class SeedRecordAdmin(admin.ModelAdmin):
    list_display = ["key", "created_at"]
    search_fields = ["key"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SeedRecord | None = None) -> bool:
        return False
