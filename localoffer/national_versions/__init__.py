"""The versions of the national texts: what each release changed, and what was said before."""
