"""Pages of the catalogue, one subject a file."""
