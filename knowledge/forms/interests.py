"""Input of "Das möchten wir auch"."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.models import District
from people.guard import GuardedForm
from projects.claims.forms import TOO_LONG, long_text
from projects.selects import RowChoice


class InterestForm(GuardedForm):
    """Who would like it, too, and a word to those who have it."""

    district = RowChoice(
        District.objects.all(),
        to_field_name="slug",
        label=_("In which district is your group?"),
        help_text=_("This is all that becomes public: a group in this district is interested."),
        error_messages={"required": _("Please choose the district.")},
    )
    name = forms.CharField(
        label=_("What is your group called?"),
        max_length=120,
        help_text=_(
            "Never public. Only the people of the project, groups of your district that want it too, and the "
            "steering group read it."
        ),
        error_messages=TOO_LONG | {"required": _("Please say what your group is called.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We send you a code first. Nobody sees the address: we pass on what is written to you."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    words = long_text(
        _("A word to the project"),
        2000,
        _("Please write a sentence or two."),
        help_text=_("Who are you, and what would you like to know? It is not published."),
    )

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        """Somebody who `is_known` has confirmed an address before."""
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["email"]
