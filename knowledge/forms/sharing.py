"""Input of both sides of a transfer on the page they share."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from knowledge.choices import WAY, AdaptationKind, AdaptedPart, EndReason, Phase
from knowledge.models import Transfer
from people.addresses import no_address_in
from projects.claims.forms import TOO_LONG, long_text
from projects.models import Project
from projects.querysets import ProjectQuerySet

LONGEST_NOTE = 2000
YEARS = (1900, 2100)


def refused(form: forms.Form, refusal: ValidationError) -> None:
    """Say what the verb has refused beside the field it is about, else above all."""
    for field, problems in refusal.update_error_dict({}).items():
        form.add_error(field if field in form.fields else None, problems)


class StepForm(forms.Form):
    """What happened on which day, and who may read it."""

    phase = forms.ChoiceField(
        label=_("How far have you come?"),
        choices=[(phase.value, phase.label) for phase in WAY],
        widget=forms.RadioSelect,
        required=False,
    )
    on = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
        error_messages={"invalid": _("Please write the day like this: 24.12.2026")},
    )
    note = long_text(_("What happened?"), LONGEST_NOTE, "", required=False)
    is_public = forms.ChoiceField(
        label=_("Who may read what you write?"),
        choices=[("", _("only both sides")), ("1", _("everyone"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, transfer: Transfer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"is_public": ""} | (
            {} if transfer.phase == Phase.UNKNOWN else {"phase": transfer.phase}
        )

    def clean_is_public(self) -> bool:
        return bool(self.cleaned_data["is_public"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_public"):
            try:
                no_address_in(cleaned.get("note", ""))
            except ValidationError as refusal:
                self.add_error("note", refusal)
        return cleaned


class AdaptationForm(forms.Form):
    """One element of the idea, what became of it, why, and how it went. Everyone reads it."""

    element = forms.CharField(
        label=_("What is it about?"),
        max_length=200,
        validators=[no_address_in],
        help_text=_("A few words, for example: opened on Saturdays"),
        error_messages=TOO_LONG | {"required": _("Please name it in a few words.")},
    )
    kind = forms.ChoiceField(
        label=_("What have you done with it?"),
        choices=AdaptationKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )
    part = forms.ChoiceField(
        label=_("What did the project say about it?"),
        choices=[("", _("nothing")), *AdaptedPart.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = long_text(_("Why?"), LONGEST_NOTE, "", required=False, validators=[no_address_in])
    result = long_text(_("How did it go?"), LONGEST_NOTE, "", required=False, validators=[no_address_in])
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def said(self) -> dict[str, str]:
        """What the row says, once the form is valid."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class SourceForm(forms.Form):
    """An address, or the title of a document; everyone reads it."""

    url = forms.URLField(
        label=_("Address on the web"),
        assume_scheme="https",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"invalid": _("This address cannot be right. An example: www.example.org")},
    )
    document = forms.CharField(
        label=_("Or the title of a document"), max_length=300, required=False, validators=[no_address_in]
    )
    year = forms.IntegerField(
        label=_("Of which year?"),
        required=False,
        min_value=YEARS[0],
        max_value=YEARS[1],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6, "class": "short"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["url"].widget.attrs.pop("maxlength", None)  # a browser would cut an address short

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned["url"] and not cleaned["document"]:
            self.add_error("url", gettext("Please name an address or a document."))
        if cleaned.get("url"):
            cleaned["document"] = ""
        return cleaned


class EndForm(forms.Form):
    """Why it is not pursued further, if somebody likes to say. Only the receiving side can make it public."""

    because = forms.ChoiceField(
        label=_("What was in the way?"),
        choices=[("", _("We do not say")), *EndReason.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    words = forms.CharField(
        label=_("In your own words"), max_length=200, required=False, validators=[no_address_in]
    )
    is_public = forms.BooleanField(label=_("Everyone may read the reason. It helps others."), required=False)

    def __init__(self, *args: Any, is_receiver: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_receiver:
            del self.fields["is_public"]


class TargetForm(forms.Form):
    """Which of one's own entries is the project that took the idea over."""

    project = forms.ModelChoiceField(
        Project.objects.none(),
        label=_("Which of your entries is it?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Please choose one.")},
    )

    def __init__(self, *args: Any, projects: ProjectQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["project"]).queryset = projects
