"""Fields that take what people type, and never cut it short."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from districts.spelling import folded_key
from projects.models.taxonomy import Sector

ONE_LINE, SEVERAL_LINES = 1, 4
LONGEST_SHORT_TEXT = 300


class CountedText(forms.CharField):
    """A text with a limit that is told in words, before it is reached and after: no browser cuts it."""

    def __init__(self, *, longest: int, rows: int = ONE_LINE, **options: Any) -> None:
        self.longest = longest
        if rows > ONE_LINE:
            options["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**options)

    @property
    def is_short(self) -> bool:
        """Whether people come near the limit: then it is said before they begin."""
        return self.longest <= LONGEST_SHORT_TEXT

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"data-longest": self.longest}

    def to_python(self, value: Any) -> Any:
        """Line breaks as the database keeps them; a browser sends two signs for one."""
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if (over := len(value) - self.longest) > 0:
            raise ValidationError(
                ngettext(
                    "That is %(over)d character more than the %(longest)d that fit here. Please shorten it.",
                    "That is %(over)d characters more than the %(longest)d that fit here. Please shorten it.",
                    over,
                )
                % {"over": over, "longest": self.longest}
            )


class Lines(CountedText):
    """One name a line; empty lines and names given twice are left out."""

    def clean(self, value: Any) -> list[str]:
        names = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        for name in names:
            if len(name) > self.longest_line:
                raise ValidationError(
                    _("“%(name)s…” is too long: at most %(most)d characters a line, please."),
                    params={"name": name[:20], "most": self.longest_line},
                )
        by_key = {folded_key(name): name for name in reversed(names) if folded_key(name)}
        return sorted(by_key.values(), key=names.index)

    def __init__(self, *, longest_line: int, **options: Any) -> None:
        self.longest_line = longest_line
        super().__init__(rows=SEVERAL_LINES, **options)


class SectorChoice(forms.ModelMultipleChoiceField):
    """Sectors with the examples by which people know them."""

    def label_from_instance(self, sector: Sector) -> str:
        return f"{sector} ({sector.explanation})" if sector.explanation else str(sector)


class Year(forms.IntegerField):
    def __init__(self, **options: Any) -> None:
        too_far = _("Please write the year with four digits, for example 2019.")
        super().__init__(
            required=False,
            min_value=1800,
            max_value=2100,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6, "class": "short"}),
            error_messages={"invalid": too_far, "min_value": too_far, "max_value": too_far},
            **options,
        )


class Month(forms.TypedChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            coerce=int,
            empty_value=None,
            choices=[("", _("not known")), *((str(number), name) for number, name in MONTHS.items())],
            **options,
        )
