"""Input about where an idea came from."""

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.fields import ProjectField


class GiverForm(forms.Form):
    """From which project an idea came."""

    giver = ProjectField(label=_("From which project?"))
