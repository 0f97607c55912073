"""The nouns of the catalogue, one a file."""

from projects.models.claim import Claim, LegalReport, RemovalRequest
from projects.models.consent import Consent, ConsentKind
from projects.models.decision import Approval, Decision, DecisionKind, Objection
from projects.models.draft import Draft
from projects.models.on_behalf import OnBehalf
from projects.models.organisation import Organisation
from projects.models.origin import Origin, OriginKind
from projects.models.picture import Picture
from projects.models.project import Project
from projects.models.question import Question
from projects.models.reach import Reach
from projects.models.report import Report
from projects.models.source import Source
from projects.models.support import SupportOffer
from projects.models.taxonomy import Sector, Tag, TaggedProject, TagSynonym, Topic, TopicPick
from projects.models.version import ChangeProposal, ProposalState, Version, VersionKind

__all__ = [
    "Approval",
    "ChangeProposal",
    "Claim",
    "Consent",
    "ConsentKind",
    "Decision",
    "DecisionKind",
    "Draft",
    "LegalReport",
    "Objection",
    "OnBehalf",
    "Organisation",
    "Origin",
    "OriginKind",
    "Picture",
    "Project",
    "ProposalState",
    "Question",
    "Reach",
    "RemovalRequest",
    "Report",
    "Sector",
    "Source",
    "SupportOffer",
    "Tag",
    "TagSynonym",
    "TaggedProject",
    "Topic",
    "TopicPick",
    "Version",
    "VersionKind",
]
