"""What curators write on the review desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.claims.forms import long_text

MISSING = _("Please write a sentence: it is sent to whoever wrote the entry.")


class WordsForm(forms.Form):
    """A question or a reason, in the group's own words."""

    words = long_text(_("Your words"), 1000, MISSING)

    def __init__(self, *args: Any, label: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["words"].label = label


class ObjectionForm(forms.Form):
    """A concern, which is heard, or an objection, which blocks."""

    blocks = forms.TypedChoiceField(
        label=_("How much does it weigh?"),
        choices=[
            ("0", pgettext_lazy("objection", "A concern: it shall be heard; the others may decide.")),
            ("1", pgettext_lazy("objection", "An objection: nothing is decided until I withdraw it.")),
        ],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose how much it weighs.")},
    )
    reason = long_text(_("Why?"), 2000, _("Please say why: the others want to understand it."))
