"""The limits that a text names, in words: ``{limit:ehc.decide}``, ``## … (limit ehc.decide)``."""

import re
from collections.abc import Iterator
from dataclasses import replace

from localoffer.check.pydantic_errors import nearest
from localoffer.ehc_journey.legal_limits import limits
from localoffer.offer import Heading, RenderedText
from localoffer.problems import Problem, quoted
from localoffer.read.source import Source

_IN_TEXT = re.compile(r"\{\s*+limits?\b[\s:]*+([^{}\n]*+)\s*+\}", re.IGNORECASE)
_IN_HEADING = re.compile(r"^(#{2,6}[^\S\n][^\n]*)\(limit\s++([^()\n]*+)\)", re.MULTILINE)
_RENDERED_HEADING = re.compile(r"\(limit\s++([^()<]*+)\)(</h[2-6]>)")
_AT_END = re.compile(r"\(limit\s++([^()]*+)\)\s*+$")


def fill_limits(source: Source) -> Source:
    """Return a file in whose text and summary the length of a limit replaces each ``{limit:…}``."""
    values = dict(source.values)
    if isinstance(values.get("summary"), str):
        values["summary"] = _IN_TEXT.sub(_length, values["summary"])
    return replace(source, values=values, body=_IN_TEXT.sub(_length, source.body))


def fill_headings(source: Source) -> Source:
    """Return a file whose headings say the words of a limit in place of its name."""
    body = _IN_HEADING.sub(lambda match: f"{match[1]}({_words(match[2])})", source.body)
    return replace(source, body=body)


def fill_rendered_headings(text: RenderedText) -> RenderedText:
    """Return a text whose headings say "(by week 6)" and hold the id of that limit in a field."""
    if not any(_AT_END.search(heading.text) for heading in text.headings):
        return text
    markup = type(text.html)
    html = _RENDERED_HEADING.sub(lambda match: f"({_words(match[1])}){match[2]}", text.html)
    return RenderedText(markup(html), tuple(map(_with_limit_words, text.headings)), text.links)


def unknown_limits(source: Source) -> Iterator[Problem]:
    """Yield a problem for every name of a limit that is not in ``legal_limits.yaml``."""
    summary = source.values.get("summary")
    for written in _IN_TEXT.findall(summary) if isinstance(summary, str) else ():
        name = written.strip()
        if name not in limits():
            yield _unknown(source.path, source.line_of(("summary",)), "summary", name)
    found = [(match.start(1), match[1].strip()) for match in _IN_TEXT.finditer(source.body)]
    found += [(match.start(2), match[2].strip()) for match in _IN_HEADING.finditer(source.body)]
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


def _length(match: re.Match[str]) -> str:
    limit = limits().get(match[1].strip())
    return limit.length if limit else match[0]


def _words(name: str) -> str:
    limit = limits().get(name.strip())
    return limit.words if limit else f"limit {name.strip()}"


def _with_limit_words(heading: Heading) -> Heading:
    match = _AT_END.search(heading.text)
    name = match[1].strip() if match else ""
    if not match or name not in limits():
        return heading
    words = f"{heading.text[: match.start()]}({_words(name)})"
    return replace(heading, text=words, limit=name)
