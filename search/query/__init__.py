"""Questions: what people type, as a small tree that every engine can answer."""
