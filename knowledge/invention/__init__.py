"""Invented entries for load: plausible German projects that exist nowhere."""
