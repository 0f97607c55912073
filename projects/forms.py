"""Input about entries: a report, a question, an answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.guard import GuardedForm
from projects.choices import ReportKind
from projects.claims.forms import long_text
from projects.models import Report

LONGEST_TEXT = 4000
ABOUT_AN_ENTRY = [(kind.value, kind.label) for kind in ReportKind if kind != ReportKind.PICTURE]


class ReportForm(GuardedForm, forms.ModelForm):
    """A word about an entry, from anybody."""

    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=ABOUT_AN_ENTRY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what it is about.")},
    )
    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={
            "required": _("Please write a sentence or two."),
            "max_length": _(
                "Please write at most %(limit_value)d characters; these are %(show_value)d. "
                "A shorter text or two messages will do."
            ),
        },
    )
    email = forms.EmailField(
        label=_("Your e-mail address (optional)"),
        required=False,
        max_length=254,
        help_text=_("Only so that the group can answer you. It is shown nowhere in public."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    class Meta:
        model = Report
        fields = ["kind", "text", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser would cut a pasted text short without a word; we say how much is too much.
        self.fields["text"].widget.attrs.pop("maxlength", None)

    @property
    def reported(self) -> dict[str, Any]:
        """What a person has said, once the form is valid."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or []}


class QuestionForm(GuardedForm):
    """What somebody wants to know, and where an answer reaches them."""

    text = long_text(_("Your question"), 2000, _("Please write a sentence or two."))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We send you a code first. Whoever answers sees your address; nobody else does."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AnswerForm(forms.Form):
    text = long_text(_("Your answer"), 4000, _("Please write a sentence or two."))


class RedactForm(forms.Form):
    """Why a version is emptied: the reason stays in its place for everyone to read."""

    why = long_text(
        _("Why?"),
        300,
        _("Please say why: the reason stays in the history."),
        help_text=_("Everyone reads this reason. Please do not repeat what has to go."),
    )
