"""Playing GitHub: a workflow's jobs and steps, in order, with their own commands and conditions.

It knows the little that our workflows use: ``if`` and ``${{ … }}`` with the contexts named in
``Run._context``, ``needs``, reusable workflows, outputs, and what ``github_actions`` stands in for.
"""

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import yaml
from jinja2 import ChainableUndefined, Environment

from tests.support.git_server import GitServer
from tests.support.github_actions import STAND_INS, Job, StandIn, credentials, git

Yaml = dict[str, Any]
_LANGUAGE = Environment(autoescape=True, undefined=ChainableUndefined)
_FROM_HERE = ("PATH", "LANG", "LC_ALL", "SOURCE_DATE_EPOCH")


def read_workflow(text: str) -> Yaml:
    """Return a workflow; every value is text, because "on" is a word here and not a truth."""
    loaded: Yaml = yaml.load(text, yaml.CBaseLoader)  # noqa: S506
    return loaded


def evaluate(expression: str, context: Mapping[str, Any]) -> Any:
    """Return what an expression of a workflow says; what is not there is None."""
    words = expression.replace("&&", " and ").replace("||", " or ")
    words = re.sub(r"\.(\w+(?:-\w+)+)", r"['\1']", words)
    return _LANGUAGE.compile_expression(words)(**context)


def fill(text: str, context: Mapping[str, Any]) -> str:
    """Return a text with its ``${{ … }}`` filled in."""
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(evaluate(found[1], context) or ""), text)


@dataclass
class StepRun:
    """A command that ran: its job and name, what it was told, what it said, how it ended."""

    job: str
    name: str
    environ: Mapping[str, str]
    said: str
    status: int


@dataclass(frozen=True, slots=True)
class StepTime:
    """How long a step took, in seconds on the clock; actions have the name of what they are."""

    job: str
    name: str
    seconds: float


@dataclass
class Run:
    """What came of an event: each job's result and rights, by its path of names; every command."""

    hub: "Hub" = field(repr=False)
    event: Yaml = field(repr=False)
    results: dict[str, str] = field(default_factory=dict)
    steps: list[StepRun] = field(default_factory=list, repr=False)
    times: list[StepTime] = field(default_factory=list, repr=False)
    rights: dict[str, Yaml] = field(default_factory=dict, repr=False)

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return "failure" not in self.results.values()

    @property
    def log(self) -> str:
        """Everything that was said."""
        return "\n".join(f"{step.job}: {step.name}\n{step.said}" for step in self.steps)

    def call(self, workflow: Yaml, names: str, given: Yaml, rights: Yaml) -> None:
        """Run the jobs of a workflow that was called with inputs and secrets, one after another."""
        outputs: dict[str, Yaml] = {}
        for name, job in workflow["jobs"].items():
            path = f"{names}/{name}" if names else name
            needs = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
            context = self._context({**given, "needs": {one: outputs[one] for one in needs}})
            ready = all(outputs[one]["result"] == "success" for one in needs)
            if not ready or not evaluate(job.get("if", "true"), context):
                self.results[path] = "skipped"
            else:
                mine = job.get("permissions", workflow.get("permissions", rights))
                assert _within(mine, rights), f"{path} asks for {mine}, and its caller has {rights}"
                self._run_job(job, path, context, mine)
            outputs[name] = {"result": self._result(path), "outputs": context.get("outputs", {})}

    def _result(self, path: str) -> str:
        below = [result for name, result in self.results.items() if name.startswith(f"{path}/")]
        if below:
            return "failure" if "failure" in below else "success"
        return self.results[path]

    def _context(self, given: Yaml) -> Yaml:
        return {
            "github": self.event,
            "vars": self.hub.variables,
            "job": {"workflow_repository": "local-offer/local-offer", "workflow_sha": "main"},
            **given,
        }

    def _run_job(self, job: Yaml, path: str, context: Yaml, rights: Yaml) -> None:
        if "uses" in job:
            called = Path(job["uses"].partition("@")[0]).name
            text = (self.hub.workflows / called).read_text(encoding="utf-8")
            given = {
                "inputs": {name: fill(v, context) for name, v in job.get("with", {}).items()},
                "secrets": {name: fill(v, context) for name, v in job.get("secrets", {}).items()},
            }
            self.call(read_workflow(text), path, given, rights)
            return
        place = self.hub.machine(path)
        runner = Job(self.hub.server, self.hub.repository, place, self.hub.shelf, rights)
        self.results[path], self.rights[path] = "success", rights
        given = {
            **context,
            "runner": {"temp": str(runner.temp)},
            "github": {**self.event, "token": runner.token},
            "steps": {},
        }
        for step in job["steps"]:
            self._run_step(step, job, path, given, runner)
        named = {name: fill(v, given) for name, v in job.get("outputs", {}).items()}
        context["outputs"] = named

    def _run_step(self, step: Yaml, job: Yaml, path: str, given: Yaml, runner: Job) -> None:
        if self.results[path] == "failure" or not evaluate(step.get("if", "true"), given):
            return
        action, start = step.get("uses", "").partition("@")[0], perf_counter()
        if action:
            told = {name: fill(value, given) for name, value in step.get("with", {}).items()}
            outputs = self.hub.actions[action](runner, told, given["github"]) or {}
        else:
            own = {**job.get("env", {}), **step.get("env", {})}
            outputs = self._run_command(
                step, path, {k: fill(v, given) for k, v in own.items()}, runner
            )
        self.times.append(StepTime(path, step.get("name", action), perf_counter() - start))
        if "id" in step:
            given["steps"][step["id"]] = {"outputs": outputs}

    def _run_command(self, step: Yaml, path: str, own: Yaml, runner: Job) -> Yaml:
        environ = {
            **{name: os.environ[name] for name in _FROM_HERE if name in os.environ},
            **self.hub.environ,
            **runner.environ(),
            **own,
        }
        environ["PATH"] = ":".join([*runner.paths(), *self.hub.programs, environ["PATH"]])
        script = step["run"]
        for command, stand_in in self.hub.instead.items():
            script = script.replace(command, stand_in)
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=runner.workspace / step.get("working-directory", "."),
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        name = step.get("name", "")
        said = done.stdout + done.stderr
        self.steps.append(StepRun(path, name, environ, said, done.returncode))
        if done.returncode:
            self.results[path] = "failure"
        return runner.outputs()


def _within(mine: Yaml, rights: Yaml) -> bool:
    order = {"none": 0, "read": 1, "write": 2}
    return all(order[level] <= order[rights.get(name, "none")] for name, level in mine.items())


@dataclass
class Hub:
    """GitHub with one repository: its variables, its secrets, and what its runs can reach.

    ``workflows`` is the folder of the reusable workflows, ``programs`` the folders of programs
    that runners have, ``environ`` what commands find besides, ``instead`` what runs in place
    of commands that would leave this machine, and ``actions`` what stands in for actions.
    """

    folder: Path
    server: GitServer
    repository: str
    workflows: Path
    programs: list[str] = field(default_factory=list)
    environ: dict[str, str] = field(default_factory=dict)
    instead: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    actions: Mapping[str, StandIn] = field(default_factory=lambda: STAND_INS)

    @property
    def shelf(self) -> Path:
        """The folder of what jobs hand on, and of the published pages."""
        return self.folder / "shelf"

    def machine(self, job: str) -> Path:
        """Return the folder of a new machine."""
        number = len(list(self.folder.glob("machines/*")))
        return self.folder / f"machines/{number}-{job.replace('/', '-')}"

    def left_behind(self, *secrets: str) -> list[Path]:
        """Return the files of all machines that hold a token, or one of these secrets."""
        headers = [credentials(token) for token in self.server.tokens]
        wanted = [one.encode() for one in (*secrets, *self.server.tokens, *headers)]
        files = [file for file in self.folder.rglob("*") if file.is_file()]
        return [file for file in files if any(one in file.read_bytes() for one in wanted)]

    def run(self, file: str, event: str, ref: str = "refs/heads/main", **inputs: str) -> Run:
        """Return what comes of an event by the workflow that the repository has at this ref.

        A pull request gets neither secrets nor a token that may write, as one from a fork does.
        """
        bare = self.server.folder / f"{self.repository}.git"
        workflow = read_workflow(git(bare, "show", f"{ref}:.github/workflows/{file}"))
        assert event in workflow["on"], f"{file} does not run on {event}"
        stranger = event == "pull_request"
        about = {
            "event_name": event,
            "ref": ref,
            "sha": git(bare, "rev-parse", ref).strip(),
            "event": {"repository": {"default_branch": "main"}},
        }
        every = ("contents", "pull-requests", "pages", "id-token")
        rights = dict.fromkeys(every, "read" if stranger else "write")
        run = Run(self, about)
        given = {"inputs": inputs, "secrets": {} if stranger else self.secrets}
        run.call(workflow, "", given, rights)
        return run
