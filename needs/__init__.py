"""Gesucht: what groups have, what they lack, and who can help."""
