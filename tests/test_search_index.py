"""The index: the same bytes from the same content, all pages, and nothing that is not public."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from localoffer.offer import Offer
from localoffer.pages.search_contexts import Choices
from localoffer.pipeline import Task, build, check
from localoffer.problems import UsageError
from search import documents
from search.documents.document import SearchDocument
from search.documents.services import services
from search.engine.reader import Reader
from search.engine.results import search
from search.index.index_store import copy_index
from search.index.site_files import EmptyIndex, add, write_index

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
TODAY = date(2026, 11, 21)

Lay = Callable[[Path, Mapping[str, Any]], None]

#: Enough records that a change of one is worked in, and does not make the index anew.
MANY = 60


def club(number: int, **more: Any) -> dict[str, Any]:
    words = ("amber", "birch", "cedar", "dune", "ember", "fern")
    return {
        "name": f"{words[number % 6].title()} club {number}",
        "keywords": [words[number % 5], f"{words[number % 4]} house"],
        "text": f"## Who comes\n\nChildren who like {words[number % 3]} and quiet talking.",
        **more,
    }


#: What may happen to one record, each on top of the ones before it.
CHANGES: dict[str, dict[str, Any]] = {
    "a word of its text that others have": {"text": "Children who like dune and cedar."},
    "a word that is new to all": {"text": "Children who like zorbing in the dune."},
    "that word gone again": {"text": "Children who like the dune."},
    "its title": {"name": "Glade club"},
    "its other names, in which a word is new": {"name": "Glade club", "alternate_names": ["Orb"]},
    "a title that another has": {"name": "Amber club 6"},
    "its keywords": {"keywords": ["fern house", "zorb ball"]},
    "a keyword of the council's list": {"keywords": ["respite", "sunny pauses"]},
    "its need": {"needs": ["autism", "adhd"]},
    "its ages": {"minimum_age": 3, "maximum_age": 9},
    "its headings": {"text": "## Zorbing house\n\n## Amber\n\nNot talking."},
    "its summary, in Welsh": {"summary": "Clwb i blant ag awtistiaeth â'u teuluoedd."},
    "its place": {
        "attending_type": ["venue"],
        "locations": [
            {"name": "Hall", "address_1": "1 Hill", "city": "Truro", "postal_code": "TR1 1AA"}
        ],
    },
    "its price": {"free": "yes", "fees_description": "Free."},
    "its end": {"status": "defunct"},
    "nothing but the day it was checked": {"assured_date": "2026-11-02"},
}
VOCABULARY = "- {words: [respite], means: [sunny pauses, zorbing], match: equivalent}"


def offer_of(content: Path, state: Path | None = None) -> Offer:
    offer = check(Task(content, ROOT, state, TODAY)).offer
    assert offer
    return offer


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def clean(content: Path, folder: Path) -> dict[str, bytes]:
    """The files of an index that is made whole, with nothing kept from before."""
    shutil.rmtree(folder, ignore_errors=True)
    write_index(content, folder / "state", offer_of(content), folder / "index")
    return files(folder / "index")


@pytest.fixture
def clubs(council: Path, lay: Lay) -> Path:
    """A council of many clubs."""
    many = {f"services/club-{number:02}.md": club(number) for number in range(MANY)}
    lay(council, {**many, "vocabulary/synonyms.yaml": VOCABULARY})
    return council


def test_the_same_content_makes_the_same_bytes(clubs: Path, tmp_path: Path) -> None:
    first = clean(clubs, tmp_path / "first")
    again = Path(shutil.copytree(clubs, tmp_path / "elsewhere" / "content"))
    assert clean(again, tmp_path / "second") == first


@pytest.fixture
def differing(clubs: Path, tmp_path: Path) -> Callable[[str], list[str]]:
    """Brings an index up to date, and returns the files that a whole one would have otherwise."""
    state, wholes = tmp_path / "kept", tmp_path / "whole"

    def bring(name: str) -> list[str]:
        offer = offer_of(clubs, state)
        write_index(clubs, state, offer, state / "index")
        write_index(clubs, wholes, offer, wholes / name)
        ours, theirs = files(state / "index"), files(wholes / name)
        return sorted(path for path in {*ours, *theirs} if ours.get(path) != theirs.get(path))

    return bring


def test_a_change_worked_in_makes_the_bytes_of_a_whole_build(
    clubs: Path, lay: Lay, tmp_path: Path, differing: Callable[[str], list[str]]
) -> None:
    index = tmp_path / "kept" / "index"
    assert differing("nothing yet") == []
    before = files(index)
    assert json.loads(before["facts.json"])["documents"] > 50
    for name, change in CHANGES.items():
        lay(clubs, {"services/club-30.md": club(30, **change)})
        assert differing(name) == [], name
        assert files(index) != before, name
        before = files(index)
    assert clean(clubs, tmp_path / "clean") == before


def test_larger_changes_make_the_bytes_of_a_whole_build_too(
    clubs: Path, lay: Lay, tmp_path: Path, differing: Callable[[str], list[str]]
) -> None:
    assert differing("nothing yet") == []
    lay(clubs, {"services/new.md": club(3)})
    assert differing("a record has come") == []
    (clubs / "services" / "club-07.md").unlink()
    assert differing("a record is gone") == []
    (clubs / "services" / "club-08.md").rename(clubs / "services" / "zz.md")
    assert differing("a record has another address") == []
    lay(clubs, {"vocabulary/synonyms.yaml": VOCABULARY.replace("zorbing", "amber")})
    assert differing("the vocabulary") == []
    (tmp_path / "kept" / "index" / "filters.json").unlink()
    assert differing("a file of the index is lost") == []


def test_a_copy_of_an_index_is_changed_and_not_made_anew(
    clubs: Path, tmp_path: Path, lay: Lay
) -> None:
    state, one, copy = tmp_path / "state", tmp_path / "one", tmp_path / "copy"
    write_index(clubs, state, offer_of(clubs, state), one)
    copy_index(one, copy)
    before = {path: (copy / path).stat().st_mtime_ns for path in files(copy)}
    lay(clubs, {"services/club-30.md": club(30, keywords=["zorb ball"])})
    write_index(clubs, state, offer_of(clubs, state), copy)
    left = [path for path, at in before.items() if (copy / path).stat().st_mtime_ns == at]
    assert len(left) > len(before) / 3
    assert files(copy) == clean(clubs, tmp_path / "clean")


def test_everything_under_search_is_json_and_the_report_counts_what_can_be_found(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    build(Task(GOOD, ROOT, tmp_path / "state", TODAY), site, [add])
    found = files(site / "search")
    del found["index.html"]  # the page itself
    assert {Path(path).suffix for path in found} == {".json"}
    for content in found.values():
        json.loads(content)
    facts = json.loads(found["facts.json"])
    assert json.loads((site / "build.json").read_bytes())["documents"] == facts["documents"]
    assert not [path for path in files(site) if path.endswith((".pickle", ".pkl", ".py"))]


def test_every_record_of_the_example_council_can_be_found(example: Reader) -> None:
    offer = offer_of(ROOT / "content")
    wanted = {entry.address for entry in offer.services}
    wanted |= {entry.address for entry in offer.guides} | {one.address for one in offer.topics}
    every = range(example.facts["documents"])
    assert wanted - {example.result_fields(number)[0] for number in every} == set()


def test_an_index_that_would_leave_pages_out_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kind of record that forgot to yield its documents stops the build, and the site stands."""
    site, task = tmp_path / "site", Task(GOOD, ROOT, tmp_path / "state", TODAY)
    build(task, site, [add])
    before = files(site)
    others = tuple(one for one in documents.YIELDERS if one is not services)
    monkeypatch.setattr(documents, "YIELDERS", others)
    with pytest.raises(EmptyIndex, match=r"would not find 2 pages, such as /services/"):
        build(task, site, [add])
    assert files(site) == before


def test_an_empty_index_is_not_published(
    tmp_path: Path, council: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(_: Offer) -> Iterator[SearchDocument]:
        yield from ()

    monkeypatch.setattr(documents, "YIELDERS", (nothing,))
    with pytest.raises(EmptyIndex, match="nothing to search"):
        add(council, tmp_path / "state", offer_of(council), ())


def test_nothing_that_is_for_staff_or_hidden_or_a_draft_is_in_the_index(
    council: Path, lay: Lay, tmp_path: Path
) -> None:
    lay(
        council,
        {
            "services/refuge.md": {
                "name": "Puffin house",
                "attending_type": ["venue"],
                "locations": [
                    {
                        "name": "Puffin house",
                        "address_1": "77 Zqxstreet",
                        "address_2": "Zqxfloor",
                        "city": "Sandmere",
                        "postal_code": "TR9 7QQ",
                        "hide_address": "yes",
                    }
                ],
                "admin": {
                    "owner_email": "zqxmailbox@example.org",
                    "commissioner": "Zqxteam",
                    "notes": "Zqxnotes",
                },
            },
            "services/draft.md": {"name": "Zqxdraft", "draft": "yes"},
        },
    )
    written = clean(council, tmp_path / "clean")
    everything = b"\n".join((path.encode() + content).lower() for path, content in written.items())
    assert b"puffin" in everything
    assert [one for one in (b"zqx", b"7qq", b"tr9 7", b"tr97") if one in everything] == []


def test_no_one_is_in_the_index_who_typed_something(
    council: Path, lay: Lay, tmp_path: Path
) -> None:
    """Searching writes nothing: neither in the index nor beside it."""
    lay(council, {"services/one.md": club(1)})
    before = clean(council, tmp_path / "clean")
    reader = Reader(tmp_path / "clean" / "index")
    for text in ("my daughter Ffion is autistic", "TR1 1AA", "amber"):
        search(Choices(text=text), reader)
    assert files(tmp_path / "clean" / "index") == before


def test_a_folder_without_an_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"There is no search index .* python build.py build"):
        search(Choices(text="autism"), Reader(tmp_path))
