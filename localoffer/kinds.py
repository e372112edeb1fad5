"""The kinds of record in a content folder. Each is registered here, once, with all it needs."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from localoffer.model.annual_report import Consultation, Review, YearCounts
from localoffer.model.base import Record
from localoffer.model.comment import Comment
from localoffer.model.figures import Figure
from localoffer.model.guide import Guide, Landing
from localoffer.model.import_rule import ImportRule
from localoffer.model.lists import AccessFeature, AgeGroup, Area, Need, ServiceKind, ThemeRow
from localoffer.model.provision import Agreement, NeedAreaRow, Statement
from localoffer.model.reference import Contact, Event, Redirect, ServiceChange, Term
from localoffer.model.school import CoordinatorRule, LinkCheck, School
from localoffer.model.school_report import SchoolReport
from localoffer.model.service import Service
from localoffer.model.site import Site
from localoffer.model.slot import Slot
from localoffer.model.survey import Survey, SurveyResult
from localoffer.model.vocabulary import BestBet, Synonym, WatchedSearch
from localoffer.model.wall_note import WallNote


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record.

    Attributes:
        name: What editors call it: ``new NAME``.
        model: Its fields. No two kinds share a model, so code asks for a kind by its model.
        place: A folder with a file for each record, or one YAML file of rows.
        required: Whether no offer can do without it.
        needs_text: Whether a file of its folder has to have text below its header.
        ending: The ending of its folder's files: Markdown below a header, or YAML alone.
        has_page: Whether each record of a folder has a page of its own.
        prefix: What its addresses begin with, where families would not look for ``place``.
        heading: The words that lead to the page that lists it; empty where there is no such page.
        sentence: A sentence about that page.
        plural: What a build counts it as, where that is not the last part of ``place``.
        is_counted: Whether a build's report says how many there are.
        has_form: Whether people start one with ``new``; others are written by the program.
        links_are_checked: Whether ``check-links`` visits the web addresses in it.
    """

    name: str
    model: type[Record]
    place: str
    required: bool = False
    needs_text: bool = True
    ending: str = ".md"
    has_page: bool = True
    prefix: str = ""
    heading: str = ""
    sentence: str = ""
    plural: str = ""
    is_counted: bool = True
    has_form: bool = True
    links_are_checked: bool = True

    @property
    def is_folder(self) -> bool:
        """Whether each record has a file of its own."""
        return not self.place.endswith(".yaml")

    @property
    def has_rows(self) -> bool:
        """Whether its file is a list of rows; ``site.yaml`` holds one record."""
        return not self.is_folder and self.model is not Site

    @property
    def has_ids(self) -> bool:
        """Whether each row has an id of its own, by which other records refer to it."""
        return self.has_rows and "id" in self.model.model_fields

    @property
    def reference(self) -> str:
        """What a field that refers to it names (see ``Refers``): its place without the ending."""
        return self.place.removesuffix(".yaml")

    @property
    def counted_as(self) -> str:
        """What a build counts it as."""
        return self.plural or PurePosixPath(self.reference).name

    @property
    def landing(self) -> str:
        """The address of the page that lists it, and what the addresses of its records begin with.

        A kind without pages has the address at which its files would stand.
        """
        return f"/{self.prefix or self.reference}/"


#: In the order in which menus and the reference of all fields show them.
KINDS = (
    Kind("site", Site, "site.yaml", required=True, is_counted=False),
    Kind("need", Need, "lists/needs.yaml", required=True, is_counted=False),
    Kind("age", AgeGroup, "lists/ages.yaml", required=True, is_counted=False),
    Kind("area", Area, "lists/areas.yaml", is_counted=False),
    Kind("need-area", NeedAreaRow, "lists/need-areas.yaml", is_counted=False),
    Kind("theme", ThemeRow, "lists/themes.yaml", is_counted=False),
    Kind("access", AccessFeature, "lists/access.yaml", is_counted=False),
    Kind("kind", ServiceKind, "lists/kinds.yaml", required=True, is_counted=False),
    Kind("contact", Contact, "contacts.yaml", required=True),
    Kind("glossary", Term, "glossary.yaml", plural="terms"),
    Kind("event", Event, "events.yaml"),
    Kind("redirect", Redirect, "redirects.yaml"),
    Kind("change", ServiceChange, "changes.yaml"),
    Kind("import-rule", ImportRule, "importing.yaml", is_counted=False),
    Kind("synonym", Synonym, "vocabulary/synonyms.yaml", is_counted=False),
    Kind("best-bet", BestBet, "vocabulary/best-bets.yaml", is_counted=False),
    Kind(
        "watched-search", WatchedSearch, "vocabulary/searches.yaml",
        plural="searches", is_counted=False,
    ),
    Kind("coordinator", CoordinatorRule, "coordinators.yaml", is_counted=False),
    Kind(
        "link-check", LinkCheck, "link-checks.yaml", is_counted=False, links_are_checked=False,
    ),
    Kind("service", Service, "services"),
    Kind("guide", Guide, "guides"),
    Kind("slot", Slot, "slots", has_page=False, is_counted=False),
    Kind("topic", Landing, "topics", needs_text=False),
    Kind(
        "school", School, "schools", needs_text=False, heading="Schools, nurseries and colleges",
    ),
    Kind("report", SchoolReport, "reports"),
    Kind(
        "statement", Statement, "provision", needs_text=False, plural="statements",
        heading="What every nursery, school and college should do",
        sentence="What you should see, how you can tell, and what to do if it is not happening.",
    ),
    Kind("agreement", Agreement, "agreements.yaml", is_counted=False),
    Kind("figure", Figure, "figures.yaml", heading="How we are doing"),
    Kind(
        "comment", Comment, "comments", needs_text=False, ending=".yaml",
        prefix="you-said-we-did", heading="You said, we did", links_are_checked=False,
    ),
    Kind(
        "wall-note", WallNote, "wall", needs_text=False, ending=".yaml", has_page=False,
        plural="notes on the wall", heading="The wall", links_are_checked=False,
        sentence="What children and young people say in a few words, and what was done.",
    ),
    Kind(
        "review", Review, "reviews",
        prefix="annual-report", heading="What families told us, year by year",
    ),
    Kind("survey", Survey, "surveys", needs_text=False, ending=".yaml", heading="Surveys"),
    Kind(
        "survey-result", SurveyResult, "survey-results", needs_text=False, ending=".yaml",
        has_page=False, is_counted=False, has_form=False,
    ),
    Kind(
        "consultation", Consultation, "consultation", needs_text=False, ending=".yaml",
        has_page=False, plural="consultations",
    ),
    Kind(
        "counts", YearCounts, "counts", needs_text=False, ending=".yaml",
        has_page=False, is_counted=False, has_form=False,
    ),
)  # fmt: skip

BY_NAME = {kind.name: kind for kind in KINDS}
BY_MODEL = {kind.model: kind for kind in KINDS}
_BY_PLACE = {kind.place: kind for kind in KINDS}


def kind_of(path: str) -> Kind | None:
    """Return the kind of the file at ``path`` (relative to the content folder), or None."""
    if path in _BY_PLACE:
        return _BY_PLACE[path]
    pure = PurePosixPath(path)
    kind = _BY_PLACE.get(str(pure.parent))
    return kind if kind and kind.is_folder and pure.suffix == kind.ending else None


def address_of(kind: Kind, slug: str) -> str:
    """Return the address of a record that has a page; of another, where it would be."""
    return f"{kind.landing}{slug}/"
