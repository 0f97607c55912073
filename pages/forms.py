"""What curators choose for the start page."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.contributing.fields import CountedText
from projects.fields import ProjectField

USUALLY = timedelta(days=91)  # until the next meeting


class HighlightForm(forms.Form):
    """A project, why it is worth a look, and until when."""

    project = ProjectField(label=_("Which project?"))
    sentence = CountedText(label=_("Why it is worth a look, in a sentence"), longest=280, rows=2)
    featured_until = forms.DateField(
        label=_("On the start page until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("After that day it goes by itself."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        until = timezone.localdate() + USUALLY
        kwargs["initial"] = {"featured_until": until} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
