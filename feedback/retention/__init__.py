"""Retention: how long personal data is stored, its deletion, and requests by the person."""
