"""Plain language: an author's words in, problems out. Nothing is written and nobody is asked.

Everything here warns, but for placeholder text left behind, which is an error.
"""
