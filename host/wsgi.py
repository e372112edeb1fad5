"""For a WSGI server: ``gunicorn 'host.wsgi:app()'``, told by the environment where all lies."""

import os

from flask import Flask

from feedback.settings import KEYS
from feedback.settings import Settings as Feedback
from host.app import make_app
from host.settings import Settings


def app() -> Flask:
    """Return the service, or raise ``UsageError`` with all that is wrong with its settings.

    It hears comments where the settings of that are there too: ``FEEDBACK_KEYS`` first of all.
    """
    heard = Feedback.from_environment(os.environ) if KEYS in os.environ else None
    return make_app(Settings.from_environment(os.environ), heard)
