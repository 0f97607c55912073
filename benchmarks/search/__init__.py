"""Our search beside what one would pick instead."""
