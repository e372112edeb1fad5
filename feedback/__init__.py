"""The service that hears families: a form becomes a comment, an answer, a published file.

    reader ─POST─▶ forms ─guards─▶ Submission ─▶ store ─▶ desk ─▶ out ─▶ content/comments/*.yaml

``app`` puts it together, ``settings`` says where it lies, ``command`` is ``build.py feedback``.
"""
