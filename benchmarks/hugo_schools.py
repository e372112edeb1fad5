"""Schools and statements for Hugo: on which lists each stands, and the head of every list.

Hugo groups by taxonomies alone. Which school stands on which list follows from many fields and
from visits to reports, so it is taken from our own plan and written into the headers beforehand.
"""

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from localoffer.calendar_days import day_of_build
from localoffer.pages.index import Index, make_index
from localoffer.pages.provision.statement_lists import statement_list_pages
from localoffer.pages.schools.report_lists import schools_by_state
from localoffer.pages.schools.school_groups import make_groups, place_of
from localoffer.pages.schools.school_lists import school_groupings
from localoffer.pipeline import Task, check
from localoffer.schools.facts import NeedWords
from localoffer.schools.known_school import known_schools
from localoffer.schools.labels import state_text

_ROOT = Path(__file__).resolve().parent.parent
_WORDS = _ROOT / "localoffer" / "schools"


@dataclass(frozen=True)
class Lists:
    """For each file, the lines that its header gains; the head of each list; ways to lists."""

    lines: Mapping[str, str]
    heads: Mapping[str, Mapping[str, Any]]
    ways: Mapping[str, Any]


def lists_of(content: Path, work: Path) -> Lists:
    """Return on which lists the schools and statements of a council stand."""
    offer = check(Task(content, _ROOT, work, day_of_build(os.environ))).offer
    if offer is None:
        message = f"{content} has mistakes."
        raise SystemExit(message)
    index = make_index(offer)
    found: dict[str, list[str]] = defaultdict(list)
    heads: dict[str, Mapping[str, Any]] = {}
    ways = {"school_ways": list(_schools(index, found, heads))} if index.offer.schools else {}
    statements = list(_statements(index, found, heads))
    lines = {path: f"{_taxonomy(path)}: [{', '.join(keys)}]\n" for path, keys in found.items()}
    for entry in index.offer.schools:
        place = f"school_lists/places--{place_of(entry.record)}"
        if place in heads:
            lines[entry.path] += f"place_list: {place.partition('/')[2]}\n"
    return Lists(lines, heads, {**ways, "provision_ways": statements})


def write_lists(lists: Lists, folder: Path) -> None:
    """Write the head of every list into Hugo's ``folder``, and the words that pages share."""
    for key, head in lists.heads.items():
        place = folder / "content" / key
        place.mkdir(parents=True)
        text = yaml.safe_dump(dict(head), allow_unicode=True)
        (place / "_index.md").write_text(f"---\n{text}---\n", encoding="utf-8")
    shutil.copyfile(_WORDS / "visit_questions.yaml", folder / "data" / "school_questions.yaml")
    shutil.copyfile(_WORDS / "report_parts.yaml", folder / "data" / "report_parts.yaml")
    for name, rows in lists.ways.items():
        (folder / "data" / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")


def write_visits(content: Path, folder: Path) -> None:
    """Write what visits to addresses found, by address: Hugo would search a list row by row."""
    rows = yaml.load((content / "link-checks.yaml").read_bytes(), yaml.CBaseLoader)  # noqa: S506
    text = json.dumps({row["address"]: row for row in rows})
    (folder / "data" / "visits.json").write_text(text, encoding="utf-8")


def _taxonomy(path: str) -> str:
    return "school_lists" if path.startswith("schools/") else "provision_lists"


def _schools(
    index: Index, found: dict[str, list[str]], heads: dict[str, Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    """Yield each way to look with its lists; note who stands on them, and their heads."""
    offer = index.offer
    schools = known_schools(offer)
    groups = make_groups(schools, offer, NeedWords(offer.lists.needs.values()))
    paths = {entry.address: entry.path for entry in offer.schools}
    for end, rows in groups.rows.items():
        for row in rows:
            found[paths[row.address]].append(_key(end))
    states = schools_by_state(schools)
    for state, some in states.items():
        for known in some:
            found[known.entry.path].append(f"reports--{state.replace(' ', '-')}")
    for way in school_groupings(groups, index):
        links = [
            {"address": one.address, "label": one.label, "count": one.count} for one in way.links
        ]
        for one in way.links:
            heads[f"school_lists/{_key(one.address.removeprefix('/schools/'))}"] = {
                "title": one.label, "url": one.address, "explanation": one.sentence,
                "group": way.key, "total": one.count,
            }  # fmt: skip
        yield {"key": way.key, "title": way.title, "links": links}
    yield {"key": "reports", "title": "Reports", "links": list(_states(states, heads))}


def _states(
    states: Mapping[Any, Any], heads: dict[str, Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    for state, some in states.items():
        end = state.replace(" ", "-")
        address, label = f"/schools/reports/{end}/", state_text(state)
        heads[f"school_lists/reports--{end}"] = {
            "title": label, "url": address, "group": "reports", "total": len(some),
        }  # fmt: skip
        yield {"address": address, "label": label, "count": len(some)}


def _statements(
    index: Index, found: dict[str, list[str]], heads: dict[str, Mapping[str, Any]]
) -> Iterator[Mapping[str, Any]]:
    for page in statement_list_pages(index):
        key = _key(page.address.removeprefix("/provision/"))
        rows = [row for group in page.groups for row in group.rows]
        heads[f"provision_lists/{key}"] = {
            "title": page.title, "url": page.address, "summary": page.description,
            "voice": page.voice, "brief": not rows[0].words,
        }  # fmt: skip
        for ident in dict.fromkeys(row.id for row in rows):
            found[f"provision/{ident}.md"].append(key)
        yield {"address": page.address, "label": page.title}


def _key(end: str) -> str:
    return end.strip("/").replace("/", "--")
