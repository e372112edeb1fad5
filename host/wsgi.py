"""For a WSGI server: ``gunicorn 'host.wsgi:app()'``, told by the environment where all lies."""

import os

from flask import Flask

from host.app import make_app
from host.settings import Settings


def app() -> Flask:
    """Return the service, or raise ``UsageError`` with all that is wrong with its settings."""
    return make_app(Settings.from_environment(os.environ))
