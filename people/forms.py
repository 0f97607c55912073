"""Input of people: an address, a code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import User, normal_address


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        return normal_address(self.cleaned_data["email"])


class CodeForm(forms.Form):
    """Longer entries than a code are welcome: people paste spaces, dashes or the whole subject."""

    code = forms.CharField(
        label=_("Code from the e-mail"),
        max_length=200,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autofocus": True,
                "size": 12,
                "class": "code",
            }
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser would cut a pasted subject short before we can find the digits in it.
        self.fields["code"].widget.attrs.pop("maxlength", None)


class PreferencesForm(forms.ModelForm):
    """What somebody wants to read by mail, and in which language."""

    class Meta:
        model = User
        fields = ["wants_decisions", "wants_reminders", "language"]
        labels = {
            "wants_decisions": _("Write to me when something about my entries is decided"),
            "wants_reminders": _("Remind me once a year to look at my entries"),
            "language": _("Language of the mails"),
        }
