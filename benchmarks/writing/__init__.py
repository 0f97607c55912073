"""What the index holds after many have written at once, or died over it."""
