"""Admin of the catalogue, one subject a file."""

from projects.admin import projects, reports, taxonomy

__all__ = ["projects", "reports", "taxonomy"]
