"""What curators write about topics."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from heroicons.templatetags.heroicons import heroicon_outline

from editorial.icons import ICONS
from projects.contributing.fields import CountedText, Lines
from projects.models import Project, Topic
from projects.selects import RowChoice
from projects.tags import text_of, words_of


class IconChoice(forms.ChoiceField):
    """One of the pictures, to be seen beside its name; that which the topic has is among them."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        shown = [(name, _pictured(name, label)) for name, label in ICONS.items()]
        super().__init__(choices=shown, **options)

    def also(self, name: str) -> None:
        """Take one that is not in the list, too."""
        if name and name not in ICONS:
            self.choices = [*((key, _pictured(key, label)) for key, label in ICONS.items()), (name, name)]


def _picture(name: str, label: Any) -> SafeString:
    return format_html("{} {}", heroicon_outline(name, size=24, aria_hidden="true"), label)


_pictured = lazy(_picture, SafeString)


class TopicForm(forms.Form):
    """A topic as it would be. The group decides about it."""

    name = CountedText(label=_("Name"), longest=80)
    description = CountedText(label=_("In a sentence"), longest=280, rows=2, required=False)
    introduction = CountedText(
        label=_("Introduction"),
        longest=6000,
        rows=10,
        required=False,
        help_text=_("What is it about, what has been learned? Markdown: **bold**, - list."),
    )
    tags = CountedText(
        label=_("Tags that show what it holds"),
        longest=600,
        required=False,
        help_text=_("separated by commas"),
    )
    icon = IconChoice(label=_("Picture"), initial="sparkles")
    reason = CountedText(
        label=_("Why?"),
        longest=1000,
        rows=4,
        help_text=_("The others of the group read this."),
        error_messages={"required": _("Please say why: the others want to understand it.")},
    )

    def __init__(self, *args: Any, topic: Topic | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(topic) if topic else {}
        super().__init__(*args, **kwargs)
        icons: Any = self.fields["icon"]
        icons.also(topic.icon if topic else "")

    def clean_tags(self) -> list[str]:
        return words_of(self.cleaned_data["tags"])


def _initial(topic: Topic) -> dict[str, Any]:
    said = {name: getattr(topic, name) for name in ("name", "description", "introduction", "icon")}
    return said | {"tags": text_of(topic.example_tags.all())}


class TopicPageForm(forms.Form):
    """What any member may arrange on the page of a topic."""

    featured_until = forms.DateField(
        label=_("In the focus of the group until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Until then it comes first among the topics and on the start page."),
    )
    questions = Lines(
        label=_("Open questions"),
        longest=3000,
        longest_line=280,
        required=False,
        help_text=_("What we do not know yet, one question a line."),
    )


class PickForm(forms.Form):
    """A project to be shown first, and why."""

    project = RowChoice(Project.objects.none(), label=_("Project"))
    sentence = CountedText(label=_("Why it is worth a look, in a sentence"), longest=280, rows=2)

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        projects: Any = self.fields["project"]
        projects.queryset = Project.objects.published().filter(topics=topic).order_by("title", "pk")
