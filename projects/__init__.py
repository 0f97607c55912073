"""Floor 4: the catalogue. Projects with their topics, tags, organisations, sources, offers and states."""
