"""German for a search engine: words, folding, stems, compounds. No engine owns it, every engine uses it."""
