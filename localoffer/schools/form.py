"""The form of a SEN information report: each question with its hint, for a school to fill in."""

from collections.abc import Iterator

from localoffer.schools.report_parts import ReportPart, report_parts


def report_form() -> str:
    """Return the text below the header; the notes are comments, which pages do not show."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "<!-- Write an answer below each question. Keep the questions as they are: families"
    yield "     find them in the same words in every report. Add questions of your own at the end."
    yield "     Notes like this one are not shown: take them out or leave them. -->"
    for part in report_parts():
        yield f"\n## {part.question}\n"
        yield f"<!-- {part.hint}"
        yield f"     Up to {part.words} words. Asked for by {_citation(part)}.{_who(part)} -->\n"


def _citation(part: ReportPart) -> str:
    return part.citation + ("" if part.citation_verified else " (number not verified)")


def _who(part: ReportPart) -> str:
    return " Special schools may leave it out." if part.mainstream_only else ""
