"""Floor 5: what travels between places and what was learned on the way."""
