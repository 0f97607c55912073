"""Admin of the catalogue, one subject a file."""

from projects.admin import history, projects, reports, taxonomy

__all__ = ["history", "projects", "reports", "taxonomy"]
