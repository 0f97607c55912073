"""The one form: five required fields, everything else as somebody likes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from projects.choices import (
    Activity,
    HoursBand,
    Language,
    PeopleBand,
    RunningCostBand,
    StartCostBand,
    SupportKind,
)
from projects.contributing.fields import CountedText, Lines, Month, SectorChoice, Year
from projects.contributing.sources import Row, sources_of
from projects.contributing.where import (
    ELSEWHERE,
    Question,
    Where,
    question_about_elsewhere,
    tidy,
    understand,
)
from projects.models import OriginKind, Sector, Topic
from projects.tags import words_of

LONGEST_PLACE = 120
LONGEST_TEXT = 20_000
PLAIN_TEXT = _("In plain words. Several paragraphs and lists with a dash are welcome.")


def optional_text(label: Any, help_text: Any = PLAIN_TEXT, rows: int = 5) -> CountedText:
    return CountedText(longest=LONGEST_TEXT, rows=rows, required=False, label=label, help_text=help_text)


def optional_choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


def unknown_first(choices: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """A list shows its first choice before anybody chooses: that must say nothing."""
    return sorted(choices, key=lambda choice: choice[0] != Activity.UNKNOWN)


class EntryForm(forms.Form):
    """What an entry says, as it is typed. `question` is what has to be asked about the place, if anything."""

    required_css_class = "required"
    question: Question | None = None

    title = CountedText(
        longest=120,
        label=_("What is the project called?"),
        error_messages={"required": _("Please give the project a name.")},
    )
    summary = CountedText(
        longest=280,
        rows=3,
        label=_("What is it, in one or two sentences?"),
        error_messages={"required": _("Please write in a sentence what it is.")},
    )
    place = CountedText(
        longest=1000,
        label=_("Where is it?"),
        help_text=_(
            "A quarter, a district, “city-wide” or another place. With several, the first is its home."
        ),
        error_messages={"required": _("Please say where it is.")},
    )
    place_about = forms.CharField(required=False, widget=forms.HiddenInput)
    place_answer = forms.CharField(required=False)
    sectors = SectorChoice(
        Sector.objects.all(),
        label=_("Who carries the project?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose who carries it; several are possible.")},
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(),
        label=_("What is it about?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose a topic; several are possible.")},
    )

    description = optional_text(_("How does it work?"))
    problem = optional_text(_("What was the problem?"))
    results = optional_text(_("What came of it?"))

    core = optional_text(_("What must stay as it is?"), _("Without this it does not work."))
    flexible = optional_text(_("What can be done differently elsewhere?"), _("This is up to each group."))
    prerequisites = optional_text(
        _("What do you need to begin?"), _("One thing a line: a room, a permit, tools, people …")
    )
    people_needed = optional_choice(_("How many people does it take?"), PeopleBand.choices)
    hours_needed = optional_choice(_("How many hours a month, together?"), HoursBand.choices)
    start_cost = optional_choice(_("What does it cost to begin?"), StartCostBand.choices)
    running_cost = optional_choice(_("What does it cost a year?"), RunningCostBand.choices)
    offers = forms.MultipleChoiceField(
        label=_("How can you help others who want to do it too?"),
        choices=SupportKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    activity = optional_choice(_("Is it still running?"), unknown_first(Activity.choices))
    started_year = Year(label=_("Since which year?"))
    started_month = Month(label=_("Since which month?"))
    ended_year = Year(label=_("Until which year?"))
    ended_month = Month(label=_("Until which month?"))

    organisations = Lines(
        longest=4000,
        longest_line=160,
        required=False,
        label=_("Which clubs, offices or firms stand behind it?"),
        help_text=_("One name a line. Please no names of persons."),
    )
    website = forms.URLField(
        assume_scheme="https",
        max_length=500,
        required=False,
        label=_("Website of the project"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"invalid": _("This address cannot be right. An example: www.example.org")},
    )
    tags = CountedText(
        longest=1000,
        required=False,
        label=_("Words by which others find it"),
        help_text=_("Separated by commas, for example: repairing, tools"),
    )
    sources = CountedText(
        longest=10_000,
        rows=4,
        required=False,
        label=_("Where can one read about it?"),
        help_text=_(
            "One source a line: an address or a title, and the year if you know it. Title and year of an "
            "address are the same wherever it is named."
        ),
    )
    language = forms.ChoiceField(
        label=_("In which language have you written?"),
        choices=Language.choices,
        required=False,
        initial=get_language,
    )

    origin_kind = forms.ChoiceField(
        label=_("Where did the idea come from?"),
        choices=OriginKind.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    origin_project = CountedText(
        longest=300, required=False, label=_("Which project of the catalogue is it?")
    )
    origin_text = CountedText(
        longest=300, required=False, label=_("What is its name, and where does one find it?")
    )
    origin_url = forms.URLField(
        assume_scheme="https",
        max_length=500,
        required=False,
        label=_("Where on the web can one read about it?"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"invalid": _("This address cannot be right. An example: www.example.org")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("website", "origin_url"):
            self.fields[name].widget.attrs.pop("maxlength", None)  # a browser would cut an address short

    def clean_place(self) -> str:
        """The line itself; what it means stands in `where`."""
        words = tidy(self.cleaned_data["place"])
        is_elsewhere = self._is_answered_elsewhere(words)
        if is_elsewhere:
            self.question = question_about_elsewhere(words)
        if is_elsewhere and len(words) > LONGEST_PLACE:
            raise ValidationError(gettext("Please name the place in fewer words."))
        meant = understand(words, is_elsewhere=is_elsewhere)
        if isinstance(meant, Question):
            self.question = meant
            raise ValidationError(_asking(meant))
        self.where: Where = meant
        return words

    def _is_answered_elsewhere(self, words: str) -> bool:
        answer, about = self.data.get("place_answer", ""), self.data.get("place_about", "")
        return answer == ELSEWHERE and tidy(about) == words

    def clean_tags(self) -> list[str]:
        return words_of(self.cleaned_data["tags"])

    def clean_sources(self) -> list[Row]:
        return sources_of(self.cleaned_data["sources"])

    def clean(self) -> dict[str, Any]:
        """Times belong together: a month needs its year, and nothing ends before it starts."""
        cleaned = super().clean() or self.cleaned_data
        for start in ("started", "ended"):
            if cleaned.get(f"{start}_month") and not cleaned.get(f"{start}_year"):
                self.add_error(f"{start}_year", gettext("Please add the year to the month."))
        first, last = cleaned.get("started_year"), cleaned.get("ended_year")
        if first and last and last < first:
            self.add_error("ended_year", gettext("It cannot have ended before it began."))
        return cleaned


def _asking(question: Question) -> str:
    if question.places:
        return gettext("Which place do you mean by “%(words)s”?") % {"words": question.about}
    return gettext(
        "We know no quarter and no district called “%(words)s”. Please write the district instead, "
        "or choose that it is another place."
    ) % {"words": question.about}
