"""The closed lists of travelling knowledge."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Phase(models.TextChoices):
    """How far a transfer has come; UNKNOWN for one recorded from a source."""

    INTEREST = "interest", _("interest")
    GETTING_TO_KNOW = "meeting", _("getting to know")
    ADAPTING = "adapting", _("adapting")
    TRYING = "trying", _("trying out")
    ARRIVED = "arrived", _("arrived")
    UNKNOWN = "unknown", _("not known")


# The way of a transfer, in its order.
WAY: list[Phase] = [phase for phase in Phase if phase != Phase.UNKNOWN]
# From here on there is a project that took the idea over.
PHASES_WITH_TARGET = [Phase.TRYING, Phase.ARRIVED]


class Status(models.TextChoices):
    OPEN = "open", pgettext_lazy("transfer", "open")
    RESTING = "resting", _("resting")
    ENDED = "ended", pgettext_lazy("transfer", "not pursued further")
    RETRACTED = "retracted", _("retracted")


class EndReason(models.TextChoices):
    """Why a transfer ended, in words that blame nobody."""

    TIME = "time", _("There was no time for it.")
    PEOPLE = "people", _("There were too few people.")
    ROOM = "room", _("There was no room.")
    MONEY = "money", _("There was no money.")
    PLACE = "place", _("It did not fit the place.")
    OTHER = "other", _("Something else came of it.")


class Certainty(models.TextChoices):
    """How sure a transfer is, strongest first; computed, never stored."""

    BOTH = "both", _("confirmed by both sides")
    SOURCED = "sourced", _("documented by a source")
    REPORTED = "reported", _("reported by one side")


class Side(models.TextChoices):
    SOURCE = "source", _("giver")
    TARGET = "target", _("receiver")


class AdaptationKind(models.TextChoices):
    KEPT = "kept", _("taken over")
    ADAPTED = "adapted", _("adapted")
    DROPPED = "dropped", _("left out")
    NEW = "new", pgettext_lazy("adaptation", "new")


class AdaptedPart(models.TextChoices):
    """What an adaptation is about, by the words of the project that gave the idea."""

    CORE = "core", _("this must stay")
    FLEXIBLE = "flexible", _("this can be done differently")


class NoteKind(models.TextChoices):
    INSPIRED = "inspired_by_unnamed", _("inspired by an unnamed example")
    LIKENESS = "likeness", _("likeness, no proof")
    PROPOSED = "proposed", _("proposed for others")
    RECOMMENDED = "recommended", _("recommended for others")


class LessonKind(models.TextChoices):
    WORKS = "works", _("Works for us")
    FAILS = "fails", _("Does not work for us")
    PITFALL = "pitfall", _("Stumbling block")
    TIP = "tip", _("Tip")


class LessonState(models.TextChoices):
    """Of lessons, and of what others say to them."""

    SUBMITTED = "submitted", _("submitted")
    QUERIED = "queried", _("sent back with a question")
    PUBLISHED = "published", _("published")
    DECLINED = "declined", pgettext_lazy("lesson", "declined")
    REMOVED = "removed", _("removed")


class EchoKind(models.TextChoices):
    ALSO = "also", _("with us, too")
    OTHERWISE = "otherwise", _("different with us")
