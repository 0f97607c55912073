"""Transfers as CSV, for a spreadsheet: what the list says, a line each."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from knowledge.choices import AdaptationKind
from knowledge.ends import ShownTransfer, is_whole, source_end, target_end
from knowledge.querysets import TransferQuerySet
from knowledge.reading import shown
from knowledge.wording import certainty_of, outcome_of

# A spreadsheet takes what begins so for a formula; an apostrophe before it says that it is text.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# Spreadsheets set up for German take a semicolon for what parts columns, and know UTF-8 by this mark.
DELIMITER, MARK = ";", "\ufeff"


def lines_of(transfers: TransferQuerySet, user: Any) -> Iterator[str]:
    """The heading, and a line for each transfer as this reader sees it, in their order; one query."""
    yield MARK + _line(_heading())
    for transfer in shown(transfers, user):
        yield _line(_cells(transfer))


def _heading() -> list[str]:
    project = pgettext("column", "Project")
    return [
        *(_("passed on from"), project, _("taken over in"), project),
        *(_("from year"), _("to year"), _("Phase"), _("What became of it"), _("How sure it is")),
        *(str(kind.label) for kind in AdaptationKind),
        _("Address"),
    ]


def _cells(transfer: ShownTransfer) -> list[str]:
    source, target = source_end(transfer), target_end(transfer)
    return [
        *(source.place, source.text, target.place, target.text),
        *(str(year or "") for year in (transfer.year_from, transfer.year_to)),
        *(transfer.get_phase_display(), outcome_of(transfer), certainty_of(transfer)),
        *(_changed(transfer, kind) for kind in AdaptationKind),
        settings.SITE_URL + transfer.get_absolute_url(),
    ]


def _changed(transfer: ShownTransfer, kind: AdaptationKind) -> str:
    rows = transfer.adaptations.all() if is_whole(transfer) else []
    return ", ".join(row.element for row in rows if row.kind == kind)


def _line(cells: Sequence[str]) -> str:
    line = StringIO()
    csv.writer(line, delimiter=DELIMITER).writerow([_safe(cell) for cell in cells])
    return line.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
