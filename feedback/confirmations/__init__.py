"""Providers confirm their records by a signed link."""
