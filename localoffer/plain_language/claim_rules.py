"""Sentences against single fields of a service: a rule a claim, in tables by subject."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from localoffer.model.service import Service
from localoffer.plain_language.claims import Claim

#: A sentence that supposes something does not say it of the service.
IF: Final = r"(?:if|unless|whether|once)\b"


@dataclass(frozen=True, slots=True)
class Rule:
    """A claim that cannot be so while ``holds``; ``field`` is where the service says otherwise.

    ``says`` tells what the field says, ``fix`` what to write instead.
    """

    field: str
    holds: Callable[[Service], bool]
    claim: Claim
    says: Callable[[Service], str]
    fix: str
