"""For a WSGI server: ``gunicorn 'feedback.wsgi:app()'``, told by the environment where all lies."""

import os

from flask import Flask

from feedback.app import make_app
from feedback.settings import FeedbackSettings


def app() -> Flask:
    """Return the service, or raise ``UsageError`` with all that is wrong with its settings."""
    return make_app(FeedbackSettings.from_environment(os.environ))
