"""What the life of a comment is played with: a council that runs as councils run it, and people.

A council here has its own content in a git repository, its own site, state folder and database,
and is served by a process of its own: by ``build.py serve``, as ``make`` does, or by gunicorn.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep, time
from typing import NoReturn
from urllib.error import URLError
from urllib.request import urlopen

import pyotp
import pytest
from cryptography.fernet import Fernet
from playwright.sync_api import Page

from localoffer.annual_report.reporting_year import period_on
from localoffer.calendar_days import day_of_build
from tests.support.accounts import OWN
from tests.support.feedback import GOOD, ROOT
from tests.support.free_port import free_port

#: The guide that the parent reads.
GUIDE = "/guides/short-breaks/"
PATIENCE = 60
_THEMES = "- {id: travel, name: Travel}\n- {id: clubs, name: Clubs}\n"
_SURVEY = """\
title: Did we help?
summary: Two questions about the help you had.
opens: {day}
closes: {day}
introduction: We want to know what helps.
questions:
  - {{id: helped, asks: Did it help?, kind: choose one, options: [A lot, Not at all]}}
  - {{id: more, asks: What else would you say?, kind: text}}
thanks: Thank you. We read every answer.
"""
_REPORT = """\
---
title: What families told us
begins: {begins}
ends: {ends}
published: {day}
agreed_by: [Parent Voice]
reached: [{{how: Phone calls}}]
actions: [{{what: Ring every club., owner: help-line, by: 2099-01-31}}]
---
We listened this year.
"""


@dataclass
class Council:
    """A council: its folder, what its commands are told, and where it is served."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    base: str = ""

    @property
    def content(self) -> Path:
        """The folder that people edit."""
        return self.folder / "content"

    @property
    def site(self) -> Path:
        """The built site."""
        return self.folder / "site"

    @property
    def state(self) -> Path:
        """What is kept between runs."""
        return self.folder / "state"

    def run(self, *words: str, status: int = 0, **more: str) -> str:
        """Run one of the program's commands; return what it printed."""
        done = subprocess.run(
            [sys.executable, str(ROOT / "build.py"), *words],
            cwd=self.folder,
            env=self.environ(**more),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def environ(self, **more: str) -> dict[str, str]:
        """What commands are told, and nothing of whoever runs the tests."""
        ours = ("FEEDBACK_", "LOCAL_OFFER_", "SOURCE_DATE_EPOCH")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {**kept, "LOCAL_OFFER_STATE": str(self.state), **self.settings, **more}

    def feedback(self, *words: str, status: int = 0, **more: str) -> str:
        """Run one of the feedback commands."""
        return self.run("feedback", *words, status=status, **more)

    def build(self, *more: str) -> None:
        """Build the site."""
        self.run("build", "--content", str(self.content), "--site", str(self.site), *more)

    def commit(self, words: str) -> str:
        """Commit all that changed in the content, as a person does; return what was changed."""
        who = ("-c", "user.name=Sam", "-c", "user.email=sam@example.org")
        self._git("add", "--all")
        self._git(*who, "commit", "--quiet", "--message", words)
        return self._git("show", "--stat", "--format=")

    def _git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.content, capture_output=True, text=True, check=True
        )
        return done.stdout

    def publish(self, address: str, words: str) -> str:
        """Wait until a page says something; return the page."""
        return until_read(f"{self.base}{address}", words)


def found_council(folder: Path, feedback: str = "{address: /feedback/, least_shown: 2}") -> Council:
    """Lay a small council's content, with a survey and themes."""
    council = Council(folder)
    shutil.copytree(GOOD, council.content)
    lay(council.content / "lists/themes.yaml", _THEMES)
    lay(council.content / "surveys/helped.yaml", _SURVEY.format(day=day_of_build({})))
    with (council.content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"feedback: {feedback}\n")
    subprocess.run(["git", "init", "--quiet"], cwd=council.content, check=True)
    council.commit("Begin")
    return council


def lay(file: Path, text: str) -> None:
    """Write a file of the content."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")


def report_of(council: Council) -> Path:
    """Build the site with this year's report, as it is once the year is over; return its folder."""
    year = period_on(day_of_build({}), 9)
    after = year.ends + timedelta(days=20)
    content, site = council.folder / "later", council.folder / "later-site"
    shutil.copytree(council.content, content)
    text = _REPORT.format(begins=year.begins, ends=year.ends, day=after)
    lay(content / f"reviews/{year.slug}.md", text)
    moment = str(int(datetime(after.year, after.month, after.day, 12, tzinfo=UTC).timestamp()))
    words = ("build", "--content", str(content), "--site", str(site))
    council.run(*words, SOURCE_DATE_EPOCH=moment)
    return site / "annual-report" / year.slug


@contextmanager
def made(council: Council) -> Iterator[Council]:
    """Serve a council as ``make`` does, from a state folder that is not there yet."""
    port = free_port()
    paths = ("--content", str(council.content), "--site", str(council.site))
    words = [sys.executable, str(ROOT / "build.py"), "serve", *paths, "--port", str(port)]
    with _running(council, words, f"http://localhost:{port}"):
        yield council


@contextmanager
def with_workers(
    council: Council,
    database: str,
    workers: int = 1,
    *,
    path: str = "",
    heard: int = 0,
    front: str = "",
) -> Iterator[Council]:
    """Serve a council as a server does: built first, then by workers of gunicorn.

    ``path`` is what the site lies below; ``heard`` is the port of another origin, at which the
    same council is served, and where it hears comments; ``front`` is the origin of a web server
    that stands before it.
    """
    port = free_port()
    where, elsewhere = f"http://localhost:{port}", f"http://comments.example.org:{heard}"
    base = ("--base-url", f"https://www.example.org{path}") if path else ()
    council.settings = {
        "LOCAL_OFFER_CONTENT": str(council.content),
        "LOCAL_OFFER_SITE": str(council.site),
        **({"LOCAL_OFFER_BASE_URL": base[1]} if base else {}),
        "FEEDBACK_DATABASE": database,
        "FEEDBACK_KEYS": Fernet.generate_key().decode(),
        "FEEDBACK_ORIGINS": front or (f"{where} {elsewhere}" if heard else where),
        "FEEDBACK_PROXIES": "1" if front else "0",
    }
    council.build(*base)
    council.run("feedback", "setup")
    words = [sys.executable, "-m", "gunicorn", "--workers", str(workers), "--no-control-socket"]
    words += ["--bind", f"localhost:{port}", "host.wsgi:app()"]
    if heard:
        words += ["--bind", f"127.0.0.1:{heard}"]
    with _running(council, words, f"{where}{path}"):
        yield council


@contextmanager
def _running(council: Council, words: Sequence[str], base: str) -> Iterator[None]:
    said = council.folder / "said.txt"
    with said.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(words, cwd=ROOT, env=council.environ(), stdout=log, stderr=log)
    council.base = base
    try:
        until_read(f"{base}/", "Local Offer", lambda: process.poll() is None or shown(said))
        yield
        assert "Traceback" not in said.read_text(encoding="utf-8")
    finally:
        process.terminate()
        process.wait(PATIENCE)


def shown(log: Path) -> NoReturn:
    """Give up, with what a server said before it stopped."""
    pytest.fail(log.read_text(encoding="utf-8"))


def until_read(address: str, words: str, runs: Callable[[], bool] = lambda: True) -> str:
    """Wait until a page holds these words and return it; give up loudly after a minute."""
    end = monotonic() + PATIENCE
    page = ""
    while words not in page:
        assert monotonic() < end, f"{address} does not say: {words}"
        assert runs()
        try:
            with urlopen(address, timeout=PATIENCE) as answer:
                page = answer.read().decode()
        except URLError:
            page = ""
        if words not in page:
            sleep(0.1)
    return page


def press(page: Page, name: str) -> None:
    """Press a button and wait for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def reference_on(page: Page) -> str:
    """The reference that a page of thanks shows."""
    assert page.locator("h1").inner_text() == "We have it. Thank you"
    return page.locator(".form-reference").inner_text()


def sign_in_first(page: Page, address: str, name: str, first: str) -> None:
    """Sign in to moderation for the first time: a password of one's own, and codes from an app."""
    page.goto(address)
    page.get_by_label("Your account name").fill(name)
    page.get_by_label("Your password").fill(first)
    press(page, "Sign in")
    page.get_by_label("Your new password").fill(OWN)
    page.get_by_label("The same again").fill(OWN)
    press(page, "Keep this password")
    key = page.locator("#key").inner_text().replace(" ", "")
    page.get_by_label("The code").fill(pyotp.TOTP(key).at(int(time())))
    press(page, "Finish and go to the queue")
    with page.expect_navigation():
        page.get_by_role("link", name="I have kept them: go on").click()
