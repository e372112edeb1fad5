"""The pages of provision, field by field: what their templates may use."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from localoffer.duties import Duty
from localoffer.model.provision import Statement
from localoffer.model.reference import Term
from localoffer.offer import Entry
from localoffer.pages.page import Link, Page

#: Whom the words are for.
Voice = Literal["parents", "staff"]

#: How many statements of a page somebody here has agreed.
AgreedShare = Literal["all", "some", "none"]


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement as a row of a list: its words for one voice, or none where the list is long.

    ``phases`` says whom it is for, whether it ``is_targeted`` at those who need more; ``address``
    is its own page, ``anchor`` its place on the page of its area in this voice, and ``other``
    that in the other voice. The words of one ``is_withdrawn`` say why.
    """

    id: str
    address: str
    anchor: str
    title: str
    words: str
    phases: str
    is_targeted: bool
    is_withdrawn: bool
    other: Link


@dataclass(frozen=True, slots=True)
class StatementGroup:
    """The statements of one area, tier or phase; ``id`` is its anchor, ``whole`` its own page."""

    id: str
    title: str
    sentence: str
    whole: Link | None
    rows: tuple[StatementRow, ...]


@dataclass(frozen=True, slots=True)
class AgreementCount:
    """Who agreed how many statements, and the last day they did."""

    by: str
    count: int
    last: date


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A paragraph that the statements rest on; ``is_verified`` where somebody here has read it."""

    about: str
    citation: str
    is_verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionLandingPage(Page):
    """What this part is and is not, and the ways into it, with the number of statements in each.

    ``sample`` is the id of a statement.
    """

    template: ClassVar[str] = "pages/provision.html"
    kind: ClassVar[str] = "provision"
    areas: tuple[Link, ...]
    phases: tuple[Link, ...]
    tiers: tuple[Link, ...]
    staff: tuple[Link, ...]
    agreed: tuple[AgreementCount, ...]
    law: tuple[LegalBasis, ...]
    sample: str
    agreed_share: AgreedShare


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Page):
    """Statements in groups, for parents or for staff; ``links`` lead to narrower lists."""

    template: ClassVar[str] = "pages/provision-list.html"
    kind: ClassVar[str] = "provision-list"
    voice: Voice
    explanation: str
    groups: tuple[StatementGroup, ...]
    links_title: str
    links: tuple[Link, ...]
    other: Link | None
    agreed_share: AgreedShare
    easy_read: Link | None = None

    @property
    def ids(self) -> frozenset[str]:
        """The anchors of the page's groups."""
        return frozenset(group.id for group in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPage(ListPage):
    """All statements of one area of need: here stand the anchors that letters cite."""

    kind: ClassVar[str] = "provision-area"

    @property
    def ids(self) -> frozenset[str]:
        """The anchors of the page's groups and of its statements."""
        rows = {row.id for group in self.groups for row in group.rows}
        return frozenset(rows | {group.id for group in self.groups})

    @property
    def citation_addresses(self) -> tuple[str, ...]:
        """The addresses that letters cite and that stand for ever: those of the parents' page."""
        rows = [row for group in self.groups for row in group.rows]
        return tuple(row.anchor for row in rows) if self.voice == "parents" else ()


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its area, whom it is for, and the address by which letters cite it."""

    entry: Entry[Statement]
    area: Link
    phases: str
    citation_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(Page):
    """A statement in both voices, with its earlier versions.

    It ``is_old`` a year after it was agreed, and ``has_new_words`` if they changed since. ``terms``
    explain the short forms that it uses.
    """

    template: ClassVar[str] = "pages/provision-statement.html"
    kind: ClassVar[str] = "provision-statement"
    statement: StatementView
    facets: tuple[Duty, ...]
    terms: tuple[Term, ...]
    next_steps: tuple[Link, ...]
    is_old: bool
    has_new_words: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """Statements chosen for a meeting, in the order of choosing, in one voice.

    ``unknown`` counts ids that name no statement, ``over_limit`` those beyond the most that a
    list holds. A list is written as the query of an address, ``s=ci-uni-03&view=parents``:
    ``query`` is that of this list, ``other_voice_query`` that of the same list in the other
    voice, and ``queries_without`` those of the list without each statement.
    """

    voice: Voice
    rows: tuple[StatementView, ...]
    unknown: int
    over_limit: int
    query: str
    other_voice_query: str
    queries_without: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage(Page):
    """A list for a meeting. As a file it is empty: the service or the script fills it.

    ``most`` is the number of statements that a list holds.
    """

    template: ClassVar[str] = "pages/provision-meeting.html"
    kind: ClassVar[str] = "provision-meeting"
    meeting: Meeting | None
    areas: tuple[Link, ...]
    most: int


@dataclass(frozen=True, slots=True)
class GridCell:
    """How many statements there are for a row and a column, and where they are listed."""

    column: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the grid: what it is about, its paragraph of the law, and its cells."""

    title: str
    citation: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPage(Page):
    """How many statements there are by phase: for each facet, and for each area of need."""

    template: ClassVar[str] = "pages/provision-grid.html"
    kind: ClassVar[str] = "provision-grid"
    columns: tuple[str, ...]
    facets: tuple[GridRow, ...]
    areas: tuple[GridRow, ...]
    filled_count: int
    cell_count: int
    empty_cells: tuple[str, ...]
