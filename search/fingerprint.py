"""What an index is made by: the analysis of texts, and what entries consist of.

Another analysis makes other terms; asked for them, an older index would not find what it holds. So each
index carries the fingerprint of what made it, and one with another is built anew.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

import Stemmer

_HERE = Path(__file__).parent
_SOURCES = ("german/*.py", "german/*.txt", "documents.py", "index_fields.py", "search_indexes.py")


def fingerprint(*words: str, sources: tuple[Path, ...]) -> str:
    """The same as long as our sources, those by which an engine writes, and these words are the same.

    Sources as they stand, comments included: a rebuild too many costs seconds, one too few a wrong answer.
    """
    return _digest([_of_sources(sources), *words])


@cache
def _of_sources(sources: tuple[Path, ...]) -> str:
    found = [path for pattern in _SOURCES for path in _HERE.glob(pattern)] + [*sources]
    texts = (f"{path.name}\n{path.read_text('utf-8')}" for path in sorted(found))
    return _digest([Stemmer.version(), *texts])


def _digest(texts: Iterable[str]) -> str:
    return blake2b("\0".join(texts).encode(), digest_size=8).hexdigest()
