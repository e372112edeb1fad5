"""Signs of spam. None of them refuses anything: what shows one is quarantined for a moderator."""

import re
from collections.abc import Iterator, Mapping

from feedback.submission import Submission

#: The name of a box that people do not see. Programs fill it in.
HIDDEN_BOX = "website"

#: In less time, in seconds, nobody reads a form and fills it in.
MIN_SECONDS = 2

#: More links than someone needs who says what is wrong.
MAX_LINKS = 3

#: Every sign, as moderators read it.
SPAM_SIGNS: Mapping[str, str] = {
    "hidden-box": "A box that people cannot see was filled in.",
    "too-fast": f"It was sent less than {MIN_SECONDS} seconds after the form was opened.",
    "unknown-form": "It was not sent with a form of ours, or the form had lost its number.",
    "many-links": f"It has more than {MAX_LINKS} links.",
}

_HIDDEN = re.compile(rb"(?:^|&)%b=[^&]" % HIDDEN_BOX.encode())
_LINK = re.compile(r"https?:/|www\.|\[url|<a\s", re.IGNORECASE)


def find_spam_signs(
    submission: Submission, body: bytes, form_made: int | None, now: int
) -> Iterator[str]:
    """Yield the signs that a submission shows.

    ``body`` is what was sent (application/x-www-form-urlencoded). ``form_made`` is when its form
    was shown, in seconds since 1970, or None where we did not make it. A form that lay open for
    weeks shows no sign, nor does one that was shown while our clock was ahead.
    """
    if _HIDDEN.search(body):
        yield "hidden-box"
    if form_made is None:
        yield "unknown-form"
    elif 0 <= now - form_made < MIN_SECONDS:
        yield "too-fast"
    if sum(len(_LINK.findall(text)) for text in submission.words.values()) > MAX_LINKS:
        yield "many-links"
