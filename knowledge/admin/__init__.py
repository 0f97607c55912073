"""Admin of travelling knowledge, one subject a file."""

from knowledge.admin import interests, lessons, projects, transfers

__all__ = ["interests", "lessons", "projects", "transfers"]
