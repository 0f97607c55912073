"""What a group says it looks for, and what others answer."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from districts.models import District
from needs.choices import Resource
from needs.models import LONGEST, LONGEST_TIME
from people.guard import GuardedForm
from projects.contributing.fields import CountedText
from projects.contributing.who import AddressedForm
from projects.selects import RowChoice

ADDRESS_IS_PASSED_ON = _("We send you a code first. The group gets your address, to reply.")
USUAL_TIME = timedelta(days=90)
SAID = ("district", "lacks", "lacks_kinds", "has", "has_kinds", "until")


class NeedForm(GuardedForm, AddressedForm):
    """What we lack, what we have, until when."""

    field_order = ["district", "lacks", "lacks_kinds", "has", "has_kinds", "until", "email"]

    district = RowChoice(
        District.objects.order_by("name"),
        label=_("Where is your group?"),
        to_field_name="slug",
        help_text=_("All that is shown is “a group in …”."),
        error_messages={"required": _("Please choose a district.")},
    )
    lacks = CountedText(
        label=_("What do you lack?"),
        longest=LONGEST,
        rows=4,
        help_text=_("For example: a dry room for 20 chairs, on Thursday evenings. Please name no person."),
        error_messages={"required": _("Please write a sentence or two.")},
    )
    lacks_kinds = forms.MultipleChoiceField(
        label=_("What is that?"),
        choices=Resource,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("So that those find you who have it."),
        error_messages={"required": _("Please choose at least one.")},
    )
    has = CountedText(
        label=_("What do you have?"),
        longest=LONGEST,
        rows=4,
        required=False,
        help_text=_("For example: six people who can sew. Others may lack just that."),
    )
    has_kinds = forms.MultipleChoiceField(
        label=_("What is that, what you have?"),
        choices=Resource,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    until = forms.DateField(
        label=_("Until when?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Then it is taken off the page. A year at most."),
        error_messages={"required": _("Please give a day."), "invalid": _("This is no day of the calendar.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", timezone.localdate() + USUAL_TIME)

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if not timezone.localdate() <= until <= timezone.localdate() + LONGEST_TIME:
            raise forms.ValidationError(gettext("Please give a day from today on, within a year."))
        return until

    @property
    def said(self) -> dict[str, Any]:
        """What it says, once it is valid."""
        return {name: self.cleaned_data[name] for name in SAID}


class ReplyForm(GuardedForm, AddressedForm):
    """An answer to a need."""

    field_order = ["words", "email"]

    words = CountedText(
        label=_("Your answer"),
        longest=2000,
        rows=6,
        error_messages={"required": _("Please write a sentence or two.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "email" in self.fields:
            self.fields["email"].help_text = ADDRESS_IS_PASSED_ON

    @property
    def said(self) -> str:
        """What it says, once it is valid."""
        words: str = self.cleaned_data["words"]
        return words
