"""Admin of interests: to be read. They are answered on the review desk."""

from django.contrib import admin

from knowledge.models import Interest
from projects.admin.history import ReadOnlyAdmin


@admin.register(Interest)
class InterestAdmin(ReadOnlyAdmin):
    list_display = ["project", "district", "name", "answer", "created_at"]
    list_filter = ["answer", "district"]
    list_select_related = ["project", "district"]
    search_fields = ["project__title", "name"]
    date_hierarchy = "created_at"
    fields = ["project", "district", "name", "answer", "reasons", "created_at", "answered_at", "transfer"]
