"""The folder of a new council: what it knows so far, and everything it needs to go on."""
