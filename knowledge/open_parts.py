"""What a project says about its own idea, line by line: what must stay, and what can be done differently."""

import re
from typing import NamedTuple

from districts.spelling import folded_key
from knowledge.choices import AdaptedPart
from knowledge.models import Transfer

BULLET = re.compile(r"^\s*(?:[-*•–]|\d+[.)])\s+")
LONGEST = 200  # of an element


class Part(NamedTuple):
    """The lines of one part of which nobody has said yet what became of them."""

    value: str
    label: str
    lines: list[str]


def open_parts(transfer: Transfer) -> list[Part]:
    """Both parts, as far as there is something left to say; the reader sees the source."""
    said = {folded_key(row.element) for row in transfer.adaptations.all()}
    texts = {AdaptedPart.CORE: transfer.source.core, AdaptedPart.FLEXIBLE: transfer.source.flexible}
    found = [
        Part(part.value, str(part.label), [line for line in _lines(text) if folded_key(line) not in said])
        for part, text in texts.items()
    ]
    return [part for part in found if part.lines]


def _lines(text: str) -> list[str]:
    """Each paragraph or item of a list as one line; what is too long is cut at a word."""
    lines = (BULLET.sub("", line).strip() for line in text.splitlines())
    return [line if len(line) <= LONGEST else line[:LONGEST].rpartition(" ")[0] for line in lines if line]
