"""Admin of meetings: to look things up. They are changed on their own pages, by the verbs."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from districts.admin import SluggedAdmin
from meetings.actions import amend
from meetings.models import AgendaItem, Meeting, Minute, SignUp


class AgendaInline(admin.TabularInline):
    model = AgendaItem
    autocomplete_fields = ["project"]
    extra = 0


class MinuteInline(admin.StackedInline):
    model = Minute
    autocomplete_fields = ["project"]
    extra = 0


@admin.register(Meeting)
class MeetingAdmin(SluggedAdmin):
    list_display = ["title", "kind", "date", "district", "state"]
    list_filter = ["state", "kind", "district"]
    list_select_related = ["district"]
    search_fields = ["title", "place", "description"]
    date_hierarchy = "date"
    autocomplete_fields = ["district", "topic", "sources"]
    readonly_fields = ["state", "sequence"]
    inlines = [AgendaInline, MinuteInline]

    def save_model(self, request: HttpRequest, obj: Meeting, form: Any, change: bool) -> None:
        if change:
            changed = {name: form.cleaned_data[name] for name in form.changed_data if name != "sources"}
            amend(meeting=obj, by=request.user, **changed)
        else:
            super().save_model(request, obj, form, change)


@admin.register(SignUp)
class SignUpAdmin(admin.ModelAdmin):
    """How many come. Who it is, is an address: it is shown to nobody here."""

    list_display = ["meeting", "persons", "created_at"]
    list_select_related = ["meeting"]
    search_fields = ["meeting__title"]
    fields = ["meeting", "persons", "created_at"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SignUp | None = None) -> bool:
        return False
