"""Admin of the catalogue, one subject a file."""

from projects.admin import history, projects, questions, reports, taxonomy

__all__ = ["history", "projects", "questions", "reports", "taxonomy"]
