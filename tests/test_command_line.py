"""The command line: what it prints, its exit statuses, and no traceback for a wrong word."""

import json
import os
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest

from localoffer.cli.options import make_parser
from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
COMMANDS = ("build", "check", "serve", "import", "new", "accept", "schemas")


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 November 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


def spoil(content: Path) -> None:
    file = content / "services" / "parents-advice.md"
    text = file.read_text(encoding="utf-8").replace("free: yes", "free: 50%, or less")
    file.write_text(text, encoding="utf-8")


def command(*words: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *words],
        cwd=cwd,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_with_an_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as leaving:
        make_parser().parse_args([name, "--help"])
    output = capsys.readouterr().out
    assert leaving.value.code == 0
    assert f"Example: python build.py {name}" in output


def test_check_of_good_content_is_done_and_of_bad_content_is_one(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_in(content.parent, ["check", "--content", str(content)]) == 0
    assert capsys.readouterr() == ("0 errors, 0 warnings.\n", "")
    spoil(content)
    assert run_in(content.parent, ["check", "--content", str(content)]) == 1
    output = capsys.readouterr().out
    assert "services/parents-advice.md\n  error: line 15, free — " in output
    assert output.endswith("\n\n1 error, 0 warnings.\n")


def test_a_second_check_says_the_same_from_what_was_kept(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(content)
    file = content / "guides" / "short-breaks.md"
    file.write_text(file.read_text(encoding="utf-8").replace("## How", "#### How"), "utf-8")
    words = ["check", "--content", str(content)]
    assert [
        run_in(content.parent, words),
        run_in(content.parent, words),
    ] == [1, 1]
    first, _, second = capsys.readouterr().out.partition("1 error, 1 warning.\n")
    assert second == f"{first}1 error, 1 warning.\n"


def test_warnings_alone_are_done(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = content / "guides" / "short-breaks.md"
    file.write_text(file.read_text(encoding="utf-8").replace("## How", "#### How"), "utf-8")
    assert run_in(content.parent, ["check", "--content", str(content)]) == 0
    assert capsys.readouterr().out.endswith("\n\n0 errors, 1 warning.\n")


def test_check_speaks_json_to_programs(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(content)
    assert (
        run_in(
            content.parent,
            ["check", "--content", str(content), "--format", "json"],
        )
        == 1
    )
    assert json.loads(capsys.readouterr().out) == {
        "problems": [
            {
                "level": "error",
                "path": "services/parents-advice.md",
                "line": 15,
                "field": "free",
                "message": '"50%, or less" is neither yes nor no.',
                "fix": "Write yes or no.",
                "missing": [],
            }
        ]
    }


def test_check_speaks_to_github_in_paths_of_the_repository(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(content)
    monkeypatch.chdir(content.parent)
    assert (
        run_in(
            content.parent,
            ["check", "--content", "content", "--format", "github"],
        )
        == 1
    )
    assert capsys.readouterr().out == (
        "::error file=content/services/parents-advice.md,line=15,title=free::"
        '"50%25, or less" is neither yes nor no. Write yes or no.\n'
    )


def test_check_speaks_to_gitlab_and_a_problem_that_moves_stays_the_same_problem(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(content)
    monkeypatch.chdir(content.parent)
    words = ["check", "--content", "content", "--format", "gitlab"]
    assert run_in(content.parent, words) == 1
    [row] = json.loads(capsys.readouterr().out)
    assert row["description"] == '"50%, or less" is neither yes nor no. Write yes or no.'
    assert (row["severity"], row["check_name"]) == ("major", "free")
    place = {"path": "content/services/parents-advice.md", "lines": {"begin": 15}}
    assert row["location"] == place
    file = content / "services/parents-advice.md"
    file.write_text(file.read_text(encoding="utf-8").replace("---\n", "---\n\n", 1), "utf-8")
    assert run_in(content.parent, words) == 1
    [moved] = json.loads(capsys.readouterr().out)
    assert moved["location"]["lines"] == {"begin": 16}
    assert moved["fingerprint"] == row["fingerprint"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("build", "--content", "nowhere"), "There is no folder nowhere."),
        (("check", "--content", "a-file"), "There is no folder a-file."),
        (("build", "--site", "content/site"), "lie inside each other"),
        (("build", "--site", "."), "lie inside each other"),
        (("build", "--site", "a-file"), "a-file is a file. Name a folder with --site."),
        (("build", "--site", "a-file/site"), "a-file"),
        (("build", "--site", "strangers"), "holds files that we did not write"),
        (("build", "--base-url", "ftp://x"), "ftp://x is not a web address."),
        (("build", "--base-url", "http://["), "http://[ is not a web address."),
        (("serve", "--port", "99999"), "There is no port 99999."),
        (("serve", "--port", "many"), "invalid int value: 'many'"),
        (("serve", "--content", "nowhere"), "There is no folder nowhere."),
        (("new", "service", "Big Club"), "Use big-club."),
        (("new", "service", "saturday-club"), "is there already"),
        (("new", "banana", "x"), "invalid choice: 'banana'"),
        (("new", "service", "x", "--content", "nowhere"), "There is no folder nowhere."),
        (("accept", "--content", "nowhere"), "There is no folder nowhere."),
        (("schemas", "--out", "a-file"), "a-file"),
        (("import",), "the following arguments are required"),
        (("dance",), "invalid choice: 'dance'"),
        ((), "the following arguments are required"),
    ],
)
def test_a_wrong_word_gets_a_sentence_and_a_two(
    content: Path, words: tuple[str, ...], sentence: str
) -> None:
    (content.parent / "a-file").write_text("x", encoding="utf-8")
    (content.parent / "strangers").mkdir()
    (content.parent / "strangers" / "thesis.txt").write_text("x", encoding="utf-8")
    result = command(*words, cwd=content.parent)
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr
    assert (result.returncode, result.stdout) == (2, "")


def test_a_day_that_is_none_gets_a_sentence(content: Path) -> None:
    result = command("check", cwd=content.parent, SOURCE_DATE_EPOCH="tomorrow")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith('SOURCE_DATE_EPOCH is "tomorrow". Write a whole number')


def test_a_terminal_that_lacks_letters_still_gets_the_report(content: Path) -> None:
    spoil(content)
    result = command("check", cwd=content.parent, PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert "line 15, free \\u2014 " in result.stdout
    assert result.stderr == ""


def test_the_report_of_a_build_counts_what_it_made(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site = content.parent / "site"
    words = ["build", "--content", str(content), "--site", str(site)]
    assert run_in(ROOT, words) == 0
    assert "33 pages, 2 services, 2 guides." in capsys.readouterr().out
    report = json.loads((site / "build.json").read_text(encoding="utf-8"))
    assert sorted(report) == ["addresses", "counts", "kinds", "made_by", "pages", "problems"]
    assert report["counts"]["services"] == 2
    assert report["pages"] == len(report["addresses"]) == 33
    assert sorted(chain(*report["kinds"].values())) == report["addresses"]
    for address in report["addresses"]:
        assert (site / address.lstrip("/") / "index.html").is_file() or address.endswith(".html")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    shutil.rmtree(site)
    assert run_in(ROOT, words) == 0
    report = json.loads((site / "build.json").read_text(encoding="utf-8"))
    assert report["seconds"]["total"] >= report["seconds"]["publish"] > 0


def test_new_starts_a_record_that_says_what_to_fill_in(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        run_in(
            content.parent,
            ["new", "service", "swimming", "--content", str(content)],
        )
        == 0
    )
    assert capsys.readouterr().out == f"{content}/services/swimming.md\n"
    assert run_in(content.parent, ["check", "--content", str(content)]) == 0
    output = capsys.readouterr().out
    assert "A draft that still lacks: " in output
    assert output.endswith("0 errors, 1 warning.\n")


def test_an_accepted_address_may_not_be_lost_but_may_move(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_in(content.parent, ["accept", "--content", str(content)]) == 0
    assert "addresses added" in capsys.readouterr().out
    old = content / "services" / "parents-advice.md"
    old.rename(content / "services" / "advice-line.md")
    assert run_in(content.parent, ["check", "--content", str(content)]) == 1
    assert "/services/parents-advice/ was published before and is gone." in capsys.readouterr().out
    with (content / "redirects.yaml").open("a", encoding="utf-8") as stream:
        stream.write("- {old: /services/parents-advice/, new: /services/advice-line/}\n")
    assert run_in(content.parent, ["check", "--content", str(content)]) == 0
