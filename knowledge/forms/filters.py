"""The filters of /transfers/."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from districts.spelling import sort_key
from knowledge.flows import Flow
from knowledge.querysets import TransferQuerySet
from projects.models import Project, Topic


class TransferFilter(forms.Form):
    """Topic, year and place, each with the values that occur; an unknown value is left out of account."""

    thema = forms.ChoiceField(label=_("Topic"), required=False)
    jahr = forms.ChoiceField(label=_("Year"), required=False)
    ort = forms.ChoiceField(label=_("Place"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        transfers: TransferQuerySet,
        found: Iterable[Flow],
        names: Mapping[str, str],
        user: Any,
    ) -> None:
        """For all `transfers` the user may see, counted before as flows; two queries."""
        super().__init__(data)
        self.user = user
        topics = sorted(_topics_of(transfers, user), key=lambda topic: sort_key(topic.name))
        self.topics = {topic.slug: topic for topic in topics}
        years = transfers.filter(year_from__isnull=False).order_by("-year_from")
        places = {end for flow in found for end in (flow.start, flow.end)}
        self._offer("thema", [(slug, topic.name) for slug, topic in self.topics.items()])
        self._offer("jahr", [(year, year) for year in years.values_list("year_from", flat=True).distinct()])
        self._offer("ort", [(key, name) for key, name in names.items() if key in places])
        self.full_clean()

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = [("", _("all")), *choices]

    @property
    def chosen(self) -> dict[str, str]:
        """The known values that were chosen, for the query of an address."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def ignored(self) -> list[str]:
        """Labels of the filters whose value nobody knows."""
        return [str(self.fields[name].label) for name in self.errors if name in self.fields]

    def applied_to(self, transfers: TransferQuerySet) -> TransferQuerySet:
        """Those of the transfers that fit all chosen values."""
        chosen = self.chosen
        if "thema" in chosen:
            transfers = transfers.on_topic(self.topics[chosen["thema"]], self.user)
        if "jahr" in chosen:
            transfers = transfers.filter(year_from=chosen["jahr"])
        if "ort" in chosen:
            transfers = transfers.at_place(chosen["ort"])
        return transfers


def _topics_of(transfers: TransferQuerySet, user: Any) -> Iterable[Topic]:
    """Topics of the ends this user sees."""
    gave, took = (transfers.filter(**{end: OuterRef("project")}) for end in ("source", "target"))
    link_model: Any = Project.topics.through
    links = link_model.objects.filter(
        Exists(gave) | Exists(took), topic=OuterRef("pk"), project__in=Project.objects.visible_to(user)
    )
    return Topic.objects.filter(Exists(links))
