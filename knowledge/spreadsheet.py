"""Transfers as CSV, for a spreadsheet: what the list says, a line each."""

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from knowledge.choices import AdaptationKind, Certainty, Phase
from knowledge.ends import ShownTransfer, is_whole, source_end, target_end
from knowledge.querysets import TransferQuerySet
from knowledge.reading import shown
from knowledge.wording import outcome_of

# A spreadsheet takes what begins so for a formula; an apostrophe before it says that it is text.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# Spreadsheets set up for German take a semicolon for what parts columns, and know UTF-8 by this mark.
DELIMITER, MARK = ";", "\ufeff"


class _HandedOn:
    """A file for the writer of lines: what is written comes back from it."""

    def write(self, line: str) -> str:
        return line


def lines_of(transfers: TransferQuerySet, user: Any) -> Iterator[str]:
    """The heading, and a line for each transfer as this reader sees it, in their order; one query."""
    line: Callable[[Iterable[str]], str] = csv.writer(_HandedOn(), delimiter=DELIMITER).writerow
    yield MARK + line(_heading())
    # Asked for once: that took half the time of thousands of lines.
    phases, certainties, address = _labels(Phase), _labels(Certainty), _address()
    transfer: ShownTransfer
    for transfer in shown(transfers, user):
        known = phases[transfer.phase], outcome_of(transfer), certainties[transfer.certainty]
        cells = (*_ends(transfer), *_years(transfer), *known, *_changes(transfer))
        yield line([*map(_safe, cells), address.format(transfer.pk)])


def _labels(choices: type[TextChoices]) -> dict[str, str]:
    return {choice.value: str(choice.label) for choice in choices}


def _address() -> str:
    """Where to read more of a transfer: its key is to be put in."""
    return settings.SITE_URL + reverse("knowledge:transfer", args=[0]).replace("/0/", "/{}/")


def _heading() -> list[str]:
    project = pgettext("column", "Project")
    return [
        *(_("passed on from"), project, _("taken over in"), project),
        *(_("from year"), _("to year"), _("Phase"), _("What became of it"), _("How sure it is")),
        *(str(kind.label) for kind in AdaptationKind),
        _("Address"),
    ]


def _ends(transfer: ShownTransfer) -> tuple[str, ...]:
    source, target = source_end(transfer), target_end(transfer)
    return source.place, source.text, target.place, target.text


def _years(transfer: ShownTransfer) -> tuple[str, ...]:
    return str(transfer.year_from or ""), str(transfer.year_to or "")


def _changes(transfer: ShownTransfer) -> Iterable[str]:
    changes: dict[str, list[str]] = {kind.value: [] for kind in AdaptationKind}
    for row in transfer.adaptations.all() if is_whole(transfer) else []:
        changes[row.kind].append(row.element)
    return map(", ".join, changes.values())


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
