"""The pipeline from one end to the other: check a folder, build a site."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from jinja2 import Environment

from localoffer.check.assemble import Assembly
from localoffer.check.gather import gather
from localoffer.check.kept import code_digest
from localoffer.check.prepared import Settings
from localoffer.check.whole import whole_problems
from localoffer.offer import Offer
from localoffer.pages.page import Page
from localoffer.pages.plan import plan
from localoffer.pages.values import EasyReadPage
from localoffer.pictures import Pictures, read_pictures
from localoffer.problems import ContentError, Problem, UsageError, errors
from localoffer.publish import MARKER, Planned, Published, publish
from localoffer.read.yaml_text import parse
from localoffer.render.assets import Assets, make_assets
from localoffer.render.digest import Digester
from localoffer.render.environment import Base, base_of, make_environment
from localoffer.render.feeds import machine_files
from localoffer.render.pages import path_of, render

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Task:
    """What to do: read ``content``, with the templates and packages below ``root``.

    ``state`` is the folder for what is kept between runs (None: keep nothing), ``base_url``
    the address to publish at (empty: the one in site.yaml), ``today`` the day to build for.
    """

    content: Path
    root: Path
    state: Path | None
    today: date
    base_url: str = ""
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """The offer and its pages, where the content could be read that far, and all problems."""

    offer: Offer | None
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    pictures: Pictures
    base: Base
    kept: int


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the checked content, what was published, and seconds by stage."""

    checked: Checked
    published: Published
    seconds: dict[str, float]


@dataclass(slots=True)
class Clock:
    """Seconds by stage, in the order of the stages."""

    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, stage: str, work: Callable[[], T]) -> T:
        """Do the work and note how long it took."""
        start = perf_counter()
        try:
            return work()
        finally:
            self.seconds[stage] = round(perf_counter() - start, 3)


def day_of_build(environ: dict[str, str] | os._Environ[str]) -> date:
    """Return the day to build for: ``SOURCE_DATE_EPOCH``'s (reproducible-builds.org), or today."""
    epoch = environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now(UTC).astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f'SOURCE_DATE_EPOCH is "{epoch}". Write a whole number of seconds since 1970, or unset it.'
        raise UsageError(message) from None


def check(task: Task, clock: Clock | None = None) -> Checked:
    """Return all that is wrong with the content, and its pages where they can be planned."""
    clock = clock or Clock()
    if not task.content.is_dir():
        message = f"There is no folder {task.content}. Name the content folder with --content."
        raise UsageError(message)
    settings, base = _settings(task)
    gathered = clock.time("read", lambda: gather(task.content, task.state, settings))
    assembly = clock.time("assemble", lambda: Assembly(gathered.files, gathered.unreadable, drafts=task.drafts))
    offer = assembly.offer(task.today)
    pictures = read_pictures(task.root)
    pages: tuple[Page, ...] = ()
    if offer and not errors(p for p in assembly.problems if _is_foundation(p)):
        pages = clock.time("plan", lambda: plan(offer, pictures))
    whole = clock.time("check", lambda: tuple(whole_problems(task.content, assembly, offer, pages, pictures)))
    problems = tuple(sorted({*assembly.problems, *whole}))
    return Checked(offer, pages, problems, pictures, base, gathered.kept)


def build(task: Task, site: Path) -> Built:
    """Build the site, or raise ``ContentError`` with every problem and leave it as it was."""
    _refuse_overlap(task.content, site)
    clock = Clock()
    checked = check(task, clock)
    if checked.offer is None or errors(checked.problems):
        raise ContentError(checked.problems)
    offer = checked.offer
    state = task.state or site.parent / ".localoffer"
    assets = clock.time("styles", lambda: make_assets(task.root, offer.site.colours, state))
    planned = clock.time("digest", lambda: list(_planned(task, checked, offer, assets)))
    published = clock.time("publish", lambda: publish(planned, site, state))
    seconds = {**clock.seconds, "total": round(sum(clock.seconds.values()), 3)}
    return Built(checked, published, seconds)


def counts(checked: Checked) -> dict[str, int]:
    """Return how many records of each kind the site shows."""
    offer = checked.offer
    if offer is None:
        return {}
    return {
        "services": len(offer.services),
        "guides": len(offer.guides),
        "topics": len(offer.topics),
        "terms": len(offer.glossary),
        "contacts": len(offer.lists.contacts),
        "events": len(offer.events),
        "redirects": len(offer.redirects),
        "changes": len(offer.changes),
    }


def _settings(task: Task) -> tuple[Settings, Base]:
    """Return what preparing a file depends on; ``site.yaml`` is read ahead for it."""
    file = task.content / "site.yaml"
    values: Any = {}
    if file.is_file() and not file.is_symlink():
        values = parse(file.read_bytes().decode("utf-8", "replace")[:1_000_000], "site.yaml").values
    facts = values if isinstance(values, dict) else {}
    base = base_of(task.base_url or str(facts.get("base_url", "")))
    age = str(facts.get("reading_age", ""))
    return Settings(base.path, int(age) if age.isdecimal() else Settings().reading_age), base


def _is_foundation(problem: Problem) -> bool:
    return problem.path in ("site.yaml", "contacts.yaml")


def _planned(task: Task, checked: Checked, offer: Offer, assets: Assets) -> Iterator[Planned]:
    templates = task.root / "templates"
    environment = make_environment(templates, offer, assets, checked.base)
    digester = Digester(_surroundings(templates, offer, assets, checked.base))
    for page in checked.pages:
        yield Planned(path_of(page.address), digester.of(page), partial(render, page, environment))
    fixed = [(file.path, file.content) for file in machine_files(checked.pages, offer, checked.base)]
    fixed += assets.files.values()
    fixed.append((MARKER, _report(checked)))
    fixed += _picture_files(checked)
    for path, content in fixed:
        yield Planned(path, blake2b(content, digest_size=16).hexdigest(), partial(bytes, content))


def _surroundings(templates: Path, offer: Offer, assets: Assets, base: Base) -> str:
    """Return a digest of all that every page depends on besides its own value."""
    hasher = blake2b(code_digest().encode(), digest_size=16)
    for file in sorted(templates.rglob("*")):
        if file.suffix in (".html", ".svg"):
            hasher.update(str(file.relative_to(templates)).encode() + b"\0" + file.read_bytes())
    contacts = offer.lists.contacts
    people = [contacts.get(name or "") for name in (offer.site.help, offer.site.advice_service, offer.site.forum)]
    for record in (offer.site, *people):
        hasher.update(record.model_dump_json().encode() if record else b"-")
    paths = [path for path, _ in assets.files.values()]
    hasher.update(f"{paths} {base} {offer.today}".encode())
    return hasher.hexdigest()


def _picture_files(checked: Checked) -> Iterator[tuple[str, bytes]]:
    wanted = {
        line.picture for page in checked.pages if isinstance(page, EasyReadPage) for line in page.lines if line.picture
    }
    by_file = {path.name.lower(): path for path in checked.pictures.files.values()} if wanted else {}
    for name in sorted(wanted):
        yield f"pictures/{name}", by_file[name].read_bytes()


def _report(checked: Checked) -> bytes:
    kinds: dict[str, list[str]] = {}
    for page in checked.pages:
        kinds.setdefault(page.kind, []).append(page.address)
    report = {
        "made_by": "localoffer",
        "counts": counts(checked),
        "problems": dict(Counter(str(problem.level) for problem in checked.problems)),
        "pages": len(checked.pages),
        "addresses": sorted(page.address for page in checked.pages),
        "kinds": kinds,
    }
    return json.dumps(report, indent=1).encode() + b"\n"


def _refuse_overlap(content: Path, site: Path) -> None:
    one, other = content.resolve(), site.resolve()
    if one.is_relative_to(other) or other.is_relative_to(one):
        message = f"The site ({site}) and the content ({content}) lie inside each other. Name another folder with --site."
        raise UsageError(message)
