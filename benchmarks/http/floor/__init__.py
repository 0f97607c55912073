"""The floor: a bare Django with one view, one template and plain data; no database, no session."""
