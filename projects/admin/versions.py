"""A change made on an older version is never applied silently."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _


class VersionedForm(forms.ModelForm):
    """A form on a row with `updated_at` that notices when somebody else has saved the row meanwhile."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self._current_version()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        current = self._current_version()
        if cleaned.get("version", "") != current:
            typed = cast(QueryDict, self.data).copy()  # it stays; saving again is then a decision
            typed[self.add_prefix("version")] = current
            self.data = typed
            raise ValidationError(
                _(
                    "Somebody else has changed this entry in the meantime. Please compare it in a second "
                    "window. If you save again, your version replaces theirs."
                )
            )
        return cleaned

    def _current_version(self) -> str:
        return self.instance.updated_at.isoformat() if self.instance.pk else ""


class VersionedAdmin(admin.ModelAdmin):
    """Reads the row under a lock when it is about to be changed, so that nobody comes in between."""

    form = VersionedForm

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> models.Model | None:
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "POST" and transaction.get_connection().in_atomic_block:
            self.model._default_manager.select_for_update().get(pk=found.pk)
            return super().get_object(request, object_id, from_field)
        return found
