"""A council's own repository, played with the steps' own commands against a Git server.

From nothing to a published site, with a mistake on the way; then the next version, and back.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from feedback.moderation.answer import Answer
from localoffer import __version__
from tests.support.council_process import until_read
from tests.support.council_repository import (
    Person,
    begin_repository,
    commands_of,
    environ_of,
    hub_for,
    person_again,
)
from tests.support.free_port import free_port
from tests.support.git_server import WRITER, git_server
from tests.support.github_actions import git, install_programs
from tests.support.github_workflows import Hub, Run
from tests.support.gitlab import GitLab
from tests.support.http_server import running
from tests.support.package import build_wheel, copy_sources
from tests.support.shared_folder import shared_folder
from tests.support.signed_off import make_store

NEXT, NEW_WORDS = "99.0.0", "The law has changed, and here is what it says now."
_COMPLAINTS = "guides/complaints/index.html"

_FILE = "content/guides/coffee-mornings.md"
_GUIDE = """\
---
title: Coffee mornings
summary: Meet other parents and carers over a cup of tea.
topics: [family-support]
assured_date: 2026-11-20
assured_by: Local Offer team
owner: send-team
---
Come and say hello. You can bring your child.
"""


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package index of two versions: this one, and the next, in which one sentence is another."""

    def make(out: Path) -> None:
        sources = copy_sources(tmp_path_factory.mktemp("sources"))
        build_wheel(sources, out)
        version = sources / "localoffer/__init__.py"
        version.write_text(version.read_text("utf-8").replace(__version__, NEXT), "utf-8")
        with (sources / "national/guides/complaints.md").open("a", encoding="utf-8") as guide:
            guide.write(f"\n{NEW_WORDS}\n")
        shutil.rmtree(sources / "build")
        build_wheel(sources, out)

    return shared_folder(tmp_path_factory, "index", make)


@dataclass
class Repository:
    """The council's repository: GitHub, and somebody who works on it."""

    hub: Hub
    person: Person

    @property
    def pages(self) -> Path:
        """What families see."""
        return self.hub.shelf / "pages"

    def publish(self) -> None:
        """Run what a push to main starts, which goes well."""
        run = self.hub.run("publish.yml", "push")
        assert run.passed, run.log


@pytest.fixture(scope="module")
def begun(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the page for councils comes to, made once for all the tests."""
    environ = environ_of(wheels)
    return shared_folder(tmp_path_factory, "begun", lambda out: begin_repository(out, environ))


@pytest.fixture
def repository(wheels: Path, begun: Path, tmp_path: Path) -> Iterator[Repository]:
    """The council's repository as it has just begun, for one test alone."""
    environ = environ_of(wheels) | {"PULL_REQUESTS": str(tmp_path)}
    shutil.copytree(begun / "git", tmp_path / "git")
    with git_server(tmp_path / "git") as server:
        hub = hub_for(tmp_path, server, environ)
        person = person_again(begun / "person", tmp_path / "person", environ, Path(hub.programs[0]))
        url = server.url("our-offer", server.token(WRITER))
        git(person.folder, "remote", "set-url", "origin", url)
        yield Repository(hub, person)


def test_the_page_for_councils_begins_as_readme_does_and_serves_the_new_site(
    repository: Repository,
) -> None:
    start = commands_of("docs/council.md")[0]
    assert start.replace(' --name "Your Council"', "") == commands_of("README.md")[0]
    assert start.endswith("local-offer serve\n")
    person, port = repository.person, free_port()
    program = str(person.folder.parent / "venv/bin/local-offer")
    words = [program, "serve", "--port", str(port)]
    serving = subprocess.Popen(words, cwd=person.folder, env=person.everything())
    try:
        assert "Your Council" in until_read(f"http://localhost:{port}/", "Local Offer")
    finally:
        serving.terminate()
        serving.wait(30)
    told = person.run("local-offer check")
    assert "0 errors" in told
    everything = [file for file in person.folder.rglob("*.html") if file.is_file()]
    assert len(everything) > 200
    named = [file for file in everything if "brackenshire" in file.read_text("utf-8").lower()]
    assert named == []


def test_from_a_mistake_to_a_published_page_to_the_next_version_and_back(
    repository: Repository,
) -> None:
    hub, person, pages = repository.hub, repository.person, repository.pages
    hub.secrets["PUBLISH_SSH_KEY"] = "the key of the server"
    repository.publish()
    home = (pages / "index.html").read_text("utf-8")
    assert 'href="https://our-council.github.io/our-offer/"' in home

    person.change("coffee", (_FILE, _GUIDE.replace("2026-11-20", "2026-13-20")))
    red = hub.run("check.yml", "pull_request", person.propose("coffee", 1))
    assert not red.passed
    assert "::error file=content/guides/coffee-mornings.md,line=5,title=assured_date::" in red.log
    assert '"2026-13-20" is not a day in the calendar.' in _summaries(hub)

    person.change("coffee", (_FILE, _GUIDE))
    green = hub.run("check.yml", "pull_request", person.propose("coffee", 1))
    assert green.passed, green.log
    _assert_looked_at_without_a_secret_or_a_right(hub, green)
    assert (hub.shelf / "site/guides/coffee-mornings/index.html").is_file()
    assert "/guides/coffee-mornings/" in (hub.shelf / "compared/pages.txt").read_text("utf-8")
    told = _summaries(hub)
    assert "- **Coffee mornings** <code>/guides/coffee-mornings/</code>. Meet other parents" in told
    assert "accessibility: nothing found on " in told
    assert "[download it](https://github.com/our-council/our-offer/artifacts/site)" in told
    assert not (pages / "guides/coffee-mornings").exists()

    person.merge("coffee")
    repository.publish()
    assert (pages / "guides/coffee-mornings/index.html").is_file()
    assert NEW_WORDS not in (pages / _COMPLAINTS).read_text("utf-8")

    promise, changes, back = commands_of("docs/council.md")[3:6]
    person.run(promise)
    person.change("promise")
    promised = person.merge("promise")
    assert "/guides/coffee-mornings/" in (person.folder / "content/addresses.txt").read_text()
    assert "since 0.2.0" in person.run(changes)

    pin = (person.folder / "requirements.txt").read_text("utf-8")
    person.change("upgrade", ("requirements.txt", pin.replace(__version__, NEXT)))
    assert hub.run("check.yml", "pull_request", person.propose("upgrade", 2)).passed
    upgraded = person.merge("upgrade")
    changed = git(person.folder, "diff", "--numstat", promised, upgraded).split()
    assert changed == ["1", "1", "requirements.txt"]
    repository.publish()
    assert NEW_WORDS in (pages / _COMPLAINTS).read_text("utf-8")

    person.run(back.replace("COMMIT", promised))
    asked = (hub.folder.parent / "calls").read_text("utf-8").splitlines()[-1]
    assert asked == f"workflow run publish.yml --field ref={promised}"
    gone_back = hub.run("publish.yml", "workflow_dispatch", ref=promised)
    assert gone_back.passed, gone_back.log
    assert NEW_WORDS not in (pages / _COMPLAINTS).read_text("utf-8")
    assert (pages / "guides/coffee-mornings/index.html").is_file()


def _summaries(hub: Hub) -> str:
    return "".join(file.read_text("utf-8") for file in hub.folder.rglob("summary"))


#: Stands for the line to the server, with real rsync at both ends: it wants the right key, kept
#: from others, and a server that is known.
SSH = """\
#!/bin/sh
[ "$(cat "$2")" = "the key of the server" ] && [ "$(stat -c %a "$2")" = 600 ] || exit 255
echo "$@" >> "$PULL_REQUESTS/ssh"
while [ "$1" != rsync ]; do shift; done
exec "$@"
"""

#: Stands for the command of the bucket: it copies, and writes down who it was told to be.
AWS = """\
#!/bin/sh
[ "$(cat "$AWS_WEB_IDENTITY_TOKEN_FILE")" = "who-this-run-is" ] || exit 1
echo "$AWS_ROLE_ARN $*" >> "$PULL_REQUESTS/aws"
mkdir -p "$PULL_REQUESTS/bucket" && cp -r site/. "$PULL_REQUESTS/bucket"
"""


class Identity(BaseHTTPRequestHandler):
    """Stands for GitHub's answer to a run that asks for a token to say who it is."""

    def do_GET(self) -> None:
        """Give the token to whoever may ask for it."""
        asked = "audience=sts.amazonaws.com" in self.path
        known = self.headers.get("Authorization") == "Bearer asking"
        self.send_response(200 if asked and known else 403)
        self.end_headers()
        self.wfile.write(b'{"value": "who-this-run-is"}')

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def test_a_server_or_a_bucket_gets_the_site_and_a_failed_check_changes_nothing(
    repository: Repository, tmp_path: Path
) -> None:
    hub, person, server = repository.hub, repository.person, tmp_path / "server"
    hub.programs.append(str(install_programs(tmp_path / "more", ssh=SSH, aws=AWS)))
    hub.secrets["PUBLISH_SSH_KEY"] = "the key of the server"
    hub.variables = {"PUBLISH_TO": "rsync", "PUBLISH_TARGET": f"offer@server:{server}/"}
    hub.variables["PUBLISH_KNOWN_HOSTS"] = "server ssh-ed25519 AAAA"
    server.mkdir()
    (server / "left-over.html").touch()
    repository.publish()
    assert "StrictHostKeyChecking=yes" in (tmp_path / "ssh").read_text("utf-8")
    before = {file: file.stat().st_mtime_ns for file in server.rglob("*")}
    assert {file.name for file in server.glob("index.*")} == {
        "index.html",
        "index.html.br",
        "index.html.gz",
    }
    assert not (server / "left-over.html").exists()

    person.change("main", (_FILE, _GUIDE.replace("2026-11-20", "2026-13-20")))
    failed = hub.run("publish.yml", "push")
    after_check = (failed.results["publish/build"], failed.results["publish/deploy"])
    assert after_check == ("skipped", "skipped")
    assert {file: file.stat().st_mtime_ns for file in server.rglob("*")} == before
    told = [step.name for step in failed.steps if "the key of" in " ".join(step.environ.values())]
    assert told == []
    assert hub.left_behind("the key of the server") == []

    person.change("main", (_FILE, _GUIDE))
    with running(Identity) as port:
        asking = {"TOKEN": "asking", "URL": f"http://127.0.0.1:{port}/?version=1"}
        hub.environ |= {f"ACTIONS_ID_TOKEN_REQUEST_{name}": v for name, v in asking.items()}
        role, bucket = "arn:aws:iam::1:role/offer", "s3://our-bucket"
        hub.variables = {"PUBLISH_TO": "s3", "PUBLISH_TARGET": bucket, "PUBLISH_ROLE": role}
        repository.publish()
    calls = (tmp_path / "aws").read_text("utf-8").splitlines()
    assert calls[-1] == f"{role} s3 sync --only-show-errors --delete site {bucket}"
    guide = tmp_path / "bucket/guides/coffee-mornings"
    assert [file.name for file in guide.iterdir()] == ["index.html"], "S3 sends none for another"

    hub.variables = {"PUBLISH_TO": "ftp"}
    odd = hub.run("publish.yml", "push")
    assert 'PUBLISH_TO is "ftp". Set it to pages, rsync or s3.' in odd.log
    assert odd.results["publish/deploy"] == "skipped"


def test_only_what_was_taken_in_is_published(repository: Repository) -> None:
    hub, person = repository.hub, repository.person
    person.change("not-yet", (_FILE, _GUIDE))
    commit = git(person.folder, "rev-parse", "not-yet").strip()
    run = hub.run("publish.yml", "workflow_dispatch", ref=commit)
    assert "This commit is not on the branch main." in run.log
    assert run.results["publish/deploy"] == "skipped"
    assert not repository.pages.exists()


def _assert_looked_at_without_a_secret_or_a_right(hub: Hub, run: Run) -> None:
    told = " ".join(value for step in run.steps for value in step.environ.values())
    assert "the key of" not in told
    assert run.rights == {
        "check/content": {"contents": "read"},
        "check/pages": {"contents": "read"},
    }
    assert hub.left_behind("the key of the server") == []


#: Visits nobody: what a visit would have written.
VISITS = (
    "printf '%s\\n' '- {address: \"https://www.gov.uk/blue-badge\", checked: 2026-11-20, "
    "found: working}' > content/link-checks.yaml"
)


def test_at_night_the_site_is_built_anew_and_links_and_comments_are_proposed(
    repository: Repository, tmp_path: Path
) -> None:
    hub, person = repository.hub, repository.person
    person.run("local-offer build")
    store = make_store(tmp_path, person.folder / "content", person.folder / "site")
    said = "There is no bus on Saturdays."
    answer = Answer(
        you_said=said, matter="missing", themes=("schools",), who="parent or carer",
        status="listening",
    )  # fmt: skip
    store.sign_off("2099-901", answer)
    hub.variables = {"FEEDBACK_EXPORT": "yes", "FEEDBACK_SETTINGS": str(store.file)}
    hub.secrets["PUBLISH_SSH_KEY"] = "the key of the server"
    hub.instead["local-offer check-links --limit-minutes 30"] = VISITS
    run = hub.run("nightly.yml", "schedule")
    assert run.passed, run.log
    assert (repository.pages / "index.html").is_file()
    bare = hub.server.folder / "our-offer.git"
    for branch, file in (
        ("local-offer-links", "content/link-checks.yaml"),
        ("local-offer-comments", "content/comments/2099-901.yaml"),
    ):
        assert git(bare, "diff", "--name-only", "main", branch).split() == [file]
    assert said in git(bare, "show", "local-offer-comments:content/comments/2099-901.yaml")
    opened = (tmp_path / "calls").read_text("utf-8").splitlines()
    assert len([call for call in opened if call.startswith("pr create --base main")]) == 2

    told = {step.name: " ".join(step.environ.values()) for step in run.steps}
    assert not [name for name, words in told.items() if any(key in words for key in store.keys)]
    assert {name for name, words in told.items() if "contents-write" in words} == {"Propose it"}
    assert hub.left_behind(*store.keys, "the key of the server") == []


def _mistakes(lab: GitLab) -> list[dict[str, Any]]:
    rows = json.loads((lab.clone / "problems.json").read_text("utf-8"))
    return [row for row in rows if row["severity"] == "major"]


def test_gitlab_does_the_same_with_its_own_words(repository: Repository, tmp_path: Path) -> None:
    """The lines of each job, in a fresh clone of a commit."""
    person = repository.person
    quiet = "#!/bin/sh\n"
    programs = install_programs(tmp_path / "more", **{"ssh": SSH, "apt-get": quiet})
    lab = GitLab(repository.hub.server, "our-offer", tmp_path / "lab", person.environ, programs)
    person.change("coffee", (_FILE, _GUIDE.replace("2026-11-20", "2026-13-20")))
    assert not lab.run("check", "coffee")
    [problem] = _mistakes(lab)
    assert problem["location"] == {"path": _FILE, "lines": {"begin": 5}}
    assert problem["description"].startswith('"2026-13-20" is not a day in the calendar.')
    person.change("coffee", (_FILE, _GUIDE))
    assert lab.run("check", "coffee"), lab.said
    assert _mistakes(lab) == []
    base = git(person.folder, "rev-parse", "main").strip()
    assert lab.run("compare", "coffee", CI_MERGE_REQUEST_DIFF_BASE_SHA=base), lab.said
    assert "New pages\n  - Coffee mornings /guides/coffee-mornings/. Meet other parents" in lab.said
    assert "Coffee mornings" in (lab.clone / "compared.html").read_text("utf-8")
    assert (lab.clone / "site/guides/coffee-mornings/index.html").is_file()
    person.merge("coffee")
    assert lab.run("pages", "main", CI_PAGES_URL="https://our.gitlab.io/our-offer"), lab.said
    home = (lab.clone / "public/index.html").read_text("utf-8")
    assert 'href="https://our.gitlab.io/our-offer/"' in home
    assert (lab.clone / "public/index.html.br").is_file(), "GitLab Pages sends it for index.html"
    server, key = tmp_path / "server", tmp_path / "key"
    server.mkdir()
    key.write_text("the key of the server\n", encoding="utf-8")
    told = {"PUBLISH_SSH_KEY": str(key), "PUBLISH_KNOWN_HOSTS": str(key)}
    told |= {"PUBLISH_TARGET": f"offer@server:{server}/", "PULL_REQUESTS": str(tmp_path)}
    assert lab.run("rsync", "main", **told), lab.said
    assert (server / "guides/coffee-mornings/index.html.br").is_file()
    for name in ("pages", "rsync"):
        rules = lab.job(name)["rules"]
        assert all("$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in rule["if"] for rule in rules)
        assert lab.job(name)["resource_group"] == "publish"
