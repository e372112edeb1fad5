"""The work list as one page for the council's own people: a file that needs no other.

It names what is missing inside the council, so it is never written where a site is published.
"""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from localoffer.offer import Offer
from localoffer.problems import UsageError
from localoffer.render.assets import Assets
from localoffer.render.design import Design
from localoffer.render.environment import SiteBase, make_environment
from localoffer.site_folder import MARKER
from localoffer.to_do.to_do_list import ToDo
from localoffer.to_do.to_do_text import grouped
from localoffer.to_do.unknown_words import UnknownWord
from localoffer.to_do.work_counts import FactCount, KindCount, counts_by_kind
from localoffer.to_do.work_list import State, WorkList
from localoffer.to_do.work_list_text import lacks, owner_name

_TEMPLATE = "reports/work-list.html"


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record as the page names it, and all that is to do for it in a line."""

    name: str
    path: str
    state: State
    lacks: str


@dataclass(frozen=True, slots=True)
class OwnerPart:
    """Who is responsible, and the records of one kind that they have to see to."""

    name: str
    records: tuple[RecordLine, ...]


@dataclass(frozen=True, slots=True)
class KindPart:
    """One kind of record: counts, fact by fact, and the records, owner by owner."""

    id: str
    noun: str
    total: int
    unfinished: int
    facts: tuple[FactCount, ...]
    owners: tuple[OwnerPart, ...]

    @property
    def has_inferred(self) -> bool:
        """Whether any fact was worked out by rule."""
        return any(one.inferred for one in self.facts)

    @property
    def has_in_text(self) -> bool:
        """Whether any fact stands in the words of a record alone."""
        return any(one.in_text for one in self.facts)


@dataclass(frozen=True, slots=True)
class WorkListReport:
    """All that the template says.

    ``styles`` is the address of the style sheet, which holds it itself; ``choice`` the options
    by which the list was chosen, or empty.
    """

    styles: str
    choice: str
    counts: tuple[KindPart, ...]
    words: tuple[UnknownWord, ...]
    things: tuple[tuple[str, tuple[ToDo, ...]], ...]

    @property
    def number_of_things(self) -> int:
        """How many things are to do for the offer as a whole."""
        return sum(len(things) for _, things in self.things)


def refuse_public_place(file: Path, content: Path) -> None:
    """Refuse a place that others can read: a built site, or the content.

    Raises:
        UsageError: ``file`` lies in such a folder.
    """
    place = file.resolve()
    if any((folder / MARKER).is_file() for folder in place.parents):
        message = f"{file} lies in a site. The list names what is missing, so write it elsewhere."
        raise UsageError(message)
    if place.is_relative_to(content.resolve()):
        message = f"{file} lies in the content, which is public. Write the list elsewhere."
        raise UsageError(message)


def as_page(
    things: Sequence[ToDo],
    work: WorkList,
    offer: Offer,
    design: Design,
    assets: Assets,
    choice: str = "",
) -> str:
    """Return the list as HTML, in the site's styles; ``choice`` are the options that chose it."""
    css = assets.files["site.css"][1]
    report = WorkListReport(
        f"data:text/css;base64,{b64encode(css).decode()}",
        choice,
        tuple(_kind_part(count, work) for count in counts_by_kind(work)),
        work.words,
        tuple(grouped(things)),
    )
    environment = make_environment(design, offer, assets, SiteBase("", ""))
    return environment.get_template(_TEMPLATE).render(report=report)


def _kind_part(count: KindCount, work: WorkList) -> KindPart:
    noun = count.kind.counted_as
    return KindPart(
        f"kind-{noun}",
        noun.capitalize(),
        count.total,
        len(count.unfinished),
        count.facts,
        tuple(_owner_parts(count, work)),
    )


def _owner_parts(count: KindCount, work: WorkList) -> Iterable[OwnerPart]:
    for owner, records in count.records_by_owner:
        lines = (RecordLine(one.name, one.path, one.state, lacks(one)) for one in records)
        yield OwnerPart(owner_name(owner, work), tuple(lines))
