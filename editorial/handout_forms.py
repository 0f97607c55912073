"""What curators write about hand-outs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handouts.models import LONGEST_TEXT, Handout
from projects.contributing.fields import CountedText
from projects.models import Topic
from projects.selects import RowChoice

NO_TITLE = {"required": _("Please give it a title.")}


class BeginForm(forms.Form):
    """A new hand-out."""

    title = CountedText(label=_("Title"), longest=120, error_messages=NO_TITLE)
    topic = RowChoice(
        Topic.objects.order_by("name"), label=_("Topic (optional)"), required=False, nothing=_("no topic")
    )


class DescribeForm(BeginForm):
    """What it is called and what it is about."""

    introduction = CountedText(
        label=_("Introduction"),
        longest=LONGEST_TEXT,
        rows=6,
        required=False,
        help_text=_("What is it about, for whom is it? Markdown: **bold**, - list."),
    )

    def __init__(self, *args: Any, handout: Handout, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(handout, name) for name in ("title", "topic", "introduction")}


class ChapterForm(forms.Form):
    title = CountedText(
        label=_("Heading of the chapter"),
        longest=120,
        error_messages={"required": _("Please give the chapter a heading.")},
    )


class TextForm(forms.Form):
    """Words of the group's own."""

    text = CountedText(
        label=_("Your text"),
        longest=LONGEST_TEXT,
        rows=6,
        help_text=_("Markdown: **bold**, - list."),
        error_messages={"required": _("Please write a sentence or two.")},
    )
