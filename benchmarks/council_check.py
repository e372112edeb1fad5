"""Play the check of a council's pull request and time it: ``python -m benchmarks.council_check``.

A new council's repository gets a feed of 818 made services, somebody changes one phone number, and
the workflow ``council-check.yml`` runs for the pull request: each step's own commands, in order, on
two new machines as GitHub gives them, from checkout to the summary. First with nothing kept
(packages come over the network), then with what pip and npm kept. What GitHub itself adds, the
queue and the start of a machine, is not in it. The table goes to standard output.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.contenders import ROOT, hugo
from benchmarks.council import make_council
from benchmarks.feed import made_feed
from benchmarks.measure import run
from tests.support.council_repository import Person, hub_for, write_repository_files
from tests.support.git_server import WRITER, GitServer, git_server
from tests.support.github_actions import (
    STAND_INS,
    Inputs,
    Job,
    StandIn,
    check_out,
    git,
    install_programs,
)
from tests.support.github_workflows import Hub, Run, StepTime
from tests.support.package import build_wheel, copy_sources

_RECORDS = 818
_TARGET = 240
_WORK = Path("/dev/shm/local-offer-council-check")  # noqa: S108 - memory, on purpose
_WHO = {"NAME": "A person", "EMAIL": "person@our-council.gov.uk"}
_PHONE = re.compile(r"(number: 01632 960)\d{3}")


@dataclass(frozen=True)
class Machines:
    """What the hired machines have: variables, stand-ins for actions, and for commands."""

    environ: Mapping[str, str]
    actions: Mapping[str, StandIn]
    instead: Mapping[str, str]


def main() -> None:
    """Measure as the command line asks, and print the table."""
    parser = ArgumentParser(prog="python -m benchmarks.council_check", description=__doc__)
    parser.add_argument("--records", type=int, default=_RECORDS, metavar="N")
    parser.add_argument("--example", action="store_true", help="the example council instead")
    options = parser.parse_args()
    shutil.rmtree(_WORK, ignore_errors=True)
    wheels = _WORK / "wheels"
    wheels.mkdir(parents=True)
    build_wheel(copy_sources(_WORK / "sources"), wheels)
    machines = Machines(_environ(wheels), {**STAND_INS, **_REAL_ACTIONS}, {})
    with git_server(_WORK / "git") as server:
        council = (
            example(_WORK / "made") if options.example else new_council(_WORK, options.records)
        )
        change = propose_number(council, server, machines.environ, _WORK)
        cold = play(change, _WORK / "cold", machines)
        warm = play(change, _WORK / "warm", machines)
        other = _hugo_seconds(council / "content", warm.hub.shelf / "site")
    sys.stdout.write("\n".join(table(cold, warm, other)) + "\n")
    shutil.rmtree(_WORK)


def new_council(work: Path, records: int) -> Path:
    """Write a new council's folder with so many made services, imported with gaps; return it."""
    folder, feed = work / "made", work / "feed.json"
    _build_py("new", "council", str(folder), "--name", "Marsh Council")
    with (folder / "content" / "site.yaml").open("a", encoding="utf-8") as site:
        site.write("fictional: yes\n")
    feed.write_text(json.dumps(made_feed(ROOT / "content", records)), encoding="utf-8")
    words = ("import", "open-referral", str(feed), "--content", str(folder / "content"))
    _build_py(*words, "--publish-with-gaps", "--report", str(work / "report.md"))
    return folder


def example(folder: Path) -> Path:
    """Write the example council's content into a repository of its own; return its folder."""
    write_repository_files(folder)
    shutil.rmtree(folder / "content", ignore_errors=True)
    shutil.copytree(ROOT / "content", folder / "content")
    return folder


@dataclass(frozen=True)
class PullRequest:
    """A change that waits on a Git server: its repository's server, and the commit looked at."""

    server: GitServer
    ref: str


def propose_number(
    council: Path, server: GitServer, environ: Mapping[str, str], work: Path
) -> PullRequest:
    """Push a council's folder, change the first phone number of a service, and propose that."""
    server.folder.mkdir(exist_ok=True)
    server.create("our-offer")
    known = {f"GIT_{role}_{k}": v for role in ("AUTHOR", "COMMITTER") for k, v in _WHO.items()}
    programs = install_programs(work / "programs")
    person = Person(council, {**environ, **known}, programs)
    url = server.url("our-offer", server.token(WRITER))
    person.run(
        "git init --quiet -b main && git add --all && git commit --quiet --message First"
        f" && git remote add origin {url} && git push --quiet origin main"
    )
    services = sorted((council / "content" / "services").glob("*.md"))
    file = next(one for one in services if _PHONE.search(one.read_text(encoding="utf-8")))
    text = _PHONE.sub(r"\g<1>777", file.read_text(encoding="utf-8"), count=1)
    person.change("number", (file.relative_to(council).as_posix(), text))
    return PullRequest(server, person.propose("number", 1))


def play(change: PullRequest, folder: Path, machines: Machines) -> Run:
    """Run the council's own workflow for the pull request; one that fails ends the benchmark."""
    folder.mkdir()
    hub: Hub = hub_for(folder, change.server, dict(machines.environ))
    hub.actions, hub.instead = machines.actions, dict(machines.instead)
    done = hub.run("check.yml", "pull_request", change.ref)
    if not done.passed:
        raise SystemExit(done.log)
    for one in done.times:
        sys.stderr.write(f"{folder.name}: {one.job}: {one.name}: {one.seconds:.1f} s\n")
    return done


def table(cold: Run, warm: Run, hugo_seconds: float) -> Iterator[str]:
    """Yield each step's seconds, with nothing kept and with what was kept, as Markdown."""
    yield "| job | step | nothing kept, s | packages kept, s |"
    yield "|---|---|--:|--:|"
    for one, other in zip(cold.times, warm.times, strict=True):
        job = one.job.rpartition("/")[2]
        yield f"| {job} | {one.name} | {one.seconds:.1f} | {other.seconds:.1f} |"
    first, second = (f"**{together(one.times):.1f}**" for one in (cold, warm))
    yield f"| | **all, one after another** (target {_TARGET}) | {first} | {second} |"
    ours = sum(one.seconds for one in warm.times if one.name == "Build the site")
    yield f"\nBuild the site: {ours / hugo_seconds:.1f} times Hugo's build of as many services"
    yield f"({hugo_seconds:.1f} s). Load at the end: {os.getloadavg()[0]:.1f}."


def together(times: Sequence[StepTime]) -> float:
    """Return the seconds of all steps: the jobs wait for each other."""
    return sum(one.seconds for one in times)


def _hugo_seconds(content: Path, built: Path) -> float:
    records = len(list((content / "services").glob("*.md")))
    make_council(ROOT / "content", _WORK / "by-hugo-content", records)
    other = hugo(_WORK / "by-hugo-content", _WORK / "by-hugo", built)
    return run(other.command, other.surroundings).wall


def _build_py(*words: str) -> None:
    run((sys.executable, str(ROOT / "build.py"), *words), os.environ)


def _environ(wheels: Path) -> Mapping[str, str]:
    """Return what machines find: the wheel, this machine's way to packages, empty caches."""
    ours = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    home = Path.home()
    return {
        **ours,
        "PIP_CONFIG_FILE": str(home / ".config/pip/pip.conf"),
        "npm_config_userconfig": str(home / ".npmrc"),
        "PIP_FIND_LINKS": f"{wheels} {os.environ.get('PIP_FIND_LINKS', '')}",
        "PIP_CACHE_DIR": str(_WORK / "pip"),
        "npm_config_cache": str(_WORK / "npm"),
    }


def _set_up_python(job: Job, inputs: Inputs, event: Mapping[str, Any]) -> None:
    """Give the job a Python with pip and nothing else, as the action does."""
    del inputs, event
    environment = job.place / "python"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    (job.place / "path").write_text(f"{environment / 'bin'}\n", encoding="utf-8")


def _check_out(job: Job, inputs: Inputs, event: dict[str, Any]) -> None:
    """Fetch the council's repository; the program's own is a clone of this checkout."""
    if "repository" in inputs:
        git(job.workspace, "clone", "--quiet", "--depth=1", ROOT.as_uri(), inputs["path"])
    else:
        check_out(job, inputs, event)


_REAL_ACTIONS = {"actions/setup-python": _set_up_python, "actions/checkout": _check_out}

if __name__ == "__main__":
    main()
