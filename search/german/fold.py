"""Spellings that people use for the same word become one: Bücher, Buecher, BÜCHER → bucher.

Accents go by Unicode's compatibility decomposition (NFKD). They go before the stem is taken: Gärten, Garten.
"""

import re
import unicodedata
from functools import lru_cache

# An "e" that stands for an umlaut's dots: after a, o, u, but not in "neue", "Quelle", "Bauer", "Treuu".
_SPELLED_UMLAUT = re.compile(r"(?<![aeq])([aou])e(?!u)")


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The word in lower case without accents: ß → ss; ä, ae → a; é → e."""
    decomposed = unicodedata.normalize("NFKD", surface(word).replace("ß", "ss"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SPELLED_UMLAUT.sub(r"\1", plain)


def surface(word: str) -> str:
    """The word as it is written, but for case: what tells "schon" from "schön"."""
    return unicodedata.normalize("NFC", word.lower())
