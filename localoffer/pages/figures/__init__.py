"""Pages of the council's own figures."""
