"""gunicorn's own log as the service's is: lines of JSON, without addresses.

``gunicorn --logger-class feedback.server_log.ServerLog``
"""

from typing import Any

from gunicorn.config import Config  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from localoffer.serving.json_log import JsonFormatter

#: gunicorn names in these, after the words, the page that was asked for or who asked.
_WITH_ADDRESSES = ("Error handling request", "Invalid request")


class ServerLog(Logger):  # type: ignore[misc]
    """Writes what gunicorn has to say about itself, and never what it says about a request."""

    def setup(self, cfg: Config) -> None:
        """Set gunicorn's handlers up and have them write JSON."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonFormatter())

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log a warning, cut before an address."""
        super().warning(*_without_addresses(msg, args), **kwargs)

    def error(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log an error, cut before an address."""
        super().error(*_without_addresses(msg, args), **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log an exception's kind and place, cut before an address."""
        super().exception(*_without_addresses(msg, args), **kwargs)


def _without_addresses(msg: str, args: tuple[Any, ...]) -> tuple[Any, ...]:
    words = next((words for words in _WITH_ADDRESSES if str(msg).startswith(words)), None)
    return (words,) if words else (msg, *args)
