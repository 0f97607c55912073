"""Admin of lessons and origin notes."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from knowledge.actions import hide_lesson, publish_lesson
from knowledge.models import Lesson, LessonEcho, LessonWording, OriginNote
from projects.admin.history import ReadOnlyAdmin

SHORT_TEXTS: dict[Any, dict[str, Any]] = {
    models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}
}


class LessonInline(admin.StackedInline):
    """Lessons on a project or a transfer; the state is changed where lessons are listed."""

    model = Lesson
    fields = [("kind", "phase", "said_by"), "text", "state"]
    formfield_overrides = SHORT_TEXTS
    readonly_fields = ["state"]
    extra = 0
    show_change_link = True


class OriginNoteInline(admin.StackedInline):
    model = OriginNote
    autocomplete_fields = ["sources"]
    formfield_overrides = SHORT_TEXTS
    extra = 0


class SignsLessons(admin.ModelAdmin):
    """Notes on each new lesson of an inline who has written it down: they may not approve it."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for row in formset.save(commit=False):
            if isinstance(row, Lesson) and row.pk is None:
                row.submitted_by_id = request.user.pk
        formset.save()


class LessonForm(forms.ModelForm):
    class Meta:
        model = Lesson
        fields = ["project", "transfer", "topic", "kind", "phase", "text", "said_by"]
        labels = {"project": _("project"), "transfer": _("transfer"), "topic": _("topic")}


@admin.register(Lesson)
class LessonAdmin(admin.ModelAdmin):
    form = LessonForm
    list_display = ["beginning", "kind", "about", "said_by", "state", "created_at"]
    list_filter = ["state", "kind", "phase"]
    list_select_related = [
        "project",
        "topic",
        "transfer__source",
        "transfer__target",
        "transfer__interested_district",
    ]
    search_fields = ["text", "said_by", "project__title", "topic__name"]
    date_hierarchy = "created_at"
    autocomplete_fields = ["project", "transfer", "topic"]
    readonly_fields = ["state", "created_at"]
    fields = ["project", "transfer", "topic", "kind", "phase", "text", "said_by", "state", "created_at"]
    actions = ["publish", "hide"]

    @admin.display(description=_("text"), ordering="text")
    def beginning(self, lesson: Lesson) -> str:
        return str(lesson)

    @admin.display(description=_("about"))
    def about(self, lesson: Lesson) -> str:
        return str(lesson.project or lesson.transfer or lesson.topic)

    @admin.action(description=_("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, lessons: QuerySet[Lesson]) -> None:
        self._move(request, lessons, publish_lesson)

    @admin.action(description=_("Hide at once"), permissions=["change"])
    def hide(self, request: HttpRequest, lessons: QuerySet[Lesson]) -> None:
        self._move(request, lessons, hide_lesson)

    def _move(self, request: HttpRequest, lessons: QuerySet[Lesson], verb: Callable[..., Lesson]) -> None:
        done = 0
        for lesson in lessons:
            try:
                verb(lesson=lesson, by=request.user)
                done += 1
            except PermissionDenied as refusal:
                self.message_user(request, f"{lesson}: {refusal}", messages.ERROR)
        if done:
            said = ngettext("%(count)d lesson is changed.", "%(count)d lessons are changed.", done)
            self.message_user(request, said % {"count": done}, messages.SUCCESS)

    def save_model(self, request: HttpRequest, obj: Lesson, form: Any, change: bool) -> None:
        if not change:
            obj.submitted_by_id = request.user.pk
        super().save_model(request, obj, form, change)


@admin.register(OriginNote)
class OriginNoteAdmin(admin.ModelAdmin):
    list_display = ["__str__", "kind", "project"]
    list_filter = ["kind"]
    list_select_related = ["project"]
    search_fields = ["text", "project__title"]
    autocomplete_fields = ["project", "sources"]


@admin.register(LessonEcho)
class LessonEchoAdmin(ReadOnlyAdmin):
    """To be read. What is shown is decided on the review desk."""

    list_display = ["__str__", "district", "sentence", "state", "created_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["district", "lesson"]
    search_fields = ["sentence", "lesson__text"]
    date_hierarchy = "created_at"


@admin.register(LessonWording)
class LessonWordingAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "lesson", "said_by", "until"]
    list_select_related = ["lesson"]
    search_fields = ["text", "lesson__text"]
    date_hierarchy = "until"
