"""Input about pictures: the file, what is to be seen on it, what is wrong with it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.choices import PeopleShown
from projects.forms import ReportForm
from projects.models import Picture, Report

TOO_LONG = _("Please write at most %(limit_value)d characters; these are %(show_value)d.")


class PictureForm(forms.ModelForm):
    """What is said about a picture."""

    alternative_text = forms.CharField(
        label=_("What is to be seen?"),
        max_length=250,
        help_text=_(
            "One sentence, for people who cannot see the picture: “Five neighbours repair a bicycle.”"
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Please say in a sentence what it shows."),
            "max_length": TOO_LONG,
        },
    )
    people_shown = forms.ChoiceField(
        label=_("Who is to be recognised?"),
        choices=PeopleShown.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the two: people must agree to be shown.")},
    )
    credit = forms.CharField(
        label=_("Who took it? (optional)"),
        required=False,
        max_length=120,
        help_text=_("This name is shown beneath the picture."),
        error_messages={"max_length": TOO_LONG},
    )

    class Meta:
        model = Picture
        fields = ["alternative_text", "people_shown", "credit"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("alternative_text", "credit"):  # a browser would cut a pasted text short without a word
            self.fields[name].widget.attrs.pop("maxlength", None)

    @property
    def described(self) -> dict[str, str]:
        """What a person has said, once the form is valid."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or []}


class NewPictureForm(PictureForm):
    """The same with the file. Its content is looked at by the verb."""

    file = forms.FileField(
        label=_("Picture"),
        allow_empty_file=True,
        help_text=_("JPEG, PNG, WebP or AVIF, at most 10 MB"),
        # With these kinds named, phones turn their own formats into JPEG on the way.
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}),
        error_messages={"required": _("Please choose a picture."), "invalid": _("Please choose a picture.")},
    )
    field_order = ["file"]


class PictureReportForm(ReportForm):
    """What somebody objects to in a picture."""

    kind = None  # type: ignore[assignment]  # how Django takes a field away again

    class Meta:
        model = Report
        fields = ["text", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What is wrong with this picture?")
        self.fields["text"].widget.attrs["rows"] = 4
