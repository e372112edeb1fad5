"""The limits that a text names, in words: ``{limit:ehc.decide}``, ``## … (limit ehc.decide)``."""

import re
from collections.abc import Iterator
from dataclasses import replace

from localoffer.check.messages import nearest
from localoffer.ehc_journey.legal_limits import limits
from localoffer.offer import Heading, RenderedText
from localoffer.problems import Problem, quoted
from localoffer.read.source import Source

_IN_TEXT = re.compile(r"\{\s*limits?\b[\s:]*([^{}\n]*?)\s*\}", re.IGNORECASE)
_IN_HEADING = re.compile(r"^(#{2,6}\s[^\n]*)\(limit\s+([^()\n]*?)\s*\)", re.MULTILINE)
_SHOWN_HEADING = re.compile(r"\(limit\s+([^()<]*?)\s*\)(</h[2-6]>)")
_AT_END = re.compile(r"\(limit\s+([^()]*?)\s*\)\s*$")


def fill_limits(source: Source) -> Source:
    """Return a file whose text and summary say the length of every limit that they name."""
    values = dict(source.values)
    if isinstance(values.get("summary"), str):
        values["summary"] = _IN_TEXT.sub(_length, values["summary"])
    return replace(source, values=values, body=_IN_TEXT.sub(_length, source.body))


def fill_headings(source: Source) -> Source:
    """Return a file as a reader has it: its headings, too, say what they name."""
    body = _IN_HEADING.sub(lambda found: f"{found[1]}({_words(found[2])})", source.body)
    return replace(source, body=body)


def fill_rendered_headings(text: RenderedText) -> RenderedText:
    """Return a text whose headings say "(by week 6)" and keep the id of that limit apart."""
    if not any(_AT_END.search(heading.text) for heading in text.headings):
        return text
    markup = type(text.html)
    html = _SHOWN_HEADING.sub(lambda found: f"({_words(found[1])}){found[2]}", text.html)
    return RenderedText(markup(html), tuple(map(_told_heading, text.headings)), text.links)


def unknown_limits(source: Source) -> Iterator[Problem]:
    """Yield a problem for every limit that a file names and nobody knows."""
    summary = source.values.get("summary")
    for name in _IN_TEXT.findall(summary) if isinstance(summary, str) else ():
        if name not in limits():
            yield _unknown(source.path, source.line_of(("summary",)), "summary", name)
    found = [(match.start(1), match[1]) for match in _IN_TEXT.finditer(source.body)]
    found += [(match.start(2), match[2]) for match in _IN_HEADING.finditer(source.body)]
    for place, name in found:
        if name not in limits():
            line = source.body_line + source.body.count("\n", 0, place)
            yield _unknown(source.path, line, "", name)


def _unknown(path: str, line: int, field: str, name: str) -> Problem:
    message = (
        f"There is no limit {quoted(name)}"
        " (they stand in localoffer/ehc_journey/legal_limits.yaml)."
    )
    return Problem(path, line, field, message, nearest(name, list(limits())))


def _length(found: re.Match[str]) -> str:
    limit = limits().get(found[1])
    return limit.length if limit else found[0]


def _words(name: str) -> str:
    limit = limits().get(name)
    return limit.words if limit else f"limit {name}"


def _told_heading(heading: Heading) -> Heading:
    found = _AT_END.search(heading.text)
    if not found or found[1] not in limits():
        return heading
    words = f"{heading.text[: found.start()]}({_words(found[1])})"
    return replace(heading, text=words, limit=found[1])
