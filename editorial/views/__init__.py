"""Pages of the review desk, one subject a file."""
