"""Guides of a certain type: every question that their readers ask has to be answered."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from localoffer.model.guide import Guide
from localoffer.offer import Entry
from localoffer.page_types import page_types
from localoffer.problems import Problem


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
    asked = {one.id: one.asks for one in page_types()[page_type]}
    answers = entry.record.answers
    for name, asks in asked.items():
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
        if name not in asked:
            close = get_close_matches(name, asked, n=1, cutoff=0.5)
            fix = f"Did you mean {close[0]}?" if close else f"Choose from: {', '.join(asked)}."
            message = f'A page on {page_type} has no question "{name}".'
            yield Problem(entry.path, 1, f"answers.{name}", message, fix)
