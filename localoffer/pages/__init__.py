"""Planning: an offer in, the pages of its site out, each a frozen value with all it shows."""
