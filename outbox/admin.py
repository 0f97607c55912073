"""What is owed and which edition is kept, to be seen: nobody edits it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from outbox.models import Edition, OutboxEntry


class OnlyToBeSeen(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(OutboxEntry)
class OutboxEntryAdmin(OnlyToBeSeen):
    list_display = ["kind", "created_at", "due_at", "attempts", "last_error"]
    list_filter = ["kind", "attempts"]
    exclude = ["payload"]  # a mail names its reader


@admin.register(Edition)
class EditionAdmin(OnlyToBeSeen):
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
