"""The small service: the site's files, and the search for those without script.

The parts that answer requests are mounted here, since they may not import one another. Nothing
happens when it is imported.
"""
