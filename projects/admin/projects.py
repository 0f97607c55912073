"""Admin of projects: everything can be edited but the state, which only verbs change."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from districts.admin import HTTPS_BY_ITSELF, SluggedAdmin
from projects.admin.versions import VersionedAdmin, VersionedForm
from projects.models import Picture, Project, Reach, SupportOffer
from projects.place_rules import place_problems
from projects.steps import STEPS, Step, may_take


class ProjectForm(VersionedForm):
    class Meta:  # without a model: the admin names it, and chooses each field's widget
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField", "size": 80}),
            "summary": forms.Textarea(attrs={"rows": 3}),
            "sectors": forms.CheckboxSelectMultiple,
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            # The further districts stand in a formset of their own, which looks here for the quarters.
            self.instance.chosen_quarters = list(cleaned["quarters"])
        return cleaned


class ReachFormSet(BaseInlineFormSet):
    """Checks the places of a project as a whole, once its own form is right."""

    def clean(self) -> None:
        super().clean()
        if not hasattr(self.instance, "chosen_quarters"):
            return
        rows = [form.cleaned_data for form in self.forms]
        problems = place_problems(
            home=self.instance.home_district,
            reached=[row["district"] for row in rows if row.get("district") and not row[DELETION_FIELD_NAME]],
            quarters=self.instance.chosen_quarters,
        )
        if problems:
            raise ValidationError(problems)


class ReachInline(admin.TabularInline):
    model = Reach
    formset = ReachFormSet
    autocomplete_fields = ["district", "source"]
    extra = 0


class SupportOfferInline(admin.TabularInline):
    model = SupportOffer
    extra = 0


class PictureInline(admin.TabularInline):
    """What is said about pictures. They are added on their own page, which looks at the file."""

    model = Picture
    fields = ["position", "alternative_text", "people_shown", "credit", "hidden_at"]
    readonly_fields = ["hidden_at"]
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Project)
class ProjectAdmin(VersionedAdmin, SluggedAdmin):
    form = ProjectForm
    formfield_overrides = HTTPS_BY_ITSELF
    list_display = ["title", "state", "where", "activity", "last_confirmed", "updated_at"]
    list_filter = ["state", "scope", "activity", "home_district", "topics", "sectors"]
    search_fields = ["title", "summary", "place", "home_district__name", "organisations__name", "tags__name"]
    date_hierarchy = "created_at"
    autocomplete_fields = ["home_district", "quarters", "topics", "organisations", "sources"]
    readonly_fields = ["state", "merged", "submitted_by", "created_at", "updated_at", "published_at"]
    inlines = [ReachInline, SupportOfferInline, PictureInline]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["version", "title", "slug", "summary", "description", "language", "licence"]}),
        (_("Where"), {"fields": ["scope", "home_district", "place", "quarters"]}),
        (_("Sorted as"), {"fields": ["sectors", "topics", "tags", "organisations", "website", "sources"]}),
        (
            _("When"),
            {
                "fields": [
                    ("started_year", "started_month"),
                    ("ended_year", "ended_month"),
                    "activity",
                    "last_confirmed",
                ]
            },
        ),
        (
            _("For those who want to do the same"),
            {
                "fields": [
                    "problem",
                    "core",
                    "flexible",
                    "prerequisites",
                    ("people_needed", "hours_needed"),
                    ("start_cost", "running_cost"),
                    "results",
                    "contact",
                ]
            },
        ),
        (_("State"), {"fields": ["state", "merged", "published_at", "created_at", "updated_at"]}),
    ]

    @admin.display(description=_("place"), ordering="home_district__name")
    def where(self, project: Project) -> str:
        return project.place_name

    @admin.display(description=_("merged into"))
    def merged(self, project: Project) -> str:
        return str(project.merged_into or "")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Project]:
        return super().get_queryset(request).select_related("home_district", "merged_into", "submitted_by")

    def get_fieldsets(self, request: HttpRequest, obj: Project | None = None) -> Any:
        """Who has submitted an entry is an address: it is shown to those who may read addresses."""
        fieldsets = super().get_fieldsets(request, obj)
        if not request.user.has_perm("people.view_user"):
            return fieldsets
        return [*fieldsets, (_("Private"), {"fields": ["submitted_by"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Project | None = None) -> list[str]:
        may_choose_contact = request.user.has_perm("people.view_contactpoint")
        return [*self.readonly_fields, *([] if may_choose_contact else ["contact"])]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """The steps that change the state without a word; each entry is asked and may refuse."""
        steps = [step for step in STEPS.values() if may_take(request.user, step) and not step.asks]
        return super().get_actions(request) | {
            step.name: (_taker_of(step), step.name, step.label) for step in steps
        }

    def save_model(self, request: HttpRequest, obj: Project, form: Any, change: bool) -> None:
        if not change:
            obj.submitted_by_id = request.user.pk
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _taker_of(step: Step) -> Callable[..., None]:
    def take(modeladmin: admin.ModelAdmin, request: HttpRequest, projects: QuerySet[Project]) -> None:
        done = sum(_take(step, modeladmin, request, project) for project in projects)
        if done:
            said = ngettext("%(step)s: %(count)d entry.", "%(step)s: %(count)d entries.", done)
            modeladmin.message_user(request, said % {"step": step.label, "count": done}, messages.SUCCESS)

    return take


def _take(step: Step, modeladmin: admin.ModelAdmin, request: HttpRequest, project: Project) -> bool:
    """Whether the step was taken; a refusal becomes a message that names the entry."""
    try:
        step.take(project=project, by=request.user)
    except ValidationError as refusal:
        sentence = " ".join(refusal.messages)
    except PermissionDenied as refusal:
        sentence = str(refusal)
    else:
        return True
    modeladmin.message_user(request, f"{project}: {sentence}", messages.ERROR)
    return False
