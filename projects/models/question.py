"""What somebody wants to know about a project."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

UNCONFIRMED_KEPT = timedelta(days=1)
ADDRESS_KEPT = timedelta(days=30)
ASKED_OF_NETWORK_KEPT = timedelta(days=180)


class QuestionQuerySet(models.QuerySet["Question"]):
    def open(self) -> "QuestionQuerySet":
        """Asked of the network and not settled yet, the longest waiting first: the group's to answer."""
        asked = self.filter(to_network=True, passed_on_at__isnull=False, settled_at=None)
        return asked.order_by("created_at", "pk")

    def unconfirmed(self) -> "QuestionQuerySet":
        """Those whose sender has not confirmed an address yet."""
        return self.filter(passed_on_at=None)


class Question(models.Model):
    """A Frage: relayed to the contact of a project, or asked of the network where there is none.

    Its text is in one place at a time: here until it is passed on, then in a mail until that is delivered;
    the network's questions keep it until they are settled. The sender's address stays as long as an answer
    may come. What was asked when about which project remains.
    """

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, related_name="questions", verbose_name=_("project")
    )
    text = models.TextField(_("text"), max_length=2000, blank=True)
    email = models.EmailField(_("address of the sender"), blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    network_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    passed_on_at = models.DateTimeField(_("passed on"), null=True, blank=True)
    to_network = models.BooleanField(_("asked of the network"), default=False)
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        indexes = [models.Index(fields=["network_hash", "created_at"], name="question_by_network")]
        constraints = [
            models.CheckConstraint(
                condition=Q(text="")
                | Q(passed_on_at__isnull=True)
                | Q(to_network=True, settled_at__isnull=True),
                name="question_text_goes_when_it_is_passed_on",
            ),
            models.CheckConstraint(
                condition=Q(email="") | Q(settled_at__isnull=True), name="question_address_goes_when_settled"
            ),
        ]

    def __str__(self) -> str:
        return str(self.project)

    def settle(self, by: Any = None) -> None:
        """Keep what and when; text and address go."""
        self.text, self.email = "", ""
        self.settled_at, self.settled_by = timezone.now(), by
        self.save()
