"""Admin of transfers: saved by the verbs, so that the rules across rows hold here as everywhere."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from knowledge.actions import amend_transfer, record_transfer, retract_transfer
from knowledge.admin.lessons import SHORT_TEXTS, LessonInline, SignsLessons
from knowledge.choices import Certainty, Status
from knowledge.graph import lock_graph
from knowledge.models import Adaptation, Confirmation, Transfer, TransferStep
from projects.admin.versions import VersionedAdmin, VersionedForm


class TransferForm(VersionedForm):
    """Rehearses the verb that saves: what it refuses is an error of the form, and nothing typed is lost."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.status != Status.RETRACTED:  # retracting is an action of its own
            status = cast(forms.ChoiceField, self.fields["status"])
            status.choices = [choice for choice in Status.choices if choice[0] != Status.RETRACTED]

    def full_clean(self) -> None:
        if self.is_bound:
            lock_graph()  # before anything is asked: what is found now holds until all is saved
        super().full_clean()
        if self.is_bound and not self.errors:
            self._rehearse()

    def _rehearse(self) -> None:
        savepoint = transaction.savepoint()
        try:
            self.carry_out(by=None)
        except ValidationError as refusal:
            for field, problems in refusal.update_error_dict({}).items():
                self.add_error(field if field in self.fields else None, problems)
        finally:
            transaction.savepoint_rollback(savepoint)

    def carry_out(self, by: Any) -> Transfer:
        """The transfer as the verb has stored it, its sources apart."""
        if self.instance.pk:
            return amend_transfer(transfer=self.instance, **self._facts(self.changed_data))
        return record_transfer(by=by, **self._facts(self.cleaned_data))

    def _facts(self, names: Any) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in names if name not in ("sources", "version")}


class AdaptationInline(admin.StackedInline):
    model = Adaptation
    fields = [("kind", "part", "element", "position"), "reason", "result"]
    formfield_overrides = SHORT_TEXTS
    extra = 0


class StepInline(admin.TabularInline):
    """What happened, to be seen. What both sides write for themselves is theirs alone."""

    model = TransferStep
    fields = ["happened_on", "phase", "status", "side", "public_note"]
    readonly_fields = ["public_note"]
    extra = 0
    can_delete = False

    @admin.display(description=_("note"))
    def public_note(self, step: TransferStep) -> str:
        return step.note if step.is_public else ""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ConfirmationInline(admin.TabularInline):
    """Who has confirmed, to be seen: each side confirms for itself, nobody for them."""

    model = Confirmation
    readonly_fields = ["side", "confirmed_at", "by"]
    extra = 0
    can_delete = False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A person is an address: it is shown to those who may read addresses."""
        private = ["by"] if request.user.has_perm("people.view_user") else []
        return ["side", "confirmed_at", *private]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Transfer)
class TransferAdmin(SignsLessons, VersionedAdmin):
    form = TransferForm
    list_display = ["__str__", "phase", "status", "sureness", "year_from", "updated_at"]
    list_filter = ["status", "phase", "year_from"]
    list_select_related = ["source", "target", "interested_district"]
    search_fields = ["source__title", "target__title", "interested_district__name", "note"]
    date_hierarchy = "created_at"
    autocomplete_fields = ["source", "target", "interested_district", "sources"]
    readonly_fields = ["sureness", "created_at", "updated_at"]
    inlines = [AdaptationInline, StepInline, ConfirmationInline, LessonInline]
    actions = ["retract"]
    fieldsets = [
        (None, {"fields": ["version", "source", "target", "interested_district"]}),
        (_("How far it has come"), {"fields": ["phase", "status", ("year_from", "year_to"), "note"]}),
        (_("If it ended"), {"fields": ["ended_because", "end_reason", "end_reason_is_public"]}),
        (_("How sure it is"), {"fields": ["sources", "sureness", "created_at", "updated_at"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Transfer]:
        transfers: Any = super().get_queryset(request)
        return transfers.with_certainty()

    @admin.display(description=_("how sure"), ordering="certainty")
    def sureness(self, transfer: Transfer) -> str:
        known = getattr(transfer, "certainty", None)
        return str(Certainty(known).label) if known else ""

    @admin.action(description=_("Retract"), permissions=["change"])
    def retract(self, request: HttpRequest, transfers: QuerySet[Transfer]) -> None:
        done = [retract_transfer(transfer=transfer) for transfer in transfers]
        said = ngettext("%(count)d transfer is retracted.", "%(count)d transfers are retracted.", len(done))
        self.message_user(request, said % {"count": len(done)}, messages.SUCCESS)

    def save_model(self, request: HttpRequest, obj: Transfer, form: Any, change: bool) -> None:
        obj.pk = form.carry_out(by=request.user).pk
        obj._state.adding = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
