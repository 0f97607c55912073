"""Sources as people write them down: one a line, an address or a title, with its year if it is known."""

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
YEAR = re.compile(r"(?:^|[\s,(])((?:18|19|20)\d\d)\)?\s*$")
LONGEST_TITLE = 300
AROUND = " \t–-,;:·."  # what stands between a title and an address

Row = dict[str, Any]


def text_of_sources(rows: Iterable[Row]) -> str:
    """The lines from which `sources_of` reads these rows again."""
    return "\n".join(_line(**row) for row in rows)


def sources_of(text: str) -> list[Row]:
    """One row for each line that says something; ValidationError names the line that cannot be kept."""
    lines = [line.strip() for line in text.splitlines()]
    rows = [_row(line, number) for number, line in enumerate(lines, start=1) if line]
    return list({(row["url"] or row["document"]): row for row in rows}.values())


def _line(*, url: str = "", document: str = "", published_year: int | None = None) -> str:
    said = " – ".join(filter(None, [document, url]))
    return f"{said} ({published_year})" if published_year else said


def _row(line: str, number: int) -> Row:
    found = ADDRESS.search(line)
    url = _checked(found[0].rstrip(".,;"), number) if found else ""
    rest = (line.replace(found[0], " ", 1) if found else line).strip(AROUND)
    year = YEAR.search(rest)
    document = " ".join((rest[: year.start()] if year else rest).split()).strip(AROUND)
    if len(document) > LONGEST_TITLE:
        raise ValidationError(
            _("Line %(line)d is too long: at most %(most)d characters, please.")
            % {"line": number, "most": LONGEST_TITLE}
        )
    if not url and not document:
        raise ValidationError(_("Line %(line)d names neither an address nor a title.") % {"line": number})
    return {"url": url, "document": document, "published_year": int(year[1]) if year else None}


def _checked(address: str, number: int) -> str:
    url = address if "://" in address else f"https://{address}"
    try:
        URLValidator(["http", "https"])(url)
    except ValidationError as error:
        raise ValidationError(
            _("The address in line %(line)d cannot be right: %(address)s")
            % {"line": number, "address": address[:80]}
        ) from error
    return url
