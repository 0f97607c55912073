"""The filters of /transfers/."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from knowledge.words import CERTAINTIES, PHASES
from projects.places import all_places
from projects.vocabulary import vocabulary

OF_A_PAIR = ("von", "nach")  # chosen in the matrix: they are fields only where they are chosen


class TransferFilter(forms.Form):
    """What to choose of all transfers; an unknown value is left out of account."""

    thema = forms.ChoiceField(label=_("Topic"), required=False)
    phase = forms.ChoiceField(label=_("Phase"), required=False)
    sicher = forms.ChoiceField(label=_("How sure it is"), required=False)
    jahr = forms.TypedChoiceField(
        label=_("Year"), required=False, coerce=int, choices=[(str(year), year) for year in range(1800, 2200)]
    )
    ort = forms.ChoiceField(label=_("Place"), required=False)
    von = forms.ChoiceField(label=_("passed on from"), required=False)
    nach = forms.ChoiceField(label=_("taken over in"), required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        places = list(all_places().names.items())
        self._know("thema", [(topic.slug, topic.name) for topic in vocabulary().topics.values()])
        self._know("phase", [(word, phase.label) for word, phase in PHASES.items()])
        self._know("sicher", [(word, certainty.label) for word, certainty in CERTAINTIES.items()])
        for name in ("ort", *OF_A_PAIR):
            self._know(name, places)
        self.full_clean()

    def _know(self, name: str, choices: Collection[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    @property
    def chosen(self) -> dict[str, Any]:
        """The known values that were chosen, for the query of an address."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def ignored(self) -> list[str]:
        """Labels of the filters whose value nobody knows."""
        return [str(self.fields[name].label) for name in self.errors if name in self.fields]

    def query(self, **changes: Any) -> str:
        """The query of an address: what is chosen, changed so."""
        return urlencode(self.chosen | changes)

    def pair(self, start: str, end: str) -> str:
        """The address of what is chosen from one place to another, at the list."""
        return f"?{self.query(von=start, nach=end)}#liste"

    def year(self, year: int) -> str:
        """The address of what is chosen in one year, at the list."""
        return f"?{self.query(jahr=year)}#liste"

    def leave_out(self, name: str) -> None:
        """Take a value for one that nobody knows."""
        self.add_error(name, _("We do not know this value."))

    def offer(self, name: str, occurring: Collection[str]) -> None:
        """Let a field show what occurs, and what is chosen: no other choice leads anywhere."""
        field: Any = self.fields[name]
        kept = {*occurring, str(self.chosen.get(name))}
        field.widget.choices = [("", _("all")), *(choice for choice in field.choices if choice[0] in kept)]

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields that leave a choice, or in which one was made."""
        return [field for field in self if field.name in self.chosen or self._leaves_a_choice(field)]

    def _leaves_a_choice(self, field: Any) -> bool:
        return field.name not in OF_A_PAIR and len(field.field.widget.choices) > 2
