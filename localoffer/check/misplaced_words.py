"""Words of a service's header that say nothing, or stand where a page cannot use them."""

import re
from collections.abc import Iterator

from localoffer.check.model_introspection import prose_in
from localoffer.model.service import Service
from localoffer.problems import Level, Problem, quoted
from localoffer.read.source import FieldPath, Source, dotted

_NOTHING = re.compile(r"\W{0,3}(?:n/?a|none|nil|not applicable|unknown|as above|\W)\W{0,3}")
_ELSEWHERE = re.compile(
    r"(?:please )?(?:see|visit|check|go to|refer to) (?:our |the |their )?"
    r"(?:web ?site|web ?page|facebook|link)[^.]{0,60}\.?"
)
_SHORT = 120

#: Signs that a text below the header turns into something, and a field shows as they stand.
_SIGNS = (
    (re.compile(r"\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)"), "a link"),
    (re.compile(r"\*\*[^*\n]{1,200}\*\*"), "bold words"),
    (re.compile(r"</?(?:a|b|br|div|em|i|li|p|span|strong|ul)\b[^<>\n]{0,300}>"), "HTML"),
    (re.compile(r"&(?:nbsp|amp|rsquo|lsquo|quot|pound|#\d{1,6});"), "HTML"),
)

_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}\b")
_ADDRESS_FIELDS = ("name", "address_1", "address_2", "city")


def misplaced_words(source: Source, service: Service) -> Iterator[Problem]:
    """Yield a warning for each text of a service's header that does not help where it stands."""
    for place, text, _ in prose_in(Service, source.values):
        for message, fix in _of_text(text):
            yield _warning(source, place, message, fix)
    for row, location in enumerate(service.locations):
        for field in _ADDRESS_FIELDS:
            found = _POSTCODE.search(getattr(location, field) or "")
            if found:
                fix = f"Write postal_code: {found[0]}, and leave it out here."
                message = f"The postcode {found[0]} stands in {field}."
                yield _warning(source, ("locations", row, field), message, fix)


def _of_text(text: str) -> Iterator[tuple[str, str]]:
    small = " ".join(text[:_SHORT].lower().split())
    if len(text) <= _SHORT and _NOTHING.fullmatch(small):
        yield f"{quoted(text)} tells families nothing.", "Say in words what is so."
    elif len(text) <= _SHORT and _ELSEWHERE.fullmatch(small):
        fix = "Say the most useful fact here as well: not everyone can follow a link."
        yield f"{quoted(text)} sends families away.", fix
    for pattern, what in _SIGNS:
        if found := pattern.search(text):
            message = f"A field shows {what} as it is written: {quoted(found[0])}."
            yield message, "Write plain words here; links and marks belong below the header."
            return


def _warning(source: Source, place: FieldPath, message: str, fix: str) -> Problem:
    return Problem(source.path, source.line_of(place), dotted(place), message, fix, Level.WARNING)
