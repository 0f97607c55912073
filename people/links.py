"""Links in mails: signed, for one purpose, for a time, and for once where a state says so.

A purpose is a constant beside the verb it leads to:

    ANSWER = Purpose("question.answer", timedelta(days=30))

    token = ANSWER.token(question.pk, state=question.reply_state)    # into the mail
    key = ANSWER.subject(token)                                      # in the view
    ANSWER.check(token, state=question.reply_state)                  # in the verb, under its row lock

The state is whatever the step changes: once it has changed, the link is used up. It stands in the token as
a keyed hash only. A view shows a page with a button on GET and takes the step on POST; it need not
catch LinkRefusedError: that is answered with a page that says so (404).
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.http import Http404
from django.utils.crypto import constant_time_compare, salted_hmac


class LinkRefusedError(Http404):
    """The link is forged, cut off, of another purpose, too old or used up: one page for all of these."""


@dataclass(frozen=True)
class Purpose:
    """What a link is good for, and for how long. Two purposes never open each other's tokens."""

    name: str
    lifetime: timedelta

    def token(self, subject: int | str, *, state: object = "") -> str:
        """A word for an address (letters, digits, `-_:`) that names the subject, bound to its state."""
        return signing.dumps([str(subject), self._mark(state)], salt=self._salt)

    def subject(self, token: str) -> str:
        """Whom or what the link names, as text; LinkRefusedError unless we have signed it, and of late."""
        return self._open(token)[0]

    def check(self, token: str, *, state: object = "") -> None:
        """LinkRefusedError if the state is no longer the one that the link was made for."""
        if not constant_time_compare(self._open(token)[1], self._mark(state)):
            raise LinkRefusedError

    @property
    def _salt(self) -> str:
        return f"people.links.{self.name}"

    def _mark(self, state: object) -> str:
        return salted_hmac(self._salt, str(state), algorithm="sha256").hexdigest()[:32]

    def _open(self, token: str) -> list[str]:
        """The signature is compared in constant time before anything inside is read."""
        try:
            opened: list[str] = signing.loads(token, salt=self._salt, max_age=self.lifetime)
        except signing.BadSignature as error:
            raise LinkRefusedError from error
        return opened
