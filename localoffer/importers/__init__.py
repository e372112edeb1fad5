"""Bringing in what a council already has: a feed in, one Markdown file a service out."""
