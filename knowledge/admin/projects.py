"""What this floor adds to the admin of projects: lessons, origin notes, and how far an idea has gone."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from knowledge.admin.lessons import LessonInline, OriginNoteInline, SignsLessons
from knowledge.choices import Status
from projects.admin.projects import ProjectAdmin
from projects.models import Project

admin.site.unregister(Project)


@admin.register(Project)
class TravellingProjectAdmin(SignsLessons, ProjectAdmin):
    list_display = [*ProjectAdmin.list_display, "passed_on"]
    ordering = ["title", "id"]  # said aloud: a query that counts does without the model's own
    inlines = [*ProjectAdmin.inlines, LessonInline, OriginNoteInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        counted = ~Q(transfers_out__status=Status.RETRACTED)
        times = Count("transfers_out", filter=counted, distinct=True)
        return super().get_queryset(request).annotate(times_passed_on=times)

    @admin.display(description=_("passed on"), ordering="times_passed_on")
    def passed_on(self, project: Any) -> int:
        return project.times_passed_on
