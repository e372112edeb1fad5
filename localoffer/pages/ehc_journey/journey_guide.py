"""The page of a journey guide: its stages, each with its parts and its limit in law."""

import re
from collections.abc import Iterator, Mapping

from localoffer.ehc_journey.legal_limits import limits
from localoffer.ehc_journey.stages import HAPPENS, LATE, LETTER, WHO, YOU
from localoffer.model.guide import Guide
from localoffer.offer import Entry, Heading, Section
from localoffer.pages.ehc_journey.contexts import JourneyPage, Stage, StagePart
from localoffer.pages.index import Index
from localoffer.pages.link_titles import COORDINATORS
from localoffer.pages.page import Link

_KINDS = {HAPPENS: "happens", WHO: "who", YOU: "you", LETTER: "letter", LATE: "late"}
_WHEN = re.compile(r"(?<!\s)\s*+\(([^()]++)\)\s*+$")
_PART = re.compile(r'<h3 id="[^"]*"[^<>]*>(?>(?:[^<]|<(?!/?h[2-6]))*)</h3>')
_STAGE_LEVEL, _PART_LEVEL = 2, 3


def journey_page(entry: Entry[Guide], index: Index, fields: Mapping[str, object]) -> JourneyPage:
    """Return the page of a journey; ``fields`` are those that every guide's page has."""
    sections = entry.text.sections
    opening = "".join(section.html for section in sections if section.heading is None)
    return JourneyPage(
        **fields,  # type: ignore[arg-type]
        opening=type(entry.text.html)(opening),
        stages=tuple(_stages(sections, _part_headings(entry.text.headings))),
        coordinators=coordinators_link(index),
    )


def coordinators_link(index: Index) -> Link | None:
    """Return a link to the page of EHC coordinators, where the site has one."""
    if COORDINATORS.address not in index.links:
        return None
    return Link(COORDINATORS.address, "Find the EHC coordinator for your school")


def _stages(
    sections: tuple[Section, ...], part_headings: Mapping[str, tuple[Heading, ...]]
) -> Iterator[Stage]:
    headed = [(section.heading, section.html) for section in sections if section.heading]
    for number, (heading, html) in enumerate(headed, 1):
        when = _WHEN.search(heading.text)
        opening, *rest = _PART.split(html)
        after = headed[number][0] if number < len(headed) else None
        markup = type(html)
        yield Stage(
            number,
            _WHEN.sub("", heading.text),
            when[1] if when else "",
            heading.id,
            limits().get(heading.limit),
            markup(opening.strip()),
            tuple(
                StagePart(_KINDS.get(part.text, "happens"), part.text, part.id, markup(one.strip()))
                for part, one in zip(part_headings[heading.id], rest, strict=False)
            ),
            Link(f"#{after.id}", _WHEN.sub("", after.text)) if after else None,
        )


def _part_headings(headings: tuple[Heading, ...]) -> dict[str, tuple[Heading, ...]]:
    """Return the ``###`` headings below each ``##`` heading, by that heading's id."""
    by_stage: dict[str, list[Heading]] = {}
    parts: list[Heading] = []
    for heading in headings:
        if heading.level == _STAGE_LEVEL:
            parts = by_stage[heading.id] = []
        elif heading.level == _PART_LEVEL:
            parts.append(heading)
    return {key: tuple(rows) for key, rows in by_stage.items()}
