"""Checking: sources in, an ``Offer`` out, or every problem of every file at once."""
