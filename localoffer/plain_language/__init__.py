"""Plain-language checks: an author's words in, problems out. Nothing is changed or looked up.

Every problem is a warning, except placeholder text left behind, which is an error.
"""
