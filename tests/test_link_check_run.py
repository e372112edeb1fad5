"""A run of `check-links`: which addresses it visits, what it writes down, and what it says."""

import json
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

import build
from localoffer.cli import check_links
from localoffer.cli.options import make_parser
from localoffer.link_check.limits import LinkCheckLimits, Network
from localoffer.link_check.progress import saved_progress
from localoffer.pipeline import Task, check
from localoffer.problems import ContentError, Level, UsageError
from localoffer.read.yaml_parser import parse
from localoffer.schools.report_status import report_status_of
from localoffer.workspace import Workspace

ROOT = Path(__file__).parent.parent
MORNING = 1_793_620_800
TODAY = date(2026, 11, 2)
QUICK = LinkCheckLimits(pause=0.0, silence=2.0, answer=5.0, tries=1)
REPORT = """<!doctype html><title>SEN information report 2026-27</title><main>
<h1>SEN information report</h1><p>Reviewed: 14 September 2026</p>
<h2>Who is the SENCO?</h2><p>The SENCO is Jo Brook. Call the office, or write to her mailbox.</p>
<h2>How will my child be taught?</h2><p>Teachers show each new thing in small steps. We use
pictures as well as words, and we give children more time to answer than others need.</p></main>"""
SCHOOL = """---
name: {name}
kind: maintained school
phases: [primary]
url: {base}/home-{name}
report: {{url: "{base}/{report}"}}
---
"""

Lay = Callable[[Path, Mapping[str, Any]], None]


class Handler(BaseHTTPRequestHandler):
    """Answers with the site's pages; all else is not there."""

    site: "Site"

    def do_GET(self) -> None:
        """Answer one request."""
        self.site.requests.append(self.path)
        if self.path in self.site.before:
            self.site.before[self.path]()
        body = self.site.pages.get(self.path)
        where = self.site.moved.get(self.path)
        self.send_response(301 if where else 200 if body is not None else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if where:
            self.send_header("Location", where)
        with suppress(ConnectionError):
            self.end_headers()
            self.wfile.write((body or "").encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@dataclass
class Site:
    """The pages of a server by path, where others have moved, and what was asked for."""

    base: str
    pages: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    before: dict[str, Callable[[], None]] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    def visited(self) -> list[str]:
        """Return what was asked for since the last time, robots.txt apart."""
        requests = [path for path in self.requests if path != "/robots.txt"]
        self.requests.clear()
        return requests


@pytest.fixture
def site() -> Iterator[Site]:
    """A server without pages yet, under the name web.test."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found = Site(f"http://web.test:{server.server_port}")
    server.RequestHandlerClass = _handler(found)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def content(council: Path, lay: Lay, site: Site) -> Path:
    """Two schools, a guide and a service that lead to the server; nothing else leads out."""
    facts = council / "site.yaml"
    facts.write_text(facts.read_text().replace("https://www.brackenshire.example.org", site.base))
    for name in ("contacts.yaml",):
        text = (council / name).read_text()
        (council / name).write_text(
            "".join(line for line in text.splitlines(keepends=True) if "  url: " not in line)
        )
    lay(
        council,
        {
            "schools/wren-bank.md": SCHOOL.format(name="Wren", base=site.base, report="report"),
            "schools/larkmoor.md": SCHOOL.format(name="Lark", base=site.base, report="gone"),
            "guides/brook.md": {"text": f"Read [the leaflet]({site.base}/leaflet) with us."},
            "services/brook.md": {
                "url": f"{site.base}/service",
                "referral_url": f"{site.base}/gone",
            },
        },
    )
    site.pages |= {"/report": REPORT, "/leaflet": "<p>A leaflet</p>", "/home-Wren": "<p>Home</p>"}
    site.moved |= {"/service": "/services/brook"}
    site.pages |= {"/services/brook": "<p>Brook</p>"}
    return council


def _handler(site: Site) -> type[Handler]:
    return type("Answering", (Handler,), {"site": site})


def resolve(host: str, _: int) -> list[str]:
    """Only the test's own server has a name."""
    if host != "web.test":
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return ["127.0.0.1"]


def _run(content: Path, *words: str, limits: LinkCheckLimits = QUICK) -> int:
    """Run the command in the folder above the content, on a network that is the test's own."""
    options = make_parser().parse_args(["check-links", "--content", str(content), *words])
    network = Network(resolve, (ip_network("127.0.0.0/8"),))
    return check_links.visit(Workspace.of_checkout(content.parent), options, limits, network)


def _rows(content: Path) -> dict[str, dict[str, Any]]:
    text = (content / "link-checks.yaml").read_text(encoding="utf-8")
    return {row["address"]: row for row in parse(text, "link-checks.yaml").values or []}


@pytest.fixture(autouse=True)
def _on_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(MORNING))


def test_every_outward_address_is_visited_and_told_of(
    content: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(content, limits=replace(QUICK, hosts=1)) == 0
    rows = _rows(content)
    found = {address.removeprefix(site.base): row["found"] for address, row in rows.items()}
    known = {path: found[path] for path in found if path.startswith("/") and path != "/"}
    assert known == {
        "/gone": "broken",
        "/home-Lark": "broken",
        "/home-Wren": "working",
        "/leaflet": "working",
        "/report": "working",
        "/service": "moved",
    }
    assert set(site.visited()[:2]) == {"/gone", "/report"}  # reports first
    output = capsys.readouterr()
    assert "1 report read." in output.out
    assert f"  {site.base}/gone\n    the page is not there (404)\n" in output.out
    assert "    stands in schools/larkmoor.md, services/brook.md\n" in output.out
    assert f"  {site.base}/service\n    is now at {site.base}/services/brook\n" in output.out


def test_the_file_has_a_line_for_each_address_in_their_order_and_passes_the_check(
    content: Path,
) -> None:
    _run(content)
    lines = (content / "link-checks.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# What visits to web addresses found. The command check-links")
    rows = [line for line in lines if not line.startswith("#")]
    assert rows == sorted(rows)
    assert all(line.startswith('- {address: "http') for line in rows)
    problems = check(Task(content, ROOT, None, TODAY)).problems
    assert [one for one in problems if one.path == "link-checks.yaml"] == []


def test_what_was_found_is_the_standing_of_a_report(content: Path) -> None:
    _run(content)
    offer = check(Task(content, ROOT, None, TODAY)).offer
    assert offer
    checks = {row.address: row for row in offer.link_checks}
    schools = {entry.slug: entry.record for entry in offer.schools}
    wren = report_status_of(schools["wren-bank"], None, checks, offer.today)
    lark = report_status_of(schools["larkmoor"], None, checks, offer.today)
    assert (wren.state, str(wren.dated)) == ("current", "2026-09-14")
    assert {"senco", "teaching"} <= {part.id for part in wren.parts_seen}
    assert "complaints" in {part.id for part in wren.parts_missing}
    assert (lark.state, lark.why) == ("broken", "the page is not there (404)")


def test_the_next_run_leaves_out_what_was_visited_within_days(
    content: Path, site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(content)
    before = (content / "link-checks.yaml").read_bytes()
    site.visited()
    capsys.readouterr()
    assert _run(content) == 0
    assert site.visited() == []
    assert (content / "link-checks.yaml").read_bytes() == before
    output = capsys.readouterr().out
    assert output.startswith("0 addresses visited: 0 working, 0 broken. 0 reports read.\n")
    assert "visited in the last 7 days, so not again." in output
    assert "/gone" in output  # what is broken stays in the report
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(MORNING + 7 * 86_400))
    _run(content)
    assert "/leaflet" in site.visited()
    _run(content, "--again-after", "0")
    assert "/leaflet" in site.visited()


def test_a_run_can_be_for_reports_or_links_or_one_school_and_keeps_other_rows(
    content: Path, site: Site
) -> None:
    _run(content, "--only", "reports")
    assert sorted(site.visited()) == ["/gone", "/report"]
    _run(content, "--only", "links", "--again-after", "0")
    assert "/report" not in site.visited()
    _run(content, "--schools", "wren-bank", "--again-after", "0")
    assert sorted(site.visited()) == ["/home-Wren", "/report"]
    assert len([address for address in _rows(content) if address.startswith(f"{site.base}/")]) > 5
    with pytest.raises(UsageError, match=r"There is no school wren\. Enter the name of its file"):
        _run(content, "--schools", "wren")


def test_rows_of_addresses_that_are_gone_from_the_content_go(content: Path, site: Site) -> None:
    _run(content)
    assert f"{site.base}/leaflet" in _rows(content)
    (content / "guides/brook.md").unlink()
    _run(content)
    assert f"{site.base}/leaflet" not in _rows(content)
    assert f"{site.base}/report" in _rows(content)


def test_while_a_file_cannot_be_read_no_row_goes(
    content: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(content)
    (content / "guides/brook.md").write_text(f"---\ntitle: [\n---\n{site.base}/leaflet\n")
    assert _run(content) == 0
    assert f"{site.base}/leaflet" in _rows(content)
    assert "Files that cannot be read were left out" in capsys.readouterr().err


def test_a_file_that_people_have_broken_is_not_written_over(content: Path, site: Site) -> None:
    file = content / "link-checks.yaml"
    file.write_text("- {address: nonsense, found: maybe}\n")
    with pytest.raises(ContentError):
        _run(content)
    assert file.read_text() == "- {address: nonsense, found: maybe}\n"
    assert site.visited() == []


def test_a_run_that_is_interrupted_keeps_what_it_found(content: Path, site: Site) -> None:
    """Ctrl-C comes while the second address is visited: the file is whole and has the first."""
    main = threading.main_thread()
    site.before["/report"] = lambda: _interrupt(main)
    with pytest.raises(KeyboardInterrupt):
        _run(content, "--only", "reports", limits=replace(QUICK, hosts=1, pause=0.3))
    assert [row["found"] for row in _rows(content).values()] == ["broken"]
    site.before.clear()
    site.visited()
    _run(content, "--only", "reports")
    assert site.visited() == ["/report"]


def _wait(stop: threading.Event) -> None:
    stop.wait(3)


def _interrupt(thread: threading.Thread) -> None:
    assert thread.ident
    signal.pthread_kill(thread.ident, signal.SIGINT)


def test_a_run_whose_time_is_up_keeps_what_it_found_and_says_what_is_left(
    content: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    stop = threading.Event()
    site.before["/report"] = lambda: _wait(stop)
    assert _run(content, "--limit-minutes", "0.01", "--only", "reports") == 0
    stop.set()
    output = capsys.readouterr().out
    assert output.startswith("1 address visited: 0 working, 1 broken. 0 reports read.\n")
    assert "1 address was left. Run the same command again to go on." in output
    assert list(_rows(content)) == [f"{site.base}/gone"]


def test_what_a_run_found_before_it_was_killed_is_not_lost(content: Path, site: Site) -> None:
    """A run that is killed leaves what it kept; half a line at the end does no harm."""
    state = content.parent / ".localoffer"
    row = {"address": f"{site.base}/leaflet", "checked": "2026-11-01", "found": "broken"}
    with saved_progress(state, content):
        file = next((state / "visits").glob("*.jsonl"))
    file.write_text(json.dumps(row) + '\n{"address": "http://half')
    _run(content)
    assert "/leaflet" not in site.visited()
    assert _rows(content)[f"{site.base}/leaflet"]["checked"] == "2026-11-01"
    assert file.read_text() == ""


def test_two_runs_at_once_do_not_get_in_each_others_way(content: Path) -> None:
    with (
        saved_progress(content.parent / ".localoffer", content),
        pytest.raises(UsageError, match=r"is at work for .* already"),
    ):
        _run(content)


def test_what_did_not_work_is_a_warning_on_its_line_but_not_a_schools_report(
    content: Path, site: Site
) -> None:
    _run(content)
    problems = [
        one for one in check(Task(content, ROOT, None, TODAY)).problems if site.base in one.message
    ]
    warnings = {(one.path, one.field): one for one in problems}
    assert ("services/brook.md", "referral_url") in warnings
    assert ("schools/larkmoor.md", "report.url") not in warnings
    warning = warnings["services/brook.md", "referral_url"]
    lines = (content / "services/brook.md").read_text().splitlines()
    assert (warning.level, lines[warning.line - 1].startswith("referral_url:")) == (
        Level.WARNING,
        True,
    )
    assert warning.message == (
        f'"{site.base}/gone" did not work on 2 November 2026: the page is not there (404).'
    )


def test_a_progress_bar_is_for_a_terminal_and_never_part_of_a_file(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(content)
    assert "Visiting" not in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    ("words", "output"),
    [
        (["--limit-minutes", "0"], '"0" is not a number above 0.'),
        (["--timeout", "soon"], '"soon" is not a number above 0.'),
        (["--again-after", "-1"], "--again-after"),
        (["--private-network", "home"], '"home" is not a network, such as 10.20.0.0/16.'),
        (["--only", "pdfs"], "invalid choice: 'pdfs'"),
    ],
)
def test_wrong_words_are_told_and_end_with_2(
    words: list[str], output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        build.main(["check-links", *words])
    assert ended.value.code == 2
    assert output in capsys.readouterr().err
    assert build.main(["check-links", "--content", "nowhere"]) == 2


def test_the_command_enters_a_private_network_only_when_told_to(
    tmp_path: Path, content: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever runs it can say so; the content cannot."""
    port = site.base.rpartition(":")[2]
    inside = f"http://127.0.0.10:{port}"
    server = ThreadingHTTPServer(("127.0.0.10", int(port)), _handler(site))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    guide = content / "guides/brook.md"
    guide.write_text(f"{guide.read_text()}\n[Inside]({inside}/leaflet)\n")
    monkeypatch.chdir(tmp_path)
    command = ["check-links", "--content", str(content), "--again-after", "0", "--timeout", "2"]
    for more, found in (([], "not visited"), (["--private-network", "127.0.0.0/8"], "working")):
        options = make_parser().parse_args([*command, *more])
        assert check_links.run(Workspace.of_checkout(tmp_path), options) == 0
        assert _rows(content)[f"{inside}/leaflet"]["found"] == found
    server.shutdown()
    server.server_close()


def test_without_a_network_nothing_that_was_known_is_lost(
    content: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(content)
    before = (content / "link-checks.yaml").read_bytes()

    def lost(_: str, __: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    options = make_parser().parse_args(
        ["check-links", "--content", str(content), "--again-after", "0"]
    )
    capsys.readouterr()
    assert (
        check_links.visit(Workspace.of_checkout(content.parent), options, QUICK, Network(lost)) == 0
    )
    assert "0 working, 0 broken, 7 not visited." in capsys.readouterr().out
    assert (content / "link-checks.yaml").read_bytes() == before
    assert site.visited()


def test_a_machine_without_any_network_writes_nothing_down(content: Path) -> None:
    """Where ten websites and more are gone and none is there, it is not the websites."""
    file = content / "link-checks.yaml"
    _run(content)
    before = file.read_bytes()
    links = " ".join(f"[{n}](https://www.club-{n}.example.org/)" for n in range(10))
    guide = content / "guides/brook.md"
    guide.write_text(f"{guide.read_text()}\n{links}\n")
    with pytest.raises(UsageError, match=r"^No website could be reached from here"):
        _run(content)
    assert file.read_bytes() == before
    assert _run(content, "--again-after", "0") == 0  # now one answers
    assert _rows(content)["https://www.club-9.example.org/"]["found"] == "broken"


def test_a_file_of_thousands_of_addresses_can_be_read(content: Path) -> None:
    rows = "".join(
        f'- {{address: "https://www.setting-{n}.example.org/{"long/" * 20}", checked: 2026-11-01,'
        " found: working, format: page}\n"
        for n in range(8000)
    )
    (content / "link-checks.yaml").write_text(rows)
    assert len(rows) > 1_000_000
    checked = check(Task(content, ROOT, None, TODAY))
    assert [one for one in checked.problems if one.path == "link-checks.yaml"] == []
    assert checked.offer
    assert len(checked.offer.link_checks) == 8000


def test_a_visit_that_could_not_be_made_says_nothing_against_a_recent_one(
    content: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Machines are turned away for two months; then what was known before is too old."""
    _run(content)
    site.pages["/robots.txt"] = "User-agent: *\nDisallow: /"
    for days, found in ((30, "working"), (59, "working"), (60, "not visited")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(MORNING + days * 86_400))
        _run(content)
        assert _rows(content)[f"{site.base}/report"]["found"] == found
