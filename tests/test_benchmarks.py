"""The council that benchmarks build is the same each time, is sound, and Hugo can build it too."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.contenders import hugo
from benchmarks.council import make_council
from benchmarks.council_check import Machines, new_council, play, propose_number, table
from benchmarks.feed import made_feed
from benchmarks.schools import Numbers, make_schools
from tests.support.council_repository import environ_of
from tests.support.git_server import git_server
from tests.support.github_actions import STAND_INS
from tests.support.package import build_wheel, copy_sources

ROOT = Path(__file__).parent.parent

#: The kinds of our pages of which Hugo makes each one too.
_BY_BOTH = (
    "service", "guide", "topic", "easy-read", "school", "school-report", "provision-statement",
)  # fmt: skip


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def _build_py(*words: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, str(ROOT / "build.py"), *words)
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_council_of_twenty_is_made_twice_the_same_and_has_no_mistake(tmp_path: Path) -> None:
    for name in ("one", "other"):
        make_council(ROOT / "content", tmp_path / name, 20)
    made = _files(tmp_path / "one")
    assert made == _files(tmp_path / "other")
    assert sum(path.startswith("services/") for path in made) == 20
    checked = _build_py("check", "--content", str(tmp_path / "one"))
    assert "0 errors" in checked.stdout or checked.stdout.startswith("No problems"), checked.stdout


def test_hugo_makes_a_page_of_every_service_and_guide_that_we_make_one_of(tmp_path: Path) -> None:
    content, site = tmp_path / "content", tmp_path / "ours"
    make_council(ROOT / "content", content, 20)
    make_schools(content, Numbers(schools=90, early_years=30, colleges=8))
    built = _build_py("build", "--content", str(content), "--site", str(site))
    assert built.returncode == 0, built.stderr
    other = hugo(content, tmp_path / "by-hugo", site)
    said = subprocess.run(other.command, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout + said.stderr) == (0, "")
    kinds = json.loads((site / "build.json").read_text(encoding="utf-8"))["kinds"]
    lists = (*kinds["school-list"], *kinds["school-reports-list"], *kinds["provision-list"])
    records = [one for kind in _BY_BOTH for one in kinds[kind]]
    records += [one for one in lists if "part-" not in one]
    assert (len(kinds["service"]), len(kinds["school"])) == (20, 128)
    assert [
        one for one in records if not (other.site / f"{one}index.html".lstrip("/")).exists()
    ] == []
    service = next((other.site / "services").glob("*/index.html")).read_text(encoding="utf-8")
    for words in ("What it costs", "How to get it", "When and where", "Last checked", "ld+json"):
        assert words in service
    school = (other.site / kinds["school"][0].strip("/") / "index.html").read_text(encoding="utf-8")
    for words in ("SEN information report", "EHC coordinator", "What to ask", "like it nearby"):
        assert words in school


def test_made_schools_follow_every_kind_and_have_no_mistake(tmp_path: Path) -> None:
    for name in ("one", "other"):
        make_council(ROOT / "content", tmp_path / name, 20)
        make_schools(tmp_path / name, Numbers(schools=90, early_years=30, colleges=8))
    made = _files(tmp_path / "one")
    assert made == _files(tmp_path / "other")
    written = [path for path in made if path.startswith("schools/")]
    assert len(written) == 90 + 30 + 8
    example = "".join(one.read_text(encoding="utf-8") for one in (ROOT / "content").glob("*.yaml"))
    assert "wren-bank.example.org" in example
    assert not any(b"wren-bank" in content for path, content in made.items() if path in written)
    checked = _build_py("check", "--content", str(tmp_path / "one"))
    assert "0 errors" in checked.stdout or checked.stdout.startswith("No problems"), checked.stdout


def test_a_made_feed_is_the_same_each_time_and_becomes_pages(tmp_path: Path, council: Path) -> None:
    feed = made_feed(ROOT / "content", 20)
    assert feed == made_feed(ROOT / "content", 20)
    file = tmp_path / "feed.json"
    file.write_text(json.dumps(feed), encoding="utf-8")
    words = ("import", "open-referral", str(file), "--content", str(council))
    done = _build_py(*words, "--publish-with-gaps", "--report", str(tmp_path / "report.md"))
    assert done.returncode == 0, done.stderr
    texts = [one.read_text(encoding="utf-8") for one in (council / "services").glob("*.md")]
    assert (len(texts), sum("\npublish_with_gaps: yes\n" in text for text in texts)) == (20, 20)
    for field in ("minimum_age:", "schedules:", "schedule_note:", "cost_options:", "locations:"):
        assert any(f"\n{field}" in text for text in texts), field


def test_the_check_of_one_phone_number_is_played_and_timed_step_by_step(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    build_wheel(copy_sources(tmp_path / "sources"), wheels)
    machines = Machines(environ_of(wheels), STAND_INS, {"make setup": "true"})
    council = new_council(tmp_path, 5)
    with git_server(tmp_path / "git") as server:
        change = propose_number(council, server, machines.environ, tmp_path)
        done = play(change, tmp_path / "played", machines)
    names = [f"{one.job.rpartition('/')[2]}: {one.name}" for one in done.times]
    assert names[:3] == [
        "content: actions/checkout",
        "content: actions/setup-python",
        "content: Install the version that requirements.txt names",
    ]
    assert names[-1].startswith("pages: Check the changed pages for accessibility")
    told = [one.read_text(encoding="utf-8") for one in (tmp_path / "played").rglob("summary")]
    assert any("01632 960777" in text for text in told)
    assert any("Accessibility of the changed pages" in text for text in told)
    shown = "\n".join(table(done, done, 1.0))
    assert all(f"| {one.name} |" in shown for one in done.times)
    assert "**all, one after another** (target 240)" in shown
