"""Guides: questions of their page type that no heading answers, and stages of a journey.

A stage needs its parts, and a letter that can be copied.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from localoffer.check.pydantic_errors import nearest
from localoffer.ehc_journey.stages import (
    ALWAYS,
    LETTER,
    PARTS,
    WrittenPart,
    WrittenStage,
    written_stages,
)
from localoffer.model.guide import Guide
from localoffer.offer import Entry
from localoffer.page_types import page_types
from localoffer.problems import Problem, quoted
from localoffer.read.source import Source

_NO_STAGES = (
    "This journey has no stage.",
    "Begin each stage with ## and its name, such as: ## You ask (day 0).",
)

_NO_QUOTE = (
    "The letter is not set apart from the rest.",
    "Begin each line of the letter with > so that people can copy it.",
)


def page_type_problems(guides: Iterable[Entry[Guide]]) -> Iterator[Problem]:
    """Yield a problem for each question without an answer, and for each answer to no question."""
    for entry in guides:
        guide = entry.record
        if guide.page_type:
            yield from _unanswered(entry, guide.page_type)
        elif guide.answers:
            yield Problem(
                entry.path, 1, "answers", "The guide answers questions, but has no page_type.",
                f"Enter page_type: one of {', '.join(page_types())}.",
            )  # fmt: skip


def _unanswered(entry: Entry[Guide], page_type: str) -> Iterator[Problem]:
    questions = {question.id: question.asks for question in page_types()[page_type]}
    answers = entry.record.answers
    for name, asks in questions.items():
        if name not in answers:
            yield Problem(
                entry.path, 1, "answers",
                f'A page on {page_type} has to answer "{asks}".',
                f"Enter {name} under answers with the heading that does, such as #what-it-costs.",
            )  # fmt: skip
    headings = [f"#{heading.id}" for heading in entry.text.headings]
    for name, anchor in answers.items():
        if anchor not in headings:
            close = get_close_matches(anchor, headings, n=1, cutoff=0.4)
            fix = f"Did you mean {close[0]}?" if close else "Write the id of one of its headings."
            message = f"There is no heading {anchor} on this page."
            yield Problem(entry.path, 1, f"answers.{name}", message, fix)
        if name not in questions:
            close = get_close_matches(name, questions, n=1, cutoff=0.5)
            fix = f"Did you mean {close[0]}?" if close else f"Choose from: {', '.join(questions)}."
            message = f'A page on {page_type} has no question "{name}".'
            yield Problem(entry.path, 1, f"answers.{name}", message, fix)


def journey_problems(source: Source) -> Iterator[Problem]:
    """Yield what is wrong with the stages of a journey guide."""
    stages = tuple(written_stages(source.body, source.body_line))
    if not stages:
        yield Problem(source.path, source.body_line, "", *_NO_STAGES)
    for stage in stages:
        for line, message, fix in _stage_problems(stage):
            yield Problem(source.path, line, "", message, fix)


def _stage_problems(stage: WrittenStage) -> Iterator[tuple[int, str, str]]:
    """Yield (line, message, fix) for each thing that is wrong with one stage."""
    seen: dict[str, int] = {}
    for part in stage.parts:
        yield from ((part.line, *problem) for problem in _part_problems(part, seen))
        seen.setdefault(part.name, part.line)
    why = " It has a limit in law." if stage.has_limit else ""
    for name in PARTS if stage.has_limit else ALWAYS:
        if name not in seen:
            message = f"The stage {quoted(stage.name)} has no part {quoted(name)}.{why}"
            quote = ", and below it the letter, each line with > before it" * (name == LETTER)
            yield stage.line, message, f"Write below it: ### {name}{quote}."


def _part_problems(part: WrittenPart, seen: dict[str, int]) -> Iterator[tuple[str, str]]:
    if part.name not in PARTS:
        fix = f"{nearest(part.name, list(PARTS))} For a heading inside a part write ####."
        yield f"{quoted(part.name)} is not a part of a stage.", fix
    elif part.name in seen:
        message = f"The part {quoted(part.name)} is also on line {seen[part.name]}."
        yield message, "Put the two together, or begin a new stage with ##."
    elif not part.text:
        yield f"The part {quoted(part.name)} is empty.", "Write it, in plain words."
    elif part.name == LETTER and not _has_quote(part.text):
        yield _NO_QUOTE


def _has_quote(text: str) -> bool:
    return any(line.startswith(">") and line.strip("> ") for line in text.split("\n"))
