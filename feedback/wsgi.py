"""For a WSGI server: ``gunicorn 'feedback.wsgi:app()'``, configured by the environment."""

import os

from flask import Flask

from feedback.app import make_app
from feedback.settings import FeedbackSettings


def app() -> Flask:
    """Return the application.

    Raises:
        UsageError: the environment lacks settings or has wrong ones.
    """
    return make_app(FeedbackSettings.from_environment(os.environ))
