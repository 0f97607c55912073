"""Admin of what visitors told the group: a list to work off."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from projects.actions import settle_report
from projects.models import Report

FIELDS = ["kind", "project", "decide", "text", "email", "created_at", "handled_at"]


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    list_display = ["kind", "project", "beginning", "created_at", "handled_at"]
    list_filter = [("handled_at", admin.EmptyFieldListFilter), "kind"]
    list_select_related = ["project"]
    search_fields = ["project__title", "text", "email"]
    date_hierarchy = "created_at"
    fields = [*FIELDS]
    actions = ["settle"]

    @admin.display(description=_("text"))
    def beginning(self, report: Report) -> str:
        return report.text[:80]

    @admin.display(description=_("to decide"))
    def decide(self, report: Report) -> str:
        """The page of the picture where it is about one, else that of the entry."""
        if report.picture_id:
            page = reverse("projects:picture", args=[report.project.slug, report.picture_id])
            return format_html('<a href="{}">{}</a>', page, _("Show or delete the picture"))
        page = reverse("editorial:entry", args=[report.project.slug])
        return format_html('<a href="{}">{}</a>', page, _("Publish, archive or hide the entry"))

    @admin.action(description=_("Note as handled"), permissions=["change"])
    def settle(self, request: HttpRequest, reports: QuerySet[Report]) -> None:
        try:
            still_open = reports.filter(handled_at=None)
            done = [settle_report(report=report, by=request.user) for report in still_open]
        except PermissionDenied as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        else:
            said = ngettext("%(count)d report is handled.", "%(count)d reports are handled.", len(done))
            self.message_user(request, said % {"count": len(done)}, messages.SUCCESS)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """What somebody wrote stays as it is."""
        return FIELDS

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
