"""Input about meetings."""

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.forms import inlineformset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from districts.models import District
from meetings.models import AgendaItem, Meeting, Minute, SignUp
from needs.models import Need
from people.guard import GuardedForm
from people.models import normal_address
from projects.fields import ProjectField
from projects.models import Project
from projects.selects import RowChoice

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


GROUPS = (
    (_("What"), ("title", "kind", "topic", "description")),
    (_("When and where"), ("date", "starts_at", "ends_at", "place", "district")),
    (_("Who comes"), ("takes_sign_ups",)),
)


class SignUpForm(GuardedForm, forms.ModelForm):
    class Meta:
        model = SignUp
        fields = ["email", "persons"]
        widgets = {"email": forms.EmailInput(attrs={"autocomplete": "email"})}
        labels = {"email": _("Your e-mail address"), "persons": _("How many people come?")}
        help_texts = {
            "email": _("For a message if the meeting moves. It is deleted 14 days afterwards."),
        }

    def clean_email(self) -> str:
        return normal_address(self.cleaned_data["email"])


class MeetingForm(forms.ModelForm):
    class Meta:
        model = Meeting
        fields = [name for _heading, names in GROUPS for name in names]
        field_classes = {"district": RowChoice, "topic": RowChoice}
        widgets = {"date": DATE, "starts_at": clock(), "ends_at": clock()}
        help_texts = {"description": _("Markdown: **bold**, - list.")}

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Its fields as they are asked for: a heading, and what belongs together."""
        return [(heading, [self[name] for name in names]) for heading, names in GROUPS]


class AboutProjectForm(forms.ModelForm):
    """A line that may be about a project, by its title; what it is about stays, published or not."""

    project = ProjectField(label=_("project"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ProjectField, self.fields["project"]).also = self.instance.project


class AgendaForm(AboutProjectForm):
    need = RowChoice(
        Need.objects.none(), label=_("need"), required=False, nothing=pgettext_lazy("need", "none")
    )

    class Meta:
        model = AgendaItem
        fields = ["title", "project", "need"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on_it = Q(pk=self.instance.need_id)
        wanted: Any = self.fields["need"]
        wanted.queryset = Need.objects.filter(on_it | Q(pk__in=Need.objects.current().values("pk")))


class MinuteForm(AboutProjectForm):
    class Meta:
        model = Minute
        fields = ["text", "project"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


ROWS: Any = {"extra": 3, "can_delete_extra": False}
AgendaFormSet = inlineformset_factory(Meeting, AgendaItem, form=AgendaForm, **ROWS)
MinuteFormSet = inlineformset_factory(Meeting, Minute, form=MinuteForm, **ROWS)


class InterestForm(forms.Form):
    """ "Wer macht mit?": a project of the agenda and a district."""

    project = RowChoice(Project.objects.none(), label=_("Project"))
    district = RowChoice(District.objects.order_by("name"), label=_("A group in"))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on_agenda = Project.objects.published().filter(pk__in=meeting.agenda.values("project"))
        self.fields["project"].queryset = on_agenda  # type: ignore[attr-defined]
