"""Everything that a change does to the site, as one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from localoffer.compare.changed_content import changed_content
from localoffer.compare.content_version import ContentVersion
from localoffer.compare.duty_changes import DutyChange, duty_changes
from localoffer.compare.page_changes import PageChanges, page_changes
from localoffer.compare.page_reading import page_reader
from localoffer.compare.problem_changes import ProblemChanges, problem_changes
from localoffer.compare.reading_ages import ReadingAges, reading_age_at
from localoffer.compare.search_changes import SearchChanges, search_changes
from localoffer.extension import FirstResultChanges
from localoffer.offer import Offer


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions of the content.

    Attributes:
        old: what the person called the version before.
        new: what the person called the version now.
        files: the paths of the files that differ; national ones begin with ``national/``.
        problems: what the check says now that it did not say before.
        pages: the pages that are new, changed or gone.
        reading_ages: those of changed texts, by the address of their page.
        duties: the duties that gain or lose evidence.
        searches: the searches whose first result differs; None: none were asked.
        unreadable: the names of versions with mistakes so grave that there are no pages to compare.
        accessibility: what was found on the changed pages, a line each; None: nobody looked.
    """

    old: str
    new: str
    files: tuple[str, ...]
    problems: ProblemChanges
    pages: PageChanges = field(default_factory=PageChanges)
    reading_ages: Mapping[str, ReadingAges] = field(default_factory=dict)
    duties: tuple[DutyChange, ...] = ()
    searches: SearchChanges | None = None
    unreadable: tuple[str, ...] = ()
    accessibility: tuple[str, ...] | None = None


def compare(old: ContentVersion, new: ContentVersion, ask: FirstResultChanges | None) -> Comparison:
    """Return what differs between two versions; ``ask`` asks the search of both."""
    content = changed_content(old, new)
    problems = problem_changes(old, new, content.files)
    offers = _offer_of(old), _offer_of(new)
    before, now = offers
    if before is None or now is None:
        broken = tuple(v.name for v, offer in zip((old, new), offers, strict=True) if not offer)
        return Comparison(old.name, new.name, content.files, problems, unreadable=broken)
    pages = page_changes(page_reader(old, before), page_reader(new, now), content)
    ages = {
        one.page.address: ReadingAges(
            reading_age_at(old, one.old_address or one.page.address),
            reading_age_at(new, one.page.address),
        )
        for one in pages.changed
    }
    return Comparison(
        old.name,
        new.name,
        content.files,
        problems,
        pages,
        {address: both for address, both in ages.items() if both.before or both.now},
        duty_changes(before, now),
        search_changes(old, new, (before, now), ask) if ask and content.files else None,
    )


def _offer_of(version: ContentVersion) -> Offer | None:
    return version.checked.offer if version.checked.pages else None
