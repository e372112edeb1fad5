"""For a WSGI server: ``gunicorn 'feedback.wsgi:app()'``, configured by the environment."""

import os

from flask import Flask

from feedback.app import make_app
from feedback.settings import FeedbackSettings
from localoffer.serving.json_log import log_as_json
from localoffer.serving.shared_memory import freeze


def app() -> Flask:
    """Return the application.

    Raises:
        UsageError: the environment lacks settings or has wrong ones.
    """
    log_as_json()
    made = make_app(FeedbackSettings.from_environment(os.environ))
    freeze()
    return made
