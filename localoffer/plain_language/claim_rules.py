"""Rules that compare what sentences claim with single fields of a service."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from localoffer.model.service import Service
from localoffer.plain_language.claims import Claim

#: Words of a condition: a sentence that has one claims nothing about the service.
IF: Final = r"(?:if|unless|whether|once)\b"


@dataclass(frozen=True, slots=True)
class Rule:
    """A claim that cannot be true of a service for which ``holds`` returns True.

    ``field`` is the field that the claim contradicts, ``says`` returns what the service says
    there, and ``fix`` is what to write instead.
    """

    field: str
    holds: Callable[[Service], bool]
    claim: Claim
    says: Callable[[Service], str]
    fix: str
