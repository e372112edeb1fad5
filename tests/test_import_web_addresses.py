"""A web address is taken out of the words around it, and is never one that leads elsewhere."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localoffer.importers.schools_register.register_values import website_of
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.web_address import as_link
from localoffer.model.fields import read_link
from tests.support.command_line import run_in

SITE = "https://www.otters.example.org"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SITE}/SEN Information Report.pdf", f"{SITE}/SEN%20Information%20Report.pdf"),
        (f"{SITE}/Club Days/May 2026.pdf?p=2", f"{SITE}/Club%20Days/May%202026.pdf?p=2"),
        (f"{SITE}/club and https://b.example.org", f"{SITE}/club"),
        (f"{SITE}/club\nhttps://b.example.org/report.pdf", f"{SITE}/club"),
        (f"{SITE}/club (closed)", f"{SITE}/club"),
        (f"{SITE}/club – ask us first", f"{SITE}/club"),
        (f"{SITE}, open daily", SITE),
        (f"{SITE} open daily", SITE),
        (f"Our page: {SITE}/club.", f"{SITE}/club"),
        ("see www.otters.example.org/club", f"{SITE}/club"),
        ("WWW.Otters.Example.ORG/Club", f"{SITE}/Club"),
        ("otters.example.org (new)", "https://otters.example.org"),
        ("https://otters.example.org/?to=www.b.example.org",
         "https://otters.example.org/?to=www.b.example.org"),
    ],
)  # fmt: skip
def test_an_address_is_whole_and_without_the_words_behind_it(text: str, expected: str) -> None:
    assert as_link(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{SITE}/Club Days/Autumn 2026",
        f"{SITE}/club days",
        f"{SITE}/Some page https://b.example.org",
        f"{SITE} files/report.pdf",
        "Mr.Otter will tell you",
        "http://www.example.com/",
        "https://otters@example.org/club",
    ],
)
def test_an_address_whose_end_nobody_can_tell_is_none(text: str) -> None:
    assert as_link(text) == ""


def test_a_feed_with_a_space_in_an_address_is_told_of_it(council: Path) -> None:
    feed, report = council.parent / "feed.json", council.parent / "report.md"
    rows = [
        {"id": "1", "name": "Otter Club", "url": f"{SITE}/Club Days/Autumn 2026.pdf"},
        {"id": "2", "name": "Owl Club", "url": f"{SITE}/club days"},
        {"id": "3", "name": "Fox Club", "url": SITE, "website": "www.foxes.example.org"},
    ]
    feed.write_text(json.dumps(rows), encoding="utf-8")
    words = ["import", "open-referral", str(feed), "--content", str(council)]
    assert run_in(council.parent, [*words, "--report", str(report)]) == 0
    told = report.read_text(encoding="utf-8")
    otters, owls = (
        (council / f"services/{name}-club.md").read_text(encoding="utf-8")
        for name in ("otter", "owl")
    )
    assert f"url: {SITE}/Club%20Days/Autumn%202026.pdf\n" in otters
    assert "url:" not in owls
    assert f"whose end cannot be told — “{SITE}/club days”" in told
    assert "second web address — “www.foxes.example.org”" in told


def test_a_schools_website_that_is_mended_is_told_of() -> None:
    notes = Notes()
    column = "SchoolWebsite"
    assert website_of(f"{SITE}/SEN Report.pdf", column, notes) == f"{SITE}/SEN%20Report.pdf"
    assert website_of("www.otters.example.org", column, notes) == SITE
    assert [(note.kind, note.original) for note in notes] == [
        (f"website mended to {SITE}/SEN%20Report.pdf: look at it", f"{SITE}/SEN Report.pdf")
    ]


def test_a_very_long_text_is_read_in_time() -> None:
    for text in ("a." * 50_000, "http:" * 20_000, "https://a.example.org/" + " x" * 50_000):
        assert as_link(text) in ("", "https://a.example.org/")


_PIECES = st.sampled_from(
    ["https://", "http:/", "www.", "otters.example.org", "/", " ", "?a=b", "#x", ".pdf", "(", ")",
     "and", "[", "@", "%", "\u00e9", "\n"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=12).map("".join))
def test_any_text_gives_an_address_that_a_record_can_hold_or_none(text: str) -> None:
    address = as_link(text)
    assert address == "" or read_link(address) == address
    assert as_link(address) == address
