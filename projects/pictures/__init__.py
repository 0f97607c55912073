"""Pictures of entries: looked at, re-encoded in a process of their own, kept as files, or refused."""
