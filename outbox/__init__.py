"""Floor 1: work owed after a commit (the index, the mail); handlers are registered from above."""
