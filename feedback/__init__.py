"""The feedback service: what a family sends becomes a comment, an answer and a published file.

    form ─POST─▶ forms ─▶ intake ─▶ store ─▶ moderation ─▶ export ─▶ content/comments/*.yaml

``app`` makes the Flask application, ``routes`` lists its addresses, ``settings`` reads the
environment, ``cli`` is the command ``feedback``.
"""
