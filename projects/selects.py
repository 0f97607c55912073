"""Selects that say in words what it means to choose nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class RowChoice(forms.ModelChoiceField):
    """One of some rows. `nothing` is what stands there before anybody chooses."""

    def __init__(self, queryset: Any, *, nothing: Any = None, **options: Any) -> None:
        usual = _("please choose") if options.get("required", True) else _("not stated")
        super().__init__(queryset, **options)
        if self.empty_label is not None:  # a list without it has a choice from the start
            self.empty_label = nothing or usual
