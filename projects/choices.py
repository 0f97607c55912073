"""The closed lists of the catalogue. A value that stands in a public address is the German word itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Scope(models.TextChoices):
    DISTRICTS = "districts", _("in districts")
    CITY = "city", _("city-wide")
    OUTSIDE = "outside", _("at another place")


class State(models.TextChoices):
    SUBMITTED = "submitted", _("submitted")
    QUERIED = "queried", _("sent back with a question")
    PUBLISHED = "published", _("published")
    ARCHIVED = "archived", _("archived")
    REJECTED = "rejected", _("rejected")
    MERGED = "merged", _("merged")
    REMOVED = "removed", _("removed")


# Where nobody works on an entry any more: it leads to another one, or was taken off every page.
GONE = (State.MERGED, State.REMOVED)


class Activity(models.TextChoices):
    """Is it still running? The values stand in addresses (`laeuft=`)."""

    RUNNING = "ja", pgettext_lazy("is it still running?", "yes")
    PREPARING = "in-vorbereitung", _("in preparation")
    PAUSED = "pausiert", _("paused")
    ENDED = "beendet", pgettext_lazy("is it still running?", "ended")
    UNKNOWN = "nicht-bekannt", _("not known")


class SupportKind(models.TextChoices):
    """What a project offers to others. The values stand in addresses (`unterstuetzung=`)."""

    ADVICE = "auskunft", _("answers questions")
    VISIT = "besuch", _("welcomes a visit")
    MENTORING = "begleitung", _("accompanies you")
    MATERIAL = "unterlagen", _("shares documents")


class PeopleBand(models.TextChoices):
    UNKNOWN = "unknown", _("not known")
    UP_TO_3 = "1-3", _("1 to 3")
    UP_TO_10 = "4-10", _("4 to 10")
    UP_TO_25 = "11-25", _("11 to 25")
    MORE = "25+", _("more than 25")


class HoursBand(models.TextChoices):
    UNKNOWN = "unknown", _("not known")
    UP_TO_5 = "1-5", _("up to 5")
    UP_TO_20 = "6-20", _("6 to 20")
    UP_TO_50 = "21-50", _("21 to 50")
    MORE = "50+", _("more than 50")


class StartCostBand(models.TextChoices):
    UNKNOWN = "unknown", _("not known")
    NONE = "0", pgettext_lazy("cost", "none")
    UP_TO_500 = "1-500", _("up to 500 €")
    UP_TO_5000 = "501-5000", _("500 to 5,000 €")
    UP_TO_25000 = "5001-25k", _("5,000 to 25,000 €")
    MORE = "25k+", _("more than 25,000 €")


class RunningCostBand(models.TextChoices):
    UNKNOWN = "unknown", _("not known")
    NONE = "0", pgettext_lazy("cost", "none")
    UP_TO_500 = "1-500", _("up to 500 € a year")
    UP_TO_5000 = "501-5000", _("500 to 5,000 € a year")
    MORE = "5000+", _("more than 5,000 € a year")


class Language(models.TextChoices):
    GERMAN = "de", "Deutsch"
    ENGLISH = "en", "English"


class Licence(models.TextChoices):
    CC_BY = "CC BY 4.0", "CC BY 4.0"
    CC_BY_SA = "CC BY-SA 4.0", "CC BY-SA 4.0"
    CC0 = "CC0 1.0", "CC0 1.0"


class ReportKind(models.TextChoices):
    """Why somebody writes about an entry. The values stand in addresses (`art=`)."""

    OURS = "unser-projekt", _("This is our project")
    KNOWLEDGE = "wissen", _("I know something about it")
    WRONG = "stimmt-nicht", _("Something is not right")
    REMOVE = "entfernen", _("Please remove it")
    PICTURE = "bild", _("About a picture")


class PeopleShown(models.TextChoices):
    """What whoever adds a picture says about the people on it."""

    NOBODY = "niemand", _("Nobody can be recognised")
    AGREED = "einverstanden", _("Everyone who can be recognised agrees, for children their parents")
