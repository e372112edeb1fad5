"""Which room answers an address."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from werkzeug.wrappers import Response


@dataclass(frozen=True, slots=True)
class FeedbackRoute:
    """An address below ``/feedback/``, how it is asked, and who answers.

    ``answer`` takes the request and the parts of the address that stand in ``<…>``.
    """

    method: Literal["GET", "POST"]
    address: str
    answer: Callable[..., Response]
