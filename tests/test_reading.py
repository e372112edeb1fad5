"""Whatever lies in a content folder, an editor gets sentences: no traceback, no endless wait."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from localoffer.build_stamp import digest_of_inputs
from localoffer.pipeline import Task, check
from localoffer.problems import Problem

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
DAY = date(2026, 11, 21)
SERVICE = "services/parents-advice.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


def problems(content: Path) -> tuple[Problem, ...]:
    return check(Task(content, ROOT, None, DAY)).problems


def messages(content: Path) -> list[tuple[str, str]]:
    """Where each problem is and what is wrong, as an editor reads it."""
    return [(problem.path, problem.message) for problem in problems(content)]


def header(content: Path, field: str) -> None:
    """Write a further field into a service's header."""
    file = content / SERVICE
    file.write_text(
        file.read_text(encoding="utf-8").replace("---\n", f"---\n{field}\n", 1), "utf-8"
    )


def body(content: Path, text: str) -> None:
    """Write a service's text anew."""
    file = content / SERVICE
    start = file.read_text(encoding="utf-8").rpartition("---\n")[0]
    file.write_text(f"{start}---\n{text}\n", encoding="utf-8")


def test_a_file_of_fifty_megabytes_is_not_read(content: Path) -> None:
    with (content / SERVICE).open("wb") as stream:
        stream.truncate(50_000_000)
    assert messages(content) == [(SERVICE, "The file is 50.0 MB; a page has 1 MB at most.")]


def test_links_out_of_the_folder_are_refused_and_links_in_it_are_read(content: Path) -> None:
    outside = content.parent / "secret.md"
    outside.write_text("---\nname: A secret\n---\n", encoding="utf-8")
    (content / "services" / "secret.md").symlink_to(outside)
    (content / "guides" / "others").symlink_to(content.parent)
    (content / "services" / "club-again.md").symlink_to(content / "services" / "saturday-club.md")
    message = "This is a link to something outside the content folder."
    assert messages(content) == [("guides/others", message), ("services/secret.md", message)]


def test_links_in_a_circle_and_to_nothing_are_told(content: Path) -> None:
    (content / "services" / "round.md").symlink_to("round.md")
    (content / "services" / "nothing.md").symlink_to("gone.md")
    (content / "services" / "above").symlink_to(content)
    assert messages(content) == [
        ("services/above", "This is a folder, and a file is expected here."),
        ("services/nothing.md", "The file cannot be read (No such file or directory)."),
        ("services/round.md", "The file cannot be read (Too many levels of symbolic links)."),
    ]


def test_a_pipe_or_a_device_is_not_waited_for(content: Path) -> None:
    os.mkfifo(content / "services" / "pipe.md")
    (content / "contacts.yaml").unlink()
    os.mkfifo(content / "contacts.yaml")
    (content / "glossary.yaml").unlink()
    (content / "glossary.yaml").symlink_to("/dev/zero")
    assert messages(content) == [
        ("contacts.yaml", "This is not a file of text."),
        ("glossary.yaml", "This is a link to something outside the content folder."),
        ("services/pipe.md", "This is not a file of text."),
    ]


def test_the_digest_of_what_a_build_reads_waits_for_no_pipe(content: Path) -> None:
    os.mkfifo(content / "services" / "pipe.md")
    (content / "services" / "zero.md").symlink_to("/dev/zero")
    assert digest_of_inputs(content, ROOT, DAY) == digest_of_inputs(content, ROOT, DAY)


def test_two_names_that_differ_by_capitals_only_are_one_address(content: Path) -> None:
    shutil.copy(content / SERVICE, content / "services" / "Parents-Advice.md")
    assert messages(content) == [
        ("services/Parents-Advice.md", "The file's name cannot be part of a web address."),
        (SERVICE, "Its name and services/Parents-Advice.md differ only by capital letters."),
    ]


def test_an_empty_folder_and_one_with_other_things_are_told(tmp_path: Path) -> None:
    assert messages(tmp_path) == [(".", "There is no content in this folder.")]
    (tmp_path / "holiday.jpg").write_bytes(b"\xff\xd8")
    assert messages(tmp_path) == [(".", "There is no content in this folder.")]


def test_a_name_that_is_no_text_is_shown_as_far_as_it_can_be(content: Path) -> None:
    (content / "services" / os.fsdecode(b"caf\xe9.md")).write_text("x", encoding="utf-8")
    (content / "services" / "two\nlines.md").write_text("x", encoding="utf-8")
    assert [path for path, _ in messages(content)] == [
        "services/caf\ufffd.md",
        "services/two\ufffdlines.md",
    ]


def test_folders_in_folders_without_end_are_not_followed(content: Path) -> None:
    deep = content / "services"
    for _ in range(200):
        deep /= "x"
    deep.mkdir(parents=True)
    path = "/".join(["services", *"x" * 8])
    assert messages(content) == [(path, "This is a folder, and a file is expected here.")]


def test_line_ends_of_other_systems_and_a_mark_at_the_start_do_no_harm(content: Path) -> None:
    for name in (SERVICE, "contacts.yaml"):
        file = content / name
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert messages(content) == []


def test_a_line_end_that_only_yaml_knows_puts_no_line_number_out(content: Path) -> None:
    header(content, "keywords: [one\u2028two]\nfree_of: charge")
    assert [(one.line, one.field) for one in problems(content)] == [(3, "free_of")]


def test_tens_of_thousands_of_fields_get_a_page_of_sentences(content: Path) -> None:
    header(content, "\n".join(f"x{number}: 1" for number in range(30_000)))
    found_problems = problems(content)
    assert len(found_problems) == 51
    assert "There are 29,950 more problems with these fields." in {
        one.message for one in found_problems
    }


def test_a_field_of_a_million_letters_is_not_shown_whole(content: Path) -> None:
    header(content, "url: " + "a" * 900_000 + "\nphones: [{number: " + "0" * 50_000 + "}]")
    found_problems = problems(content)
    assert {one.field for one in found_problems} == {"url", "phones.1.number"}
    assert max(len(one.message) for one in found_problems) < 200


@pytest.mark.parametrize(
    "text",
    [
        "a" * 900_000,
        "word " * 150_000,
        "[" * 900_000,
        "![" * 5_000,
        "> " * 5_000 + "deep",
        "\n".join("    " * depth + "- deep" for depth in range(300)),
        "*" * 9_000 + "a" + "_" * 9_000,
        "`" * 9_999,
        "<" * 9_999,
        "&#" * 4_999,
        "| a " * 2_000 + "|\n" + "|---" * 2_000 + "|\n" + "| b " * 2_000 + "|",
        "# " * 4_000,
        "1. " * 3_000,
        "\n".join(f"[{number}]: https://example.org/{number}" for number in range(3_000)),
        '<h2 id="x" lang="cy">a</h2><h3 id="a"><em><h2 id="b">c</h2></em></h3>',
        "\u202e\u200b\ufeff\U0001f468\u200d\U0001f469\u200d\U0001f467",
    ],
    ids=range(16),
)
def test_no_text_however_odd_stops_the_check(content: Path, text: str) -> None:
    body(content, text)
    lines = (content / SERVICE).read_text(encoding="utf-8").count("\n")
    assert all(one.path == SERVICE and 0 <= one.line <= lines for one in problems(content))


@pytest.mark.parametrize(
    "make",
    [
        lambda: "? " * 20_000 + "a",
        lambda: "-  " * 20_000 + "a",
        lambda: "- ? " * 20_000 + "a",
        lambda: "{a: " * 50_000,
        lambda: "[" * 200_000 + "]" * 200_000,
        lambda: "\n".join(" " * depth + "a:" for depth in range(500)),
        lambda: "!!python/object/apply:os.system [echo]",
        lambda: "a: " + "&x " * 1_000 + "b",
        lambda: "*a\n" * 1_000,
        lambda: '"' + "\\u" * 10_000,
        lambda: "%YAML 9.9\n---\na: b",
        lambda: "- " + "x" * 900_000,
        lambda: "- {id: " + "a-" * 5_000 + "}",
    ],
    ids=range(13),
)
def test_no_yaml_however_odd_stops_the_check(content: Path, make: Callable[[], str]) -> None:
    text = make()
    for name in ("glossary.yaml", "lists/needs.yaml", "site.yaml"):
        (content / name).write_text(text, encoding="utf-8")
    found_problems = problems(content)
    lines = text.count("\n") + 1
    assert {"glossary.yaml", "lists/needs.yaml", "site.yaml"} <= {
        one.path for one in found_problems
    }
    assert all(0 <= one.line <= lines for one in found_problems if one.path == "glossary.yaml")
