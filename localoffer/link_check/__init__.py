"""Visits to web addresses: what is found there, politely, one after another."""
