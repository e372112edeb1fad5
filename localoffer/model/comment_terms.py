"""The choices that comments, surveys, counts and reports have in common."""

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator

from localoffer.model.base import Refers
from localoffer.model.fields import Slug, invalid
from localoffer.problems import quoted

#: What a comment is about. Regulation 56(1): the content and what is missing are matter (a), how
#: easy the information is to use is (b), how the offer is made is (c); a service is none of them.
Matter = Literal["content", "missing", "access", "making", "service"]

#: Who made the comment.
Role = Literal[
    "parent or carer", "young person", "professional", "forum", "someone else", "not said"
]
#: Somebody who did not say who they are.
NOT_SAID: Final = "not said"

#: Broad on purpose: an exact age could identify a child.
AgeBand = Literal["0 to 4", "5 to 10", "11 to 15", "16 to 18", "19 to 25"]

#: How the comment reached the council.
Way = Literal["website", "phone", "post", "e-mail", "event", "survey"]

#: What words for the wall answer: what is good, or what they would change.
WallQuestion = Literal["good", "change"]

#: What is being done about the comment.
Status = Literal["listening", "planned", "doing", "done", "cannot"]

#: The two reasons for which a comment need not be published (regulation 56(4)).
WithheldReason = Literal["vexatious", "about one person"]

Theme = Annotated[Slug, Refers("lists/themes")]

_MONTH = re.compile(r"(\d{4})-(\d{2})")


def _read_month(text: str) -> str:
    match = _MONTH.fullmatch(text)
    if not match or not 1 <= int(match[2]) <= 12:  # noqa: PLR2004 - the months of a year
        raise invalid(f"{quoted(text)} is not a month.", "Write year-month, such as 2026-09.")
    return text


#: A month, ``2026-09``: the exact day of a comment could identify whoever made it.
Month = Annotated[str, AfterValidator(_read_month)]
