"""What is found leads somewhere: schools and their lists, what settings should do, figures."""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from localoffer.pages.search_contexts import Choices, Result
from localoffer.pipeline import Task, build, check
from search.documents import documents
from search.engine.reader import Reader
from search.engine.results import search
from search.index.site_files import add

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
TODAY = date(2026, 11, 21)

Indexed = Callable[[Mapping[str, Any]], Reader]


def school(name: str, kind: str = "maintained school", **more: str) -> str:
    """A school's file."""
    fields = {"phases": "[primary]", "city": "Sandmere", "phone": "01632 960201", **more}
    rows = "".join(f"{key}: {value}\n" for key, value in fields.items() if value)
    return f"---\nname: {name}\nkind: {kind}\n{rows}owner: help-line\n---\n"


def first(reader: Reader, text: str) -> list[Result]:
    return list(search(Choices(text=text), reader).results)


def gone(site: Path) -> Iterator[str]:
    """The addresses of the search of a built site that lead to no page or no part of one."""
    for file in sorted((site / "search" / "shown").iterdir()):
        for address, *_ in json.loads(file.read_bytes()):
            path, _, part = address.partition("#")
            page = site / path.strip("/") / "index.html"
            if not page.is_file() or (part and f'id="{part}"' not in page.read_text("utf-8")):
                yield address


def addresses(site: Path) -> set[str]:
    shown = (json.loads(file.read_bytes()) for file in (site / "search" / "shown").iterdir())
    return {address for rows in shown for address, *_ in rows}


def built(content: Path, folder: Path) -> Path:
    build(Task(content, ROOT, folder / "state", TODAY), folder / "site", [add])
    return folder / "site"


def test_every_page_that_the_example_council_can_find_is_there(tmp_path: Path) -> None:
    site = built(ROOT / "content", tmp_path)
    assert list(gone(site)) == []
    found = addresses(site)
    assert {"/schools/", "/provision/", "/ehc-dates/", "/figures/"} <= found
    assert {"/schools/bases/", "/schools/phases/primary/", "/schools/reports/"} <= found
    assert {"/schools/coordinators/", "/provision/for-a-meeting/"} <= found
    assert not [one for one in found if one.startswith("/schools/names/")]


def test_a_council_without_schools_or_statements_finds_no_lists_of_them(tmp_path: Path) -> None:
    site = built(GOOD, tmp_path)
    assert list(gone(site)) == []
    parts = {address.split("/")[1] for address in addresses(site)}
    assert {"schools", "reports", "provision", "figures"} & parts == set()
    assert "ehc-dates" in parts


def test_a_list_is_found_once_a_school_is_on_it(tmp_path: Path) -> None:
    content = Path(shutil.copytree(GOOD, tmp_path / "content"))
    (content / "schools").mkdir()
    (content / "schools" / "rook.md").write_text(school("Rook School", "special school"), "utf-8")
    found = {one for one in addresses(built(content, tmp_path)) if one.startswith("/schools/")}
    assert found >= {"/schools/", "/schools/special/", "/schools/phases/primary/"}
    assert {"/schools/bases/", "/schools/colleges/", "/schools/coordinators/"} & found == set()


def test_every_school_report_and_statement_of_the_example_council_is_found() -> None:
    offer = check(Task(ROOT / "content", ROOT, None, TODAY)).offer
    assert offer
    found = {document.address for document in documents(offer)}
    records = {one.address for one in offer.schools} | {one.address for one in offer.reports}
    records |= {one.address for one in offer.statements}
    assert len(records) > 200
    assert records - found == set()


@pytest.fixture(scope="module")
def small(indexed: Indexed) -> Reader:
    """Some schools, of which two have one name, and more nurseries than fit on a page."""
    streets = {
        f"schools/nursery-{number:02}.md": school(
            f"Street {number} Nursery", "early years setting", phases="[early years]"
        )
        for number in range(60)
    }
    return indexed(
        {
            **streets,
            "schools/rook-s.md": school(
                "St Rook's Primary School", senco="{email: s@rook.example.org, phone: 01632 960202}"
            ),
            "schools/rook-m.md": school("St Rook's Primary School", city="Millhaven"),
            "schools/rook-shut.md": school("St Rook's Infants", status="closed"),
            "schools/heron.md": school(
                "Heron Academy",
                "academy",
                phases="[secondary]",
                needs="[autism]",
                bases="[{name: The Reeds, needs: [adhd, autism]}]",
            ),
            "guides/autism.md": {"title": "Autism", "needs": ["autism"]},
            "guides/childcare.md": {
                "title": "Childcare",
                "keywords": ["nursery"],
                "summary": "How to choose a nursery for a child who needs more help.",
            },
        }
    )


def test_of_two_schools_with_one_name_both_come_first_each_with_its_town(small: Reader) -> None:
    found = first(small, "who is the senco at st rooks")
    rooks = {(one.title, one.place, one.summary) for one in found[:2]}
    assert rooks == {
        (
            "St Rook's Primary School",
            "Sandmere",
            "Primary school in Sandmere. SENCO: 01632 960202.",
        ),
        (
            "St Rook's Primary School",
            "Millhaven",
            "Primary school in Millhaven. Ask for the SENCO on 01632 960201.",
        ),
    }


def test_a_closed_school_names_nobody_to_ask(small: Reader) -> None:
    closed = next(one for one in first(small, "st rooks infants") if one.notice == "Closed")
    assert closed.summary == "Primary school in Sandmere."


@pytest.mark.parametrize("text", ["heron", "Heron School", "heron academy sandmere", "herons"])
def test_a_school_is_found_by_a_part_of_its_name(small: Reader, text: str) -> None:
    assert first(small, text)[0].address == "/schools/heron/"


def test_a_base_says_what_it_is_for_in_the_words_of_the_list_of_needs(small: Reader) -> None:
    heron = next(one for one in first(small, "the reeds") if one.address == "/schools/heron/")
    assert "It has The Reeds, a base for ADHD, autism." in heron.summary


def test_a_need_alone_finds_its_guide_before_the_schools(small: Reader) -> None:
    assert first(small, "autism")[0].address == "/guides/autism/"


def test_a_nursery_in_each_street_does_not_hide_the_guide_or_the_list(small: Reader) -> None:
    found = [one.address for one in first(small, "nursery")[:3]]
    assert "/guides/childcare/" in found
    assert re.search(r"/schools/early-years/", " ".join(found))


def test_a_base_for_the_need_asked_comes_before_a_nearer_one_for_another(indexed: Indexed) -> None:
    with_base = "[{{name: {name}, needs: [{need}]}}]"
    reader = indexed(
        {
            f"schools/{slug}.md": school(
                f"{slug.title()} School",
                city=city,
                postal_code=code,
                bases=with_base.format(name=name, need=need),
            )
            for slug, city, code, name, need in (
                ("near", "Sandmere", "SC1 1AA", "Shells", "hearing"),
                ("far", "Millhaven", "SC3 1AA", "Reeds", "autism"),
            )
        }
    )
    for text, slug in (("autism base near sandmere", "far"), ("hearing base", "near")):
        found = [one.address for one in first(reader, text) if one.title.endswith(" School")]
        assert found[0] == f"/schools/{slug}/"


def test_a_withdrawn_statement_is_no_longer_agreed_and_comes_after_one_that_holds(
    indexed: Indexed,
) -> None:
    statement = (ROOT / "national" / "provision" / "ci-uni-03.md").read_text("utf-8")
    withdrawn = statement.replace("---\n", "---\nwithdrawn: Since May. Another holds instead.\n", 1)
    agreed = statement.replace("---\n", "---\nagreed: 2026-06-15\nagreed_by: The board\n", 1)
    reader = indexed(
        {
            "provision/ci-uni-01.md": withdrawn,
            "provision/ci-uni-02.md": agreed,
            "provision/ci-uni-03.md": statement,
        }
    )
    title = next(line for line in statement.splitlines() if line.startswith("title:"))
    found = [one for one in first(reader, title[7:]) if one.address.startswith("/provision/ci-")]
    assert (found[0].address, found[0].notice) == ("/provision/ci-uni-02/", "")
    assert (found[1].address, found[1].notice) == ("/provision/ci-uni-03/", "Not agreed here yet")
    named = first(reader, "since may another holds instead")
    assert (named[0].address, named[0].notice) == ("/provision/ci-uni-01/", "No longer agreed")
