"""Hand-outs: lessons and projects in chapters, decided together and frozen as versions."""
