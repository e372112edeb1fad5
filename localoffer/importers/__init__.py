"""Bringing in what a council already has: a folder for each format, and what they share."""
