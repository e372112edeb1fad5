"""A comparison for programs, whole."""

import json
from dataclasses import asdict
from typing import Any

from localoffer.compare.comparison import Comparison
from localoffer.compare.page_changes import ChangedPage, PageTitle
from localoffer.problems import Problem


def as_json(comparison: Comparison) -> str:
    """Return a comparison as JSON: what ``Comparison`` holds, by the names of its fields."""
    problems = comparison.problems
    report = {
        "old": comparison.old,
        "new": comparison.new,
        "files": comparison.files,
        "obstacles": comparison.obstacles,
        "pages": _pages(comparison),
        "duties": [asdict(duty) for duty in comparison.duties],
        "searches": asdict(comparison.searches) if comparison.searches else None,
        "problems": {
            "links": [_problem(problem) for problem in problems.links],
            "others": [_problem(problem) for problem in problems.others],
            "solved": problems.solved,
            "elsewhere": problems.elsewhere,
        },
        "accessibility": comparison.accessibility,
    }
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _pages(comparison: Comparison) -> dict[str, Any]:
    pages = comparison.pages
    return {
        "new": [{**_page(one.page), "summary": one.summary} for one in pages.new],
        "changed": [_changed(one, comparison) for one in pages.changed],
        "gone": [
            {**_page(one.page), "leads_to": one.leads_to, "is_lost": one.is_lost}
            for one in pages.gone
        ],
        "shared": [
            {**asdict(one.change), "pages": [_page(page) for page in one.pages]}
            for one in pages.shared
        ],
        "on_every_page": [asdict(change) for change in pages.around],
        "lists": pages.lists,
        "unseen": [_page(page) for page in pages.unseen],
    }


def _page(page: PageTitle) -> dict[str, Any]:
    return {"address": page.address, "title": page.title}


def _changed(one: ChangedPage, comparison: Comparison) -> dict[str, Any]:
    ages = comparison.reading_ages.get(one.page.address)
    return {
        **_page(one.page),
        "old_address": one.old_address,
        "changes": [asdict(change) for change in one.changes],
        "reading_age": asdict(ages) if ages else None,
        "also_on": one.also_on,
        "now": one.now,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {**asdict(problem), "level": str(problem.level)}
