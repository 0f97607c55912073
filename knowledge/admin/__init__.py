"""Admin of travelling knowledge, one subject a file."""

from knowledge.admin import lessons, projects, transfers

__all__ = ["lessons", "projects", "transfers"]
