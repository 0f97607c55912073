"""Admin of what happened to entries: to be read. It changes by the verbs only."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from projects.models import (
    Approval,
    ChangeProposal,
    Claim,
    Decision,
    LegalReport,
    Objection,
    RemovalRequest,
    Version,
)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to look at. Who it was is an address: the lists do without."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ["project", "number", "kind", "made_at", "redacted_at"]
    list_filter = ["kind"]
    list_select_related = ["project"]
    search_fields = ["project__title"]
    date_hierarchy = "made_at"
    fields = ["project", "number", "kind", "content", "made_at", "redacted_at", "redacted_why"]


@admin.register(ChangeProposal)
class ChangeProposalAdmin(ReadOnlyAdmin):
    list_display = ["project", "state", "made_at", "decided_at"]
    list_filter = ["state"]
    list_select_related = ["project"]
    search_fields = ["project__title", "reason"]
    date_hierarchy = "made_at"
    fields = ["project", "base", "changes", "reason", "state", "made_at", "decided_at", "answer"]


class AboutAdmin(ReadOnlyAdmin):
    """Rows about anything the group decides on."""

    date_hierarchy = "made_at"

    @admin.display(description=_("about"))
    def about(self, row: Any) -> str:
        return str(row.subject or "")


@admin.register(Approval)
class ApprovalAdmin(AboutAdmin):
    list_display = ["about", "made_at"]
    fields = ["about", "made_at"]


@admin.register(Objection)
class ObjectionAdmin(AboutAdmin):
    list_display = ["about", "blocks", "reason", "made_at", "withdrawn_at"]
    list_filter = ["blocks"]
    search_fields = ["reason"]
    fields = ["about", "blocks", "reason", "made_at", "withdrawn_at"]


@admin.register(Decision)
class DecisionAdmin(AboutAdmin):
    list_display = ["title", "kind", "words", "made_at"]
    list_filter = ["kind"]
    search_fields = ["title", "words"]
    fields = ["title", "kind", "words", "made_at"]


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    list_display = ["project", "answer", "proven_domain", "created_at", "answered_at"]
    list_filter = ["answer"]
    list_select_related = ["project"]
    search_fields = ["project__title", "words"]
    date_hierarchy = "created_at"
    fields = ["project", "words", "proven_domain", "checked_how", "answer", "reasons", "created_at"]


@admin.register(RemovalRequest)
class RemovalRequestAdmin(ReadOnlyAdmin):
    list_display = ["project", "answer", "was_hidden", "created_at", "answered_at"]
    list_filter = ["answer"]
    list_select_related = ["project"]
    search_fields = ["project__title", "words"]
    date_hierarchy = "created_at"
    fields = ["project", "words", "was_hidden", "answer", "reasons", "created_at", "answered_at"]


@admin.register(LegalReport)
class LegalReportAdmin(ReadOnlyAdmin):
    list_display = ["url", "answer", "created_at", "answered_at"]
    list_filter = ["answer"]
    search_fields = ["url", "words"]
    date_hierarchy = "created_at"
    fields = ["url", "words", "answer", "reasons", "created_at", "answered_at"]
