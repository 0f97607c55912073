"""Verbs on topics: propose, agree, decline, withdraw; arrange their pages and choose what is shown first."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import TopicProposal
from editorial.models.topic_proposal import TEXTS, said_by_topic
from people.limits import take_turn
from people.permissions import is_curator
from projects.actions import agree, log
from projects.actions.deciding import is_agreed
from projects.models import Approval, DecisionKind, Project, ProposalState, Topic, TopicPick
from projects.tags import canonical_tags, clean_words

MOST_PICKS = 6


@transaction.atomic
def propose_topic(*, topic: Topic | None = None, by: Any, reason: str, **wanted: Any) -> TopicProposal:
    """Write down what a topic would say. ValidationError for a name that is taken, or without any change."""
    _must_be_curator(by)
    before = said_by_topic(topic)
    wanted["tags"] = sorted(clean_words(wanted.get("tags", [])))
    proposal = TopicProposal(topic=topic, before=before, made_by=by, reason=reason.strip(), **wanted)
    proposal.full_clean(exclude=["tags"])
    if before == proposal.wanted:
        raise ValidationError(_("Nothing was changed."))
    _refuse_taken_name(proposal)
    proposal.save()
    log(proposal, DecisionKind.SUBMITTED, by, proposal.reason)
    return proposal


@transaction.atomic
def approve_topic(*, proposal: TopicProposal, by: Any) -> TopicProposal:
    """Agree; with enough approvals and no open objection the topic says it. Returns the proposal as it is.

    PermissionDenied on one's own; ValidationError while an objection is open, once it is decided, or if the
    topic was changed meanwhile: nobody has agreed to what would come out.
    """
    take_turn("topics")  # two of the same name never come at once
    stored = _open_for(proposal, by)
    _refuse_changed_topic(stored)
    _refuse_taken_name(stored)
    agree(subject=stored, by=by)
    if is_agreed(stored):
        _apply(stored)
        _decide(stored, ProposalState.ACCEPTED)
        log(stored, DecisionKind.ACCEPTED, by)
    return stored


@transaction.atomic
def decline_topic(*, proposal: TopicProposal, by: Any, words: str) -> TopicProposal:
    """Turn it down with a reason."""
    stored = _open_for(proposal, by)
    if not words.strip():
        raise ValidationError(_("Please say why: the others want to understand it."))
    _decide(stored, ProposalState.DECLINED)
    log(stored, DecisionKind.DECLINED, by, words.strip())
    return stored


@transaction.atomic
def withdraw_topic(*, proposal: TopicProposal, by: Any) -> TopicProposal:
    """Take one's own back while it waits."""
    stored = _locked(proposal)
    if stored.made_by_id != getattr(by, "pk", None):
        raise PermissionDenied(_("Only whoever made a proposal can withdraw it."))
    return _decide(stored, ProposalState.WITHDRAWN)


@transaction.atomic
def arrange_topic(*, topic: Topic, featured_until: Any, questions: list[str], by: Any) -> Topic:
    """Draw attention to a topic for a while; say what nobody knows yet. Any member may."""
    _must_be_curator(by)
    stored = Topic.objects.select_for_update().get(pk=topic.pk)
    stored.featured_until, stored.open_questions = featured_until, "\n".join(questions)
    stored.save()
    return stored


@transaction.atomic
def pick(*, topic: Topic, project: Project, sentence: str, by: Any) -> TopicPick:
    """Show a project first under a topic, with a sentence; a second time the sentence is another."""
    _must_be_curator(by)
    others = topic.picks.exclude(project=project)
    if others.count() >= MOST_PICKS:
        raise ValidationError(_("At most %(most)d projects can be chosen.") % {"most": MOST_PICKS})
    chosen = topic.picks.filter(project=project).first() or TopicPick(topic=topic, project=project)
    chosen.sentence, chosen.position = sentence.strip(), chosen.position or others.count() + 1
    chosen.full_clean()
    chosen.save()
    return chosen


@transaction.atomic
def unpick(*, chosen: TopicPick, by: Any) -> None:
    _must_be_curator(by)
    TopicPick.objects.filter(pk=chosen.pk).delete()


def _apply(proposal: TopicProposal) -> None:
    topic = proposal.topic or Topic()
    for field in TEXTS:
        setattr(topic, field, getattr(proposal, field))
    topic.save()
    topic.example_tags.set(canonical_tags(proposal.tags))
    proposal.topic = topic


def _decide(proposal: TopicProposal, state: ProposalState) -> TopicProposal:
    """Approvals were given to what was open; what was decided stands in the log."""
    proposal.state, proposal.decided_at = state, timezone.now()
    proposal.save()
    Approval.objects.about(proposal).delete()
    return proposal


def _open_for(proposal: TopicProposal, by: Any) -> TopicProposal:
    _must_be_curator(by)
    stored = _locked(proposal)
    if stored.made_by_id == by.pk:
        raise PermissionDenied(_("Nobody decides on their own proposal."))
    return stored


def _locked(proposal: TopicProposal) -> TopicProposal:
    """The stored proposal; ValidationError once somebody has decided: one wins, the other is told."""
    stored = TopicProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if stored.state != ProposalState.OPEN:
        raise ValidationError(
            _("This proposal is %(state)s already.") % {"state": stored.get_state_display()}
        )
    return stored


def _refuse_changed_topic(proposal: TopicProposal) -> None:
    if proposal.before != said_by_topic(proposal.topic):
        raise ValidationError(_("The topic was changed meanwhile. Please propose the change again."))


def _refuse_taken_name(proposal: TopicProposal) -> None:
    named = Topic.objects.filter(name__iexact=proposal.name)
    if any(topic.pk != proposal.topic_id for topic in named):
        raise ValidationError({"name": _("There is a topic of this name already.")})


def _must_be_curator(by: Any) -> None:
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
