""" "Who are you?", asked at the very end: an address, and what somebody agrees to."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.guard import GuardedForm
from people.models import normal_address
from projects.contributing.consents import WORDS
from projects.contributing.fields import CountedText
from projects.models import ConsentKind

LONGEST_LABEL = 120
LONGEST_REASON = 1000


class AddressedForm(forms.Form):
    """Asks for an address unless somebody is signed in."""

    required_css_class = "required"

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send you a code there. It is how you find and change your entry later."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Please give your e-mail address."),
            "invalid": _("This e-mail address cannot be right."),
        },
    )

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["email"]
        else:
            self.fields["email"].widget.attrs.pop("maxlength", None)

    def clean_email(self) -> str:
        return normal_address(self.cleaned_data["email"])


class ContactForm(forms.Form):
    """Whom others may ask, and what of it everyone may read."""

    required_css_class = "required"

    contact = forms.BooleanField(label=WORDS[ConsentKind.CONTACT], required=False)
    contact_label = CountedText(
        longest=LONGEST_LABEL,
        required=False,
        label=_("Whom do they ask?"),
        help_text=_("A name that everyone may read, for example “Team of the sewing circle”."),
    )
    public_email = forms.EmailField(
        required=False,
        label=_("A public address of your office"),
        help_text=_("Only if you like: everyone reads it. An info@ address, please, not a person's."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("This e-mail address cannot be right.")},
    )
    public_phone = CountedText(
        longest=60,
        required=False,
        label=_("A public telephone number of your office"),
        help_text=_("Only if you like: everyone reads it."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("contact") and not cleaned.get("contact_label"):
            self.add_error(
                "contact_label", gettext("Please say whom people ask: a name for everyone to read.")
            )
        if not cleaned.get("contact") and (cleaned.get("public_email") or cleaned.get("public_phone")):
            self.add_error("contact", gettext("To show how you are reached we need your yes to this."))
        return cleaned

    def clean_contact_label(self) -> str:
        label = " ".join(self.cleaned_data["contact_label"].split())
        if "@" in label:
            raise ValidationError(gettext("Everyone reads this name: please no address in it."))
        return label


class WhoForm(ContactForm, AddressedForm):
    """What is asked of whoever hands in a new entry. Nothing is ticked before they tick it."""

    publish = forms.BooleanField(
        label=WORDS[ConsentKind.PUBLISH],
        error_messages={"required": _("Without this we cannot publish the entry.")},
    )
    remind = forms.BooleanField(label=WORDS[ConsentKind.REMIND], required=False)


class ChangeForm(AddressedForm):
    """What is asked of whoever changes an entry: a word to the group, if they like."""

    reason = CountedText(
        longest=LONGEST_REASON,
        rows=3,
        required=False,
        label=_("A word to the group"),
        help_text=_("Why the change, or your answer to a question. It is not published."),
    )


class OnBehalfForm(forms.Form):
    """What is asked of a member who types what came on paper."""

    required_css_class = "required"

    author = CountedText(
        longest=160,
        label=_("On behalf of"),
        help_text=_("The name or the group on the paper. Only the steering group sees it."),
        error_messages={"required": _("Please say on behalf of whom.")},
    )
    author_email = forms.EmailField(
        required=False,
        label=_("E-mail address on the paper"),
        help_text=_(
            "We ask there for a confirmation. Without one the entry says that nobody has confirmed it."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("This e-mail address cannot be right.")},
    )
    signed = forms.BooleanField(
        label=_("The signed form lies before me: the text may be published under the licence CC BY 4.0."),
        error_messages={"required": _("Without the signature we cannot publish the entry.")},
    )
    informed = forms.BooleanField(
        label=_(
            "Whoever filled it in was told what we store and why, and how to have it deleted: it stands on "
            "the form."
        ),
        error_messages={"required": _("The law wants this: please hand over the note of the form first.")},
    )

    def clean_author_email(self) -> str:
        return normal_address(self.cleaned_data["author_email"])


class WhoGuard(GuardedForm):
    """Keeps machines out of this step. What people have typed was kept before it looks."""


WHO_FIELDS = tuple(dict.fromkeys([*WhoForm.base_fields, *ChangeForm.base_fields]))
PAPER_FIELDS = tuple(OnBehalfForm.base_fields)
