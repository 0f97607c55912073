"""What people say when they ask the group for something."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.guard import GuardedForm
from people.models import normal_address
from projects.claims.domains import is_at_own_domain, own_domain
from projects.models import Project

TOO_LONG = {
    "max_length": _("Please write at most %(limit_value)d characters; these are %(show_value)d."),
}


def long_text(label: Any, most: int, missing: Any, **options: Any) -> forms.CharField:
    """A text of some sentences. No browser cuts it short: we say how much is too much."""
    field = forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages=TOO_LONG | {"required": missing},
        **options,
    )
    field.widget.attrs.pop("maxlength", None)
    return field


class ClaimForm(forms.Form):
    """Why the entry is theirs, and, to prove it, an address at the project's own domain."""

    words = long_text(
        _("What have you to do with the project?"),
        1000,
        _("Please write a sentence or two."),
        help_text=_("Only the steering group reads this."),
    )
    email = forms.EmailField(
        label=_("An address at the project's own domain (optional)"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        if domain := own_domain(project):
            self.fields["email"].help_text = gettext(
                "An address that ends in @%(domain)s: we send a code there. That proves it at once."
            ) % {"domain": domain}
        else:
            del self.fields["email"]

    def clean_email(self) -> str:
        email = normal_address(self.cleaned_data["email"])
        if email and not is_at_own_domain(email, self.project):
            raise forms.ValidationError(
                gettext("This address does not end in @%(domain)s. You can leave the field empty.")
                % {"domain": own_domain(self.project)}
            )
        return email


class RemovalForm(forms.Form):
    words = long_text(_("Why shall the entry go?"), 2000, _("Please write a sentence or two."))


class LegalReportForm(GuardedForm):
    """A notice under Article 16 of the Digital Services Act: all of it is needed by law."""

    url = forms.CharField(
        label=_("Address of the page"),
        max_length=490,  # with its beginning, 500 at most
        help_text=_("As it stands in the address line of your browser."),
        error_messages={"required": _("Please name the page.")},
    )
    words = long_text(_("Why is it illegal?"), 4000, _("Please say what is illegal about it, and why."))
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("The law wants a name.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We send a receipt there, and our decision with its reasons."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    good_faith = forms.BooleanField(
        label=_("I believe in good faith that what I write is right and complete."),
        error_messages={"required": _("Without this statement we may not act on your notice.")},
    )

    def clean_url(self) -> str:
        """A link for the group, to a page whatever was typed."""
        typed: str = self.cleaned_data["url"]
        return typed if typed.startswith(("https://", "http://", "/")) else f"https://{typed}"

    def clean_email(self) -> str:
        return normal_address(self.cleaned_data["email"])
