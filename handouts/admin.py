"""Admin of hand-outs: to be read. They are written and decided about on the review desk."""

from django.contrib import admin

from handouts.models import Chapter, ChapterItem, Handout, HandoutVersion, Use
from projects.admin.history import ReadOnlyAdmin


@admin.register(Handout)
class HandoutAdmin(ReadOnlyAdmin):
    list_display = ["title", "topic", "proposed_at", "updated_at"]
    list_select_related = ["topic"]
    search_fields = ["title"]
    date_hierarchy = "updated_at"


@admin.register(HandoutVersion)
class HandoutVersionAdmin(ReadOnlyAdmin):
    list_display = ["title", "number", "reason", "frozen_on", "withdrawn_at"]
    list_filter = ["reason"]
    search_fields = ["title"]
    date_hierarchy = "frozen_on"


@admin.register(Chapter)
class ChapterAdmin(ReadOnlyAdmin):
    list_display = ["title", "handout", "position"]
    list_select_related = ["handout"]
    search_fields = ["title", "handout__title"]


@admin.register(ChapterItem)
class ChapterItemAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "chapter", "position"]
    list_select_related = ["chapter", "lesson", "project"]
    search_fields = ["text", "lesson__text", "project__title"]


@admin.register(Use)
class UseAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "version"]
    list_select_related = ["version", "lesson", "project"]
    search_fields = ["version__title", "lesson__text", "project__title"]
