"""Admin of the catalogue, one subject a file."""

from projects.admin import contributed, history, projects, questions, reports, taxonomy

__all__ = ["contributed", "history", "projects", "questions", "reports", "taxonomy"]
