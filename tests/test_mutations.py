"""Good files, spoilt at random: the check always answers with sentences about lines that exist."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckSettings
from localoffer.markdown import to_text
from localoffer.pipeline import Task, check
from localoffer.problems import Problem, as_github, as_gitlab, as_json, as_text
from localoffer.read.content_files import ContentFile
from localoffer.read.layers import NATIONAL

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
DAY = date(2026, 11, 21)
STEADY = settings(
    derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None
)

SYNTAX = (
    "- ", ": ", "? ", "| ", "> ", "[", "]", "{", "}", ",", "&a ", "*a", "!x ", "# ", "---", "...",
    '"', "'", "\t", "\0", "\\", "%", "@", "`", "\r", "\u2028", "\x85", "\ufeff", "\U0001f600",
    "null", "~", "yes", "no", "9:30", "2026-02-30", "-1", "1e9", "<script>", "](", "![", "](/x)",
    "{{", "TODO", "## ", "#### ", "\n\n", "[]", "{}", "- - ", "draft: yes\n", "\x9b31m",
)  # fmt: skip

Change = Callable[[list[str]], list[str]]


def _lines_changed(at: int, other: int, how: str, scrap: str) -> Change:
    """Return a change of a list of lines, each of which keeps its line end."""

    def change(lines: list[str]) -> list[str]:
        first, second = at % len(lines), other % len(lines)
        new = list(lines)
        match how:
            case "delete":
                del new[first]
            case "repeat":
                new.insert(second, new[first])
            case "swap":
                new[first], new[second] = new[second], new[first]
            case "indent":
                new[first] = f"{' ' * (other % 9)}{new[first].lstrip(' ')}"
            case "splice":
                cut = other % (len(new[first]) + 1)
                new[first] = f"{new[first][:cut]}{scrap}{new[first][cut:]}"
            case _:
                new[first] = f"{scrap}\n"
        return new or ["\n"]

    return change


CHANGES = st.lists(
    st.builds(
        _lines_changed,
        st.integers(0, 400),
        st.integers(0, 400),
        st.sampled_from(("delete", "repeat", "swap", "indent", "splice", "replace")),
        st.sampled_from(SYNTAX) | st.text(max_size=8),
    ),
    min_size=1,
    max_size=4,
)


def _spoilt(text: str, changes: list[Change]) -> bytes:
    lines = text.splitlines(keepends=True)
    for change in changes:
        lines = change(lines)
    return "".join(lines).encode("utf-8", "surrogatepass")


def _assert_readable(problems: tuple[Problem, ...], path: str, raw: bytes) -> None:
    """Assert that every problem can be shown, names a line of its file, and says what to do."""
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n") + 1
    for problem in problems:
        assert problem.path != path or 0 <= problem.line <= lines, problem
        assert problem.message.endswith((".", "?", "!")), problem
        assert problem.fix, problem
        assert len(problem.message) < 400, problem
    of_services = [report(problems, "content") for report in (as_github, as_gitlab)]
    for report in (as_text(problems), as_json(problems), *of_services):
        assert report.encode("utf-8").decode("utf-8") == report


FILES = sorted(file.relative_to(GOOD) for file in GOOD.rglob("*") if file.is_file())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path_factory.mktemp("spoilt") / "content"))


@settings(STEADY, max_examples=60)
@given(path=st.sampled_from(FILES), changes=CHANGES)
def test_a_council_with_one_spoilt_file_gets_sentences(
    folder: Path, path: Path, changes: list[Change]
) -> None:
    good = (GOOD / path).read_text(encoding="utf-8")
    raw = _spoilt(good, changes)
    (folder / path).write_bytes(raw)
    try:
        problems = check(Task(folder, folder.parent, None, DAY)).problems
    finally:
        (folder / path).write_text(good, encoding="utf-8")
    _assert_readable(problems, str(path), raw)


REAL = {
    f"{start}{file.relative_to(folder).as_posix()}": file
    for start, folder in (("", ROOT / "content"), (NATIONAL, ROOT / "national"))
    for name in ("services", "guides", "slots", "topics", "provision", "lists", "vocabulary")
    for file in sorted((folder / name).glob("*.*"))
}


@settings(STEADY, max_examples=120)
@given(path=st.sampled_from(list(REAL)), changes=CHANGES)
def test_a_spoilt_file_of_the_example_council_gets_sentences(
    path: str, changes: list[Change]
) -> None:
    file = REAL[path]
    raw = _spoilt(file.read_text(encoding="utf-8"), changes)
    _assert_readable(check_file(ContentFile(path, file, raw), CheckSettings()).problems, path, raw)


@settings(STEADY, max_examples=120)
@given(raw=st.binary(max_size=200), path=st.sampled_from(FILES), at=st.integers(0, 2_000))
def test_bytes_of_any_kind_in_a_file_get_sentences(raw: bytes, path: Path, at: int) -> None:
    good = (GOOD / path).read_bytes()
    spoilt = good[:at] + raw + good[at:]
    outcome = check_file(ContentFile(path.as_posix(), GOOD / path, spoilt), CheckSettings())
    _assert_readable(outcome.problems, path.as_posix(), spoilt)


@settings(STEADY, max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            (
                "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:b)",
                "<a href='JaVaScRiPt:x'>", "<svg onload=x>", "<iframe>", "<h2 id=a>", "</h2>",
                "<style>", "<!--", "-->", "<b onclick=x>", "[x]: data:text/html,a", "[y][x]",
                "&lt;script&gt;", '<h3 id="b"><em>', "`<script>`", "\n\n", "    ", "## A\n",
                '<math><mi//xlink:href="data:x">', "<form action=x><input>", "<base href=//x>",
            )
        )
        | st.text(max_size=12),
        max_size=12,
    )
)  # fmt: skip
def test_no_script_comes_through_from_a_text(parts: list[str]) -> None:
    """An author's text may be pasted from anywhere; only plain markup is left of it."""
    html = str(to_text("".join(parts)).html).lower()
    tags = [tag.partition(">")[0] for tag in html.split("<")[1:]]
    names = {tag.lstrip("/").split(" ")[0] for tag in tags}
    forbidden = {"script", "img", "svg", "iframe", "style", "form", "input", "base", "math"}
    assert not names & forbidden
    assert not [tag for tag in tags if " on" in tag or "javascript:" in tag or "data:" in tag]
