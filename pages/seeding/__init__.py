"""Bringing a town's first data: each thing once, never over an edit, never back from removal."""
