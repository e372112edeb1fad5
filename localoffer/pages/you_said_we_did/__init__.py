"""Pages of what people said and what was done about it, and of every way to tell the council."""
