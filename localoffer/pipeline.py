"""The whole pipeline: check a content folder, and build a site from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

from localoffer.build_report import counts, report_of
from localoffer.check.assemble import Assembly
from localoffer.check.checked_file import CheckSettings
from localoffer.check.cross_checks import cross_check, lines_in
from localoffer.check.field_problems import located
from localoffer.check.gather import Gathered, gather
from localoffer.check.join_layers import LayerChoice, absent_addresses
from localoffer.check.site_facts import SiteFacts, placeholder_values, used_layers
from localoffer.check.theme_checks import looks_problems, theme_problems
from localoffer.extension import SiteExtension
from localoffer.model.editor import Editor
from localoffer.model.site import LOCAL_ADDRESS
from localoffer.national_versions.history import read_history
from localoffer.offer import Entry, Offer
from localoffer.pages.all_pages import plan
from localoffer.pages.page import Page
from localoffer.pictures import Pictures, read_pictures
from localoffer.precompressed import installed_encodings
from localoffer.problems import ContentError, Problem, UsageError, errors
from localoffer.publish import PlannedFile, PublishResult, publish
from localoffer.read.layers import ContentLayers
from localoffer.render.all_files import planned_files
from localoffer.render.assets import make_assets
from localoffer.render.design import Design, template_problems
from localoffer.render.environment import SiteBase, base_of
from localoffer.site_folder import MARKER, write_report
from localoffer.theme.read_theme import read_theme

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Task:
    """What to check or build: the folder ``content``, for the day ``today``.

    ``resources`` is the folder of the program's own files (see ``workspace``). ``state`` is the
    folder for what is kept between runs (None: no checks are kept, and a build uses
    ``.localoffer`` beside the site). ``base_url`` is the address to publish at (empty: the one in
    site.yaml). ``drafts`` puts drafts on the site too. A ``reproducible`` build leaves the
    seconds, which differ each time, out of its report. ``precompress`` lays each text's compressed
    forms beside it. ``editor`` is the one to put on the site in place of the one in site.yaml.
    """

    content: Path
    resources: Path
    state: Path | None
    today: date
    base_url: str = ""
    drafts: bool = False
    reproducible: bool = False
    precompress: bool = False
    editor: Editor | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The offer and its pages, as far as the content allows, and all problems.

    ``assembly`` is what the offer was made from, ``from_cache`` the number of files whose checks
    were taken from the build cache, ``drafts`` the records that the offer leaves out because they
    are not finished.
    """

    offer: Offer | None
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    pictures: Pictures
    base: SiteBase
    design: Design
    from_cache: int
    assembly: Assembly
    drafts: tuple[Entry[Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the checked content, what was published, and seconds by stage."""

    offer: Offer
    checked: CheckResult
    published: PublishResult
    seconds: dict[str, float]

    @property
    def size(self) -> str:
        """One line on the size of the site."""
        rows = counts(self.offer)
        pages, services, guides = len(self.checked.pages), rows["services"], rows["guides"]
        return f"{pages:,} pages, {services:,} services, {guides:,} guides.\n"

    @property
    def done(self) -> str:
        """One line on what the build did."""
        published = self.published
        return (
            f"{published.written:,} files written, {published.unchanged:,} unchanged, "
            f"{published.removed:,} removed in {self.seconds['total']:.1f} s.\n"
        )


@dataclass(slots=True)
class StageTimes:
    """Seconds by stage, in the order of the stages."""

    seconds: dict[str, float] = field(default_factory=dict)

    def time(self, stage: str, work: Callable[[], T]) -> T:
        """Return what ``work`` returns, and add how long it took to ``stage``."""
        start = perf_counter()
        try:
            return work()
        finally:
            before = self.seconds.get(stage, 0)
            self.seconds[stage] = round(before + perf_counter() - start, 3)


def check(task: Task, clock: StageTimes | None = None) -> CheckResult:
    """Return every problem in the content, and its pages where they can be planned.

    Raises:
        UsageError: There is no such content folder.
    """
    clock = clock or StageTimes()
    if not task.content.is_dir():
        message = f"There is no folder {task.content}. Name the content folder with --content."
        raise UsageError(message)
    layers, facts = used_layers(task.content, task.resources)
    settings, base = _settings(task, facts)
    gathered = clock.time("read", lambda: gather(layers, task.state, settings, facts.left_out))
    releases = read_history(layers.national) if layers.national else ()
    choice = LayerChoice(facts.left_out, base.path, releases, drafts=task.drafts)
    pictures = read_pictures(task.resources)
    assembly, offer, pages = _assembled(task, gathered, choice, pictures, clock)
    absent = absent_addresses(assembly.files, pages)
    if absent:
        choice = replace(choice, absent=absent)
        assembly, offer, pages = _assembled(task, gathered, choice, pictures, clock)
    cross_problems = clock.time(
        "check", lambda: tuple(cross_check(layers, assembly, offer, pages, pictures))
    )
    design, design_problems = _design(task, layers, offer, pages)
    problems = tuple(sorted({*assembly.problems, *cross_problems, *design_problems}))
    return CheckResult(
        offer, pages, problems, pictures, base, design, gathered.from_cache, assembly,
        tuple(assembly.drafts),
    )  # fmt: skip


def _design(
    task: Task, layers: ContentLayers, offer: Offer | None, pages: Sequence[Page]
) -> tuple[Design, tuple[Problem, ...]]:
    """Return what the site is rendered with, and all that is wrong with the council's theme."""
    theme, unreadable = read_theme(task.content)
    design = Design(task.resources, theme)
    problems = [*unreadable, *theme_problems(theme, task.resources), *template_problems(design)]
    if offer and pages:
        found = looks_problems(offer.site.looks, theme, {page.address for page in pages})
        problems += located("site.yaml", found, lines_in(layers))
    return design, tuple(problems)


def _assembled(
    task: Task, gathered: Gathered, choice: LayerChoice, pictures: Pictures, clock: StageTimes
) -> tuple[Assembly, Offer | None, tuple[Page, ...]]:
    """Return the offer, and its pages where what all of them need can be read."""
    assembly = clock.time("assemble", lambda: Assembly(gathered.files, gathered.unreadable, choice))
    offer = assembly.offer(task.today)
    if offer and task.editor:
        offer = replace(offer, site=offer.site.model_copy(update={"editor": task.editor}))
    if (
        offer is None
        or offer.site.help not in offer.lists.contacts
        or errors(p for p in assembly.problems if _is_foundation(p))
    ):
        return assembly, offer, ()
    return assembly, offer, clock.time("plan", lambda: plan(offer, pictures))


def build(task: Task, site: Path, extensions: Sequence[SiteExtension] = ()) -> Built:
    """Build the site in the folder ``site``; if it fails, leave the folder as it was.

    ``extensions`` make further files from the checked offer, published with the pages.

    Raises:
        ContentError: The content has errors.
        UsageError: The content and site folders overlap, ``base_url`` is not a web address, or
            ``site`` holds files that no build wrote.
    """
    _refuse_overlap(task.content, site)
    _refuse_no_address(task.base_url)
    clock = StageTimes()
    checked = check(task, clock)
    if checked.offer is None or errors(checked.problems):
        raise ContentError(checked.problems)
    offer = checked.offer
    state = task.state or site.parent / ".localoffer"
    planned = _plan_files(offer, checked, state, clock)
    added = clock.time(
        "search", lambda: [add(task.content, state, offer, checked.pages) for add in extensions]
    )
    planned += [file for extra in added for file in extra.files]
    encodings = installed_encodings() if task.precompress else ()
    published = clock.time("publish", lambda: publish(planned, site, state, encodings))
    seconds = {**clock.seconds, "total": round(sum(clock.seconds.values()), 3)}
    report = report_of(offer, checked.pages, checked.problems)
    report.update(figure for extra in added for figure in extra.report.items())
    write_report(site / MARKER, report, {} if task.reproducible else seconds)
    return Built(offer, checked, published, seconds)


def _plan_files(
    offer: Offer, checked: CheckResult, state: Path, clock: StageTimes
) -> list[PlannedFile]:
    design = checked.design
    assets = clock.time(
        "styles", lambda: make_assets(design, offer.site.colours, offer.site.looks, state)
    )
    files = planned_files(design, offer, checked.pages, checked.pictures, assets, checked.base)
    return clock.time("digest", lambda: list(files))


def _refuse_no_address(base_url: str) -> None:
    if base_url and not base_of(base_url).origin.startswith(("http://", "https://")):
        message = (
            f"{base_url} is not a web address. Write --base-url https://www.example.org/offer."
        )
        raise UsageError(message)


def _settings(task: Task, facts: SiteFacts) -> tuple[CheckSettings, SiteBase]:
    """Return the settings that the checks of every file need, and where the site is published."""
    base = base_of(task.base_url or str(facts.values.get("base_url", LOCAL_ADDRESS)))
    age = str(facts.values.get("reading_age", ""))
    return CheckSettings(
        base.path,
        int(age) if age.isdecimal() else CheckSettings().reading_age,
        placeholder_values(facts),
        facts.defaults,
        facts.is_fictional,
        facts.least_facts,
    ), base


def _is_foundation(problem: Problem) -> bool:
    return problem.path in ("site.yaml", "contacts.yaml")


def _refuse_overlap(content: Path, site: Path) -> None:
    content_path, site_path = content.resolve(), site.resolve()
    if content_path.is_relative_to(site_path) or site_path.is_relative_to(content_path):
        message = (
            f"The site ({site}) and the content ({content}) lie inside each other. "
            "Name another folder with --site."
        )
        raise UsageError(message)
