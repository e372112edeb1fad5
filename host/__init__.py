"""The small service: the site's files, and the search for readers without script.

``app`` mounts the parts that answer requests, since they may not import one another: the views of
``views``, the files of ``static_files`` and, given its settings, the feedback service. Importing
any module here has no effect.
"""
