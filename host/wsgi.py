"""For a WSGI server: ``gunicorn 'host.wsgi:app()'``, with its settings in the environment."""

import os

from flask import Flask

from feedback.settings import FeedbackSettings as Feedback
from feedback.settings import has_settings
from host.app import make_app
from host.settings import HostSettings
from localoffer.serving.json_log import log_as_json
from localoffer.serving.shared_memory import freeze


def app() -> Flask:
    """Return the service. It takes comments where any setting of feedback is there.

    Raises:
        UsageError: settings are missing or wrong; its message names each of them.
    """
    log_as_json()
    feedback = Feedback.from_environment(os.environ) if has_settings(os.environ) else None
    made = make_app(HostSettings.from_environment(os.environ), feedback)
    freeze()
    return made
