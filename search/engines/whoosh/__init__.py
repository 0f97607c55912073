"""Whoosh as the store, numpy for the arithmetic, Haystack as the interface."""
