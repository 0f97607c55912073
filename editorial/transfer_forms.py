"""What curators write about transfers."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.models import District
from knowledge.choices import Phase, Status
from knowledge.forms.sharing import YEARS
from knowledge.models import Transfer
from people.addresses import no_address_in
from projects.contributing.fields import CountedText
from projects.contributing.sources import Row, sources_of, text_of_sources
from projects.fields import ProjectField
from projects.selects import RowChoice

AS_THEY_ARE = ("phase", "status", "year_from", "year_to", "note", "interested_district")


def _year(label: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 6, "class": "short"})
    return forms.IntegerField(
        label=label, required=False, min_value=YEARS[0], max_value=YEARS[1], widget=widget
    )


class TransferForm(forms.Form):
    """One transfer: its two ends, what is known of it, and where one can read about it."""

    source = ProjectField(label=_("From which project did the idea come?"))
    target = ProjectField(label=_("Which project took it over?"), required=False)
    interested_district = RowChoice(
        District.objects.all(),
        label=_("Or in which district is a group interested?"),
        required=False,
        nothing=_("in none"),
    )
    phase = forms.ChoiceField(label=_("How far has it come?"), choices=Phase.choices, initial=Phase.UNKNOWN)
    status = forms.ChoiceField(label=_("Is it under way?"), choices=Status.choices)
    year_from = _year(_("From which year on?"))
    year_to = _year(_("Until which year?"))
    note = CountedText(
        label=_("What is known"), longest=2000, rows=4, required=False, validators=[no_address_in]
    )
    sources = CountedText(
        label=_("Sources"),
        longest=4000,
        rows=3,
        required=False,
        help_text=_("One a line: an address or the title of a document, and its year if you know it."),
    )

    def __init__(self, *args: Any, transfer: Transfer | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = (_said(transfer) if transfer else {}) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if transfer is None:
            del self.fields["status"]  # it begins open
            return
        status = cast(forms.ChoiceField, self.fields["status"])
        status.choices = [choice for choice in Status.choices if choice[0] != Status.RETRACTED]
        for end in ("source", "target"):
            cast(ProjectField, self.fields[end]).also = getattr(transfer, end)

    def clean_sources(self) -> list[Row]:
        return sources_of(self.cleaned_data["sources"])


def _said(transfer: Transfer) -> dict[str, Any]:
    """What the form shows of a transfer."""
    rows: Any = transfer.sources.order_by("pk").values("url", "document", "published_year")
    ends = {"source": transfer.source.title, "target": transfer.target.title if transfer.target else ""}
    return {name: getattr(transfer, name) for name in AS_THEY_ARE} | ends | {"sources": text_of_sources(rows)}
