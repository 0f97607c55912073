"""The steps a curator can take with an entry, as the review desk and the admin offer them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.actions import LEADS_TO, archive, ask_back, hide, publish, reject
from projects.actions.states import why_it_stays_removed
from projects.choices import State
from projects.models import Project


class Step(NamedTuple):
    """One button: its words, an icon's name, the verb behind it and the state it leads to.

    A step that `asks` takes words with it, which are sent to whoever wrote the entry. `noted` is said where
    others have to agree before it is `done`.
    """

    name: str
    label: Promise
    explanation: Promise
    done: Promise
    icon: str
    take: Callable[..., Project]
    state: State
    asks: Promise | str = ""
    noted: Promise | str = ""


STEPS = {
    step.name: step
    for step in [
        Step(
            "publish",
            _("Publish"),
            _("Everyone can find and read the entry."),
            _("The entry is published."),
            "eye",
            publish,
            State.PUBLISHED,
            noted=_("Your approval is noted. More members have to agree."),
        ),
        Step(
            "ask_back",
            _("Ask back"),
            _("Whoever wrote the entry gets your question, changes it and hands it in again."),
            _("Your question is on its way."),
            "chat-bubble-left-right",
            ask_back,
            State.QUERIED,
            _("Your question"),
        ),
        Step(
            "reject",
            _("Reject"),
            _("The entry is not published. It may be handed in again."),
            _("The entry is rejected."),
            "x-circle",
            reject,
            State.REJECTED,
            _("Your reason"),
        ),
        Step(
            "archive",
            _("Archive"),
            _("The entry goes out of sight; what was taken over from it stays recorded."),
            _("The entry is archived."),
            "archive-box",
            archive,
            State.ARCHIVED,
        ),
        Step(
            "hide",
            _("Hide at once"),
            _("For a removal on request: the entry vanishes from every page, list and search at once."),
            _("The entry is hidden."),
            "eye-slash",
            hide,
            State.REMOVED,
        ),
    ]
}


def possible_steps(project: Project) -> list[Step]:
    """The steps that lead on from the state the entry is in; an entry removed on request stays away."""
    leading_on = [step for step in STEPS.values() if project.state in LEADS_TO[step.state]]
    return [step for step in leading_on if step.state != State.PUBLISHED or not why_it_stays_removed(project)]


def may_take(user: Any, step: Step, project: Project | None = None) -> bool:
    return bool(user.has_perm(f"projects.{step.name}_project", project))
