"""What helps in each phase of a transfer: what others have learned, what to ask, who did it before."""

from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.choices import WAY, Phase
from knowledge.graph import family
from knowledge.models import Lesson, Transfer

MOST = 6  # of each; more is not read

QUESTIONS: dict[str, list[Promise]] = {
    Phase.INTEREST: [
        _("What do we want to change in our district by it?"),
        _("Who of us would take it on, and with how much time?"),
        _("Is there something like it nearby that we could join?"),
    ],
    Phase.GETTING_TO_KNOW: [
        _("What does an ordinary day of it look like? May we come and watch?"),
        _("What was harder than you had thought?"),
        _("What would you do differently if you began again?"),
        _("What does it cost in money, hours and nerves?"),
    ],
    Phase.ADAPTING: [
        _("Without what would it no longer work?"),
        _("What is different here: people, rooms, neighbours?"),
        _("Whom do we need who is not with us yet?"),
        _("How will we notice in three months that it works?"),
    ],
    Phase.TRYING: [
        _("What is the smallest thing with which we can begin?"),
        _("When do we look back together, and who writes down what we learn?"),
        _("What do we stop if it does not work?"),
    ],
    Phase.ARRIVED: [
        _("What have we made better that the others could take over?"),
        _("What would we tell the next group?"),
        _("Who carries it on when we are tired?"),
    ],
}


class Help(NamedTuple):
    """What helps now. `others` are transfers of the same source that have come as far, or further."""

    lessons: list[Lesson]
    questions: list[Promise]
    others: list[Transfer]

    def __bool__(self) -> bool:
        return bool(self.lessons or self.questions or self.others)


def help_for(transfer: Transfer, user: Any) -> Help:
    """What helps in the phase in which this transfer is, as far as the user may see it; two queries."""
    return Help(
        _lessons(transfer, user), QUESTIONS.get(transfer.phase, []), list(_others(transfer, user)[:MOST])
    )


def _lessons(transfer: Transfer, user: Any) -> list[Lesson]:
    """What the family of the idea has learned in this phase."""
    relatives = family(transfer.source_id)
    learned = Lesson.objects.visible_to(user).published().filter(phase=transfer.phase)
    found = learned.filter(Q(project__in=relatives) | Q(transfer__source__in=relatives))
    return list(found.select_related("transfer")[:MOST])


def _others(transfer: Transfer, user: Any) -> Any:
    """Those that one can ask: their project is public."""
    as_far = WAY[WAY.index(Phase(transfer.phase)) :] if transfer.phase != Phase.UNKNOWN else WAY
    others = Transfer.objects.whole_to(user).counted().filter(source=transfer.source_id)
    others = others.filter(target__isnull=False, phase__in=[*as_far, Phase.UNKNOWN])
    return others.exclude(pk=transfer.pk).with_ends(user)
