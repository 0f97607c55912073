"""Pages of people: signing in, and the account."""
