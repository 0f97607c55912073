"""What keeps machines out of forms that anybody may send: no script, no riddle, no third party.

    class QuestionForm(GuardedForm): …        and inside its <form>:   {% include "people/guard.html" %}

A field that people do not see is filled in by machines only: such a form is valid and `is_trapped`; the
view thanks and forgets. A signed time tells how long the page was open: who answers faster than anybody
types, or never opened it, is asked to send once more. Nothing that a person has typed is lost.
"""

import time
from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TRAP, STAMP = "homepage", "opened"
QUICKEST = timedelta(seconds=2)
LONGEST = timedelta(days=2)

_signer = signing.Signer(salt="people.guard")


def stamp_of(moment: float) -> str:
    """A moment (seconds since 1970), signed."""
    return _signer.sign(f"{moment:.1f}")


class GuardedForm(forms.Form):
    """A form that notices machines. It adds nothing to `fields` and `cleaned_data`."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        is_sent_again_anyway = bool(self.errors) or self.is_trapped
        if not is_sent_again_anyway and not self._was_open_long_enough():
            raise ValidationError(_("Please send it once more. Nothing is lost."), code="guard")
        return cleaned

    @property
    def is_trapped(self) -> bool:
        """Whether a machine has filled in what people do not see."""
        return bool(self.data.get(TRAP))

    @property
    def stamp(self) -> str:
        """For the template: when the page was first opened, signed."""
        return str(self.data[STAMP]) if self._seconds_open() is not None else stamp_of(time.time())

    def _was_open_long_enough(self) -> bool:
        seconds = self._seconds_open()
        return seconds is not None and seconds >= QUICKEST.total_seconds()

    def _seconds_open(self) -> float | None:
        """None if it is not known, or longer ago than a page stays open."""
        try:
            seconds = time.time() - float(_signer.unsign(str(self.data.get(STAMP, ""))))
        except signing.BadSignature:
            return None
        return seconds if seconds < LONGEST.total_seconds() else None
