"""Pages as they come over HTTP, beside the least that a page of this stack costs."""
