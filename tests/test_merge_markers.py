"""Merges that two editors left unfinished, in every kind of file."""

import time
from pathlib import Path

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckSettings
from localoffer.problems import Problem
from localoffer.read.content_files import ContentFile
from localoffer.read.merge_markers import merge_problems
from localoffer.theme.read_theme import read_theme

GOOD = Path(__file__).parent / "examples" / "good"
MERGE = "<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> patch-1\n"


def told(text: str) -> list[tuple[int, str]]:
    """Return the line and the sentences of each merge."""
    return [(one.line, f"{one.message} {one.fix}") for one in merge_problems(text, "a.md")]


def test_a_merge_is_told_once_with_the_lines_to_delete() -> None:
    text = "We meet.\n\n" + MERGE.format(ours="Bring a snack.", theirs="Bring lunch.")
    sentences = (
        "A merge was left unfinished: two versions stand on lines 3 to 7. "
        "Keep one of the two, and delete lines 3 (<<<<<<<), 5 (=======) and 7 (>>>>>>>)."
    )
    assert told(text) == [(3, sentences)]


def test_each_merge_of_a_file_is_told_and_so_is_a_marker_alone() -> None:
    text = MERGE.format(ours="a", theirs="b") * 2 + ">>>>>>> patch-2\n<<<<<<< HEAD\nc\n=======\n"
    assert [line for line, _ in told(text)] == [1, 6, 11, 12]


def test_what_is_no_merge_is_left_alone() -> None:
    for text in (
        "Where we meet\n=======\n\nAt the hall.\n",
        "|||||||\n",
        "> > > quoted\n",
        ">>>>>>>> eight\n<<<<<<<<\n",
        "We write <<<<<<< here.\n",
    ):
        assert told(text) == []


def test_every_file_of_records_tells_it_and_nothing_else() -> None:
    files = sorted(file for file in GOOD.rglob("*.*") if file.is_file())
    for file in files:
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        text = "".join(lines[:1]) + MERGE.format(ours="name: a", theirs="name: b")
        raw = (text + "".join(lines[1:])).replace("\n", "\r\n").encode()
        content_file = ContentFile(file.relative_to(GOOD).as_posix(), file, raw)
        problems = check_file(content_file, CheckSettings()).problems
        assert [(one.line, one.message[:28]) for one in problems] == [
            (2, "A merge was left unfinished:")
        ]


def test_a_style_of_the_council_tells_it(tmp_path: Path) -> None:
    styles = tmp_path / "theme" / "styles"
    styles.mkdir(parents=True)
    (styles / "site.css").write_text(MERGE.format(ours="a{}", theirs="b{}"), encoding="utf-8")
    (problem,) = read_theme(tmp_path)[1]
    assert isinstance(problem, Problem)
    assert (problem.path, problem.line) == ("theme/styles/site.css", 1)


def test_a_file_of_nothing_but_markers_takes_no_longer_than_its_length() -> None:
    begun = time.process_time()
    assert len(told("<<<<<<< a\n" * 50_000)) == 50_000
    assert len(told("=======\n" * 100_000 + ">>>>>>>")) == 1
    assert time.process_time() - begun < 2
