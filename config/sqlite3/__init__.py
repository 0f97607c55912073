"""SQLite as Django knows it, but for this: who wants to write stands in a queue."""
