"""Codes by e-mail: sending one, and redeeming it once. Whoever redeems it reads mail at that address.

Nothing here looks at accounts, so that no answer, mail or delay can tell whether there is one.
"""

import re
import secrets
import unicodedata
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from outbox.mail import owe_mail
from people.limits import Limit, TooManyTriesError, keep_to, take_turn
from people.models import SignInCode, normal_address

DIGITS = 6
LIFETIME = timedelta(minutes=30)
WRONG_TRIES = 5
PER_ADDRESS = Limit(5, timedelta(hours=1))
PER_NETWORK = Limit(20, timedelta(hours=1))
KEPT = timedelta(days=1)  # longer than any limit looks back, shorter than the seven days we promise


class CodeRefusedError(Exception):
    """The entry is not the code, or the code is used or too old: one sentence for all of these."""

    def __init__(self) -> None:
        super().__init__(
            _("This code is not right or no longer valid. Please check it or ask for a new one.")
        )


@transaction.atomic
def send_code(*, email: str, network: str) -> SignInCode:
    """Owe a mail with a fresh code to this address.

    Raises TooManyTriesError when the address or the network has asked too often.
    """
    email = normal_address(email)
    take_turn("code")
    forget_codes()
    keep_to(PER_ADDRESS, SignInCode.objects.filter(email=email))
    keep_to(PER_NETWORK, SignInCode.objects.filter(network_hash=network))
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    _owe_code(email, digits)
    return SignInCode.objects.create(
        email=email,
        code_hash=_hash(email, digits),
        network_hash=network,
        expires_at=timezone.now() + LIFETIME,
    )


def redeem_code(*, pk: int, entry: str) -> str:
    """The address that the code with this key confirms, once.

    Raises CodeRefusedError for a wrong entry (it is counted) and for a code that is used or too old,
    TooManyTriesError once the tries for this code are used up: then even the right entry is refused.
    """
    code, fits = _try(pk, digits_of(entry))
    if code and fits:
        return code.email
    if code and code.wrong_tries >= WRONG_TRIES:
        raise TooManyTriesError(
            code.expires_at - timezone.now(), _("Those were too many wrong tries. Please ask for a new code.")
        )
    raise CodeRefusedError


@transaction.atomic
def _try(pk: int, digits: str) -> tuple[SignInCode | None, bool]:
    """The code, if it can still be redeemed, and whether these digits did it; the try is noted on the row."""
    now = timezone.now()
    open_codes = SignInCode.objects.filter(used_at=None, expires_at__gt=now)
    code = open_codes.select_for_update().filter(pk=pk).first()
    if code is None or code.wrong_tries >= WRONG_TRIES:
        return code, False
    fits = constant_time_compare(code.code_hash, _hash(code.email, digits))
    if fits:
        code.used_at = now
    else:
        code.wrong_tries += 1
    code.save()
    return code, fits


def digits_of(entry: str) -> str:
    """The digits of what was typed or pasted: "123 456", "123-456" and the mail's whole subject will do."""
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", entry))


def _hash(email: str, digits: str) -> str:
    return salted_hmac("people.codes", f"{email} {digits}", algorithm="sha256").hexdigest()


def forget_codes() -> int:
    """Delete codes that are older than any limit looks back, used or not; returns how many."""
    return SignInCode.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def _owe_code(email: str, digits: str) -> None:
    """In the language of the page: whether the address has an account, and a language, must not be seen."""
    owe_mail("code", to=email, code=digits, minutes=int(LIFETIME.total_seconds() // 60))
