"""What groups tell: a lesson in the first person, or whether it is so with them."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from districts.models import District
from knowledge.choices import EchoKind, LessonKind, Phase
from knowledge.models import Lesson
from knowledge.models.lesson import SAID
from people.guard import GuardedForm
from projects.contributing.fields import CountedText
from projects.contributing.who import AddressedForm
from projects.selects import RowChoice

LONGEST, LONGEST_NAME, LONGEST_SENTENCE = 2000, 120, 300


class SaidForm(forms.Form):
    """What a lesson says."""

    kind = forms.ChoiceField(
        label=_("What kind of lesson is it?"),
        choices=LessonKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what kind it is.")},
    )
    text = CountedText(
        label=_("What have you learned?"),
        longest=LONGEST,
        rows=6,
        help_text=_("As a group, beginning with “We …” or “With us …”. Please name no person."),
        error_messages={"required": _("Please write a sentence or two.")},
    )
    phase = forms.ChoiceField(label=_("When was that?"), choices=Phase, required=False)
    said_by = CountedText(
        label=_("Which group says so?"),
        longest=LONGEST_NAME,
        help_text=_("For example “Team of the reading café”. A group, please, never a person."),
        error_messages={"required": _("Please name the group.")},
    )

    def clean_phase(self) -> str:
        return self.cleaned_data["phase"] or Phase.UNKNOWN

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].strip()
        if text == gettext("We").strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text

    @property
    def said(self) -> dict[str, Any]:
        """What it says, once it is valid."""
        return {name: self.cleaned_data[name] for name in SAID}


class LessonForm(GuardedForm, AddressedForm, SaidForm):
    """A lesson from anybody; whoever is signed in needs to give no address."""

    field_order = ["kind", "text", "phase", "said_by", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"text": gettext("We") + " ", "phase": Phase.UNKNOWN}


class RewordForm(SaidForm):
    """Other words for a lesson; where the group has asked something, an answer to it."""

    words = CountedText(
        label=_("Your answer to the group"),
        longest=1000,
        rows=3,
        required=False,
        help_text=_("Only the group reads this."),
    )

    def __init__(self, *args: Any, lesson: Lesson, is_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = lesson.said
        if not is_asked:
            del self.fields["words"]


class EchoForm(GuardedForm, AddressedForm):
    """Whether it is so with another group as well."""

    field_order = ["kind", "sentence", "district", "email"]

    kind = forms.ChoiceField(
        label=_("How is it with you?"),
        choices=EchoKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    sentence = CountedText(
        label=_("In a sentence"),
        longest=LONGEST_SENTENCE,
        rows=2,
        required=False,
        help_text=_("Needed only where it is different with you. As a group: “With us …”."),
    )
    district = RowChoice(
        District.objects.order_by("name"),
        label=_("Where is your group?"),
        help_text=_("All that is shown is “a group in …”."),
        error_messages={"required": _("Please choose a district.")},
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == EchoKind.OTHERWISE and not cleaned.get("sentence", "").strip():
            self.add_error("sentence", gettext("Please say in a sentence what is different with you."))
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """What it says, once it is valid."""
        return {name: self.cleaned_data[name] for name in ("kind", "sentence", "district")}
