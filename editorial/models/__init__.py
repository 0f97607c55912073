"""The nouns of the review desk, one a file."""

from editorial.models.invitation import Invitation

__all__ = ["Invitation"]
