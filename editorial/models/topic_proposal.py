"""What a member would have a topic say: a new one, or another wording of one that is there."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from projects.models import ProposalState, Topic

TEXTS = ("name", "description", "introduction", "icon")  # those of a topic that the group decides about


class TopicProposalQuerySet(models.QuerySet["TopicProposal"]):
    def open(self) -> "TopicProposalQuerySet":
        """Those that wait for a decision, the longest waiting first."""
        return self.filter(state=ProposalState.OPEN).order_by("made_at", "pk")


class TopicProposal(models.Model):
    """A topic as it would be, decided by the group; `before` is what the topic said when this was written.

    Two members other than the one who proposes it have to agree, and no objection may be open.
    """

    topic = models.ForeignKey(
        Topic, models.CASCADE, null=True, blank=True, related_name="proposals", verbose_name=_("topic")
    )
    name = models.CharField(_("name"), max_length=80)
    description = models.CharField(_("description"), max_length=280, blank=True)
    introduction = models.TextField(_("introduction"), max_length=6000, blank=True)
    icon = models.CharField(_("icon"), max_length=40, default="sparkles")
    tags = models.JSONField(_("tags"), default=list, blank=True)
    before = models.JSONField(default=dict, editable=False)
    reason = models.TextField(_("reason"), max_length=1000)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState, default=ProposalState.OPEN, editable=False
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)

    objects = TopicProposalQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        verbose_name = _("proposed topic")
        verbose_name_plural = _("proposed topics")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, decided_at__isnull=True)
                | (~Q(state=ProposalState.OPEN) & Q(decided_at__isnull=False)),
                name="topic_proposal_decided_exactly_when_not_open",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("editorial:topic-proposal", args=[self.pk])

    @property
    def wanted(self) -> dict[str, Any]:
        """What the topic would say."""
        return {field: getattr(self, field) for field in TEXTS} | {"tags": self.tags}


def said_by_topic(topic: Topic | None) -> dict[str, Any]:
    """What a topic says now, in the same shape; nothing for one that is not there yet."""
    if topic is None:
        return {}
    words = sorted(tag.name for tag in topic.example_tags.all())
    return {field: getattr(topic, field) for field in TEXTS} | {"tags": words}
