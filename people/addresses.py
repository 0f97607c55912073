"""E-mail addresses in running text."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


def addresses_in(text: str) -> set[str]:
    """Every address that stands in a text, in lower case."""
    return {match[0].lower().rstrip(".") for match in ADDRESS.finditer(text)}


def no_address_in(text: str) -> None:
    """For texts that everyone reads: a validator that asks to leave addresses out."""
    if addresses_in(text):
        raise ValidationError(_("Everyone reads this: please no e-mail address in it."))
