"""Floor 9: the start page, editable pages, the seed, and what machines ask for (sitemap, robots, health)."""
