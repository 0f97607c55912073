"""What a group may have, or lack."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Resource(models.TextChoices):
    """The values stand in addresses (`art=`)."""

    ROOM = "raum", _("a room or a place")
    PEOPLE = "menschen", _("people who join in")
    KNOWLEDGE = "wissen", _("knowledge and advice")
    THINGS = "sachen", _("tools, material")
    MONEY = "geld", pgettext_lazy("what a group lacks", "money")
    PARTNERS = "partner", _("an organisation as a partner")
