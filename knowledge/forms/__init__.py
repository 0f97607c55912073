"""Input about what travels, one subject a file."""
