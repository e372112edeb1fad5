"""Moderators' pages: the queue, a comment, its answer, and who may do what."""
