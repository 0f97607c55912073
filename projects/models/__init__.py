"""The nouns of the catalogue, one a file."""

from projects.models.organisation import Organisation
from projects.models.project import Project
from projects.models.reach import Reach
from projects.models.report import Report
from projects.models.source import Source
from projects.models.support import SupportOffer
from projects.models.taxonomy import Sector, Tag, TaggedProject, Topic

__all__ = [
    "Organisation",
    "Project",
    "Reach",
    "Report",
    "Sector",
    "Source",
    "SupportOffer",
    "Tag",
    "TaggedProject",
    "Topic",
]
