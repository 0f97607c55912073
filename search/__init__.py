"""Floor 7: finding. German text analysis, the index and its engine, filters, facets, `/projekte/`."""
