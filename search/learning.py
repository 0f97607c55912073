"""Learning from searches: terms without hits are counted per week, and nobody is remembered for them.

To tell one visitor from two, the cache holds a random salt and one byte for each term of the week: the byte
is that of the first visitor's network, hashed with the salt. One byte fits every 256th network there is, and
each term has a salt of its own: neither says who it was, nor what else somebody looked for.
"""

import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from districts.spelling import folded_key
from people.network import network_of
from search.answers import Answer
from search.asked import Asked
from search.models import MissedSearch

log = logging.getLogger(__name__)

MOST_WORDS = 4
MOST_DIGITS = 4  # a year may stand in a term; a telephone number or a postcode may not
MOST_NEW_A_DAY = 200  # so that nobody fills the table
REMEMBERED = timedelta(weeks=1)
PATIENCE = 50  # milliseconds that a page waits for a database which others hold
_SEVERAL = "several"  # in the place of salt and byte, once they are needed no more

# E-mail and web addresses, and a street with its number.
_PRIVATE = re.compile(
    r"@|://|\bwww\.|\w\.[a-z]{2,}\b|(?:str\.?|straße|strasse|weg|gasse|platz|allee|ring|steige)\s*\d",
    re.IGNORECASE,
)


def learn(request: HttpRequest, asked: Asked, answer: Answer) -> None:
    """Count a search that found nothing. Whatever goes wrong, the page comes: the count is not worth it."""
    if not _is_missed(request, asked, answer) or not (term := kept_term(asked.q)):
        return
    try:
        _count(term, network_of(request), timezone.localdate())
    except Exception as error:  # a locked database, a cache that is away
        log.warning("A search without hits was not counted: %s", type(error).__name__)


def _is_missed(request: HttpRequest, asked: Asked, answer: Answer) -> bool:
    """Whether the words found nothing: not a filter, not an index that is just being built."""
    is_about_words = bool(asked.q) and not asked.is_filtered and asked.page == 1
    return request.method == "GET" and is_about_words and not (answer.total or answer.is_from_database)


def kept_term(text: str) -> str:
    """The term as it may be kept; "" if it is long, or may be an address, a number or another secret."""
    term = " ".join(text.split()).strip("\"'„“”»«*?!.,; ")
    is_short = len(term) <= MissedSearch.LONGEST and len(term.split()) <= MOST_WORDS
    has_number = sum(character.isdigit() for character in term) > MOST_DIGITS
    if not is_short or has_number or _PRIVATE.search(term):
        return ""
    return term if 0 < len(folded_key(term)) <= 2 * MissedSearch.LONGEST else ""


def _count(term: str, network: str, today: date) -> None:
    """One statement that reads for who comes again; few small ones that write for who is new."""
    year, week, _day = today.isocalendar()
    folded = folded_key(term)
    key = f"missed-{year}-{week:02}-{salted_hmac('search.missed', folded).hexdigest()[:24]}"
    known = cache.get(key)
    if known == _SEVERAL or (known and known[1] == _byte(known[0], network)):
        return
    with _patience(), transaction.atomic():
        if known:
            rows = MissedSearch.objects.filter(folded=folded, year=year, week=week)
            rows.update(visitors=MissedSearch.SEVERAL)
            cache.set(key, _SEVERAL, REMEMBERED.total_seconds())
        elif MissedSearch.objects.filter(first_on=today).count() < MOST_NEW_A_DAY:
            made = MissedSearch(term=term, folded=folded, year=year, week=week, first_on=today)
            MissedSearch.objects.bulk_create([made], ignore_conflicts=True)
            salt = secrets.token_hex(16)
            cache.set(key, (salt, _byte(salt, network)), REMEMBERED.total_seconds())


def _byte(salt: str, network: str) -> bytes:
    """What is kept of a network: "\\x7f". Every 256th network has the same."""
    return salted_hmac(f"search.missed.{salt}", network, algorithm="sha256").digest()[:1]


@contextmanager
def _patience() -> Iterator[None]:
    """Give up soon if another one holds SQLite's lock; other databases lock no more than the row."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    [usual] = connection.connection.execute("PRAGMA busy_timeout").fetchone()
    connection.connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        yield
    finally:
        connection.connection.execute(f"PRAGMA busy_timeout = {int(usual)}")


def forget_missed() -> int:
    """Delete what is older than its storage period; returns how many rows."""
    deleted: int = MissedSearch.objects.expired(timezone.localdate()).delete()[0]
    return deleted
