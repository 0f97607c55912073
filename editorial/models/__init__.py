"""The nouns of the review desk, one a file."""

from editorial.models.invitation import Invitation
from editorial.models.newsletter import Newsletter
from editorial.models.topic_proposal import TopicProposal

__all__ = ["Invitation", "Newsletter", "TopicProposal"]
