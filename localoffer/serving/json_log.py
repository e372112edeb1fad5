"""The service's log: a JSON object on each line, for a collector of logs to read.

A line has the time, the level, the log's name and our own words. What is written to it holds no
word of a family's, no address of a reader's and no address of a page: see ``error_log``.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Final

from localoffer.serving.error_log import described

#: The logs of the parts that serve.
_OWN_LOGS: Final = ("feedback", "host")


class JsonFormatter(logging.Formatter):
    """Formats a record as a line of JSON; of an exception, only its kind and place."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        message = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            message = f"{message}: {described(record.exc_info[1])}"
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "log": record.name,
            "message": message,
        }
        return json.dumps(line, ensure_ascii=False)


def log_as_json() -> None:
    """Write the logs of the service as JSON to standard error, once, whoever calls it again."""
    for name in _OWN_LOGS:
        logger = logging.getLogger(name)
        if any(isinstance(handler.formatter, JsonFormatter) for handler in logger.handlers):
            continue
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonFormatter())
        logger.addHandler(handler)
        logger.propagate = False
