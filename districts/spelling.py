"""German spelling made comparable: address words (slugs) and folded keys."""

import re
import unicodedata

from django.utils.text import slugify

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


def spell_out(text: str) -> str:
    """Umlauts as two letters: ä→ae, ö→oe, ü→ue, ß→ss."""
    return unicodedata.normalize("NFC", text).translate(_SPELLED_OUT)


def german_slug(text: str, *, max_length: int = 140) -> str:
    """The address word of a text, at most `max_length` long: "Süd" gives "sued", "Café" gives "cafe"."""
    return slugify(spell_out(text))[:max_length].strip("-")


def folded_key(text: str) -> str:
    """One key for spellings that mean the same: "Repair-Café", "repair cafe" and "Repaircafé" agree."""
    decomposed = unicodedata.normalize("NFKD", spell_out(text).casefold())
    return re.sub(r"[\W_]+", "", "".join(c for c in decomposed if not unicodedata.combining(c)))


def sort_key(text: str) -> str:
    """The place of a text in a German list: "Älter" stands at A, not after Z."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
