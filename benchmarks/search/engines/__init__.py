"""One engine a file, all with the same five questions."""
