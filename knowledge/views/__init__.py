"""Pages of what travels."""
