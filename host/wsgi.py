"""For a WSGI server: ``gunicorn 'host.wsgi:app()'``, told by the environment where all lies."""

import os

from flask import Flask

from feedback.settings import FeedbackSettings as Feedback
from feedback.settings import is_told
from host.app import make_app
from host.settings import HostSettings


def app() -> Flask:
    """Return the service, or raise ``UsageError`` with all that is wrong with its settings.

    It hears comments where any of the settings of that are there: then all of them have to be.
    """
    heard = Feedback.from_environment(os.environ) if is_told(os.environ) else None
    return make_app(HostSettings.from_environment(os.environ), heard)
