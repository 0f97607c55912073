"""Suggestions while somebody types: names of the catalogue by the beginnings of their words."""
