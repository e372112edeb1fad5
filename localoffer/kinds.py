"""The kinds of file in a content folder: where each stands and which record it holds."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from localoffer.model.annual_report import Consultation, Review, YearCounts
from localoffer.model.base import Record
from localoffer.model.comment import Comment
from localoffer.model.figures import Figure
from localoffer.model.guide import Guide, Landing
from localoffer.model.lists import AccessFeature, AgeGroup, Area, Need, ServiceKind, ThemeRow
from localoffer.model.provision import NeedAreaRow, Statement
from localoffer.model.reference import Contact, Event, Redirect, ServiceChange, Term
from localoffer.model.school import CoordinatorRule, LinkCheck, School
from localoffer.model.school_report import SchoolReport
from localoffer.model.service import Service
from localoffer.model.site import Site
from localoffer.model.survey import Survey, SurveyResult
from localoffer.model.term_mapping import TermMapping
from localoffer.model.vocabulary import BestBet, Synonym


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record. ``place`` is a folder, or one YAML file.

    A folder's files are Markdown below a header, or YAML alone (``ending``); ``has_text`` says
    whether one needs text below its header, ``has_page`` whether it has a page of its own.
    """

    name: str
    model: type[Record]
    place: str
    required: bool = False
    has_text: bool = True
    ending: str = ".md"
    has_page: bool = True

    @property
    def is_folder(self) -> bool:
        """Whether each record has a file of its own."""
        return not self.place.endswith(".yaml")

    @property
    def has_rows(self) -> bool:
        """Whether its file is a list of rows; ``site.yaml`` holds one record."""
        return not self.is_folder and self.model is not Site


KINDS = (
    Kind("site", Site, "site.yaml", required=True),
    Kind("need", Need, "lists/needs.yaml", required=True),
    Kind("age", AgeGroup, "lists/ages.yaml", required=True),
    Kind("area", Area, "lists/areas.yaml", required=True),
    Kind("need-area", NeedAreaRow, "lists/need-areas.yaml"),
    Kind("theme", ThemeRow, "lists/themes.yaml"),
    Kind("access", AccessFeature, "lists/access.yaml"),
    Kind("kind", ServiceKind, "lists/kinds.yaml", required=True),
    Kind("contact", Contact, "contacts.yaml", required=True),
    Kind("glossary", Term, "glossary.yaml"),
    Kind("event", Event, "events.yaml"),
    Kind("redirect", Redirect, "redirects.yaml"),
    Kind("change", ServiceChange, "changes.yaml"),
    Kind("mapping", TermMapping, "importing.yaml"),
    Kind("synonym", Synonym, "vocabulary/synonyms.yaml"),
    Kind("best-bet", BestBet, "vocabulary/best-bets.yaml"),
    Kind("coordinator", CoordinatorRule, "coordinators.yaml"),
    Kind("figure", Figure, "figures.yaml"),
    Kind("link-check", LinkCheck, "link-checks.yaml"),
    Kind("service", Service, "services"),
    Kind("guide", Guide, "guides"),
    Kind("topic", Landing, "topics", has_text=False),
    Kind("school", School, "schools", has_text=False),
    Kind("report", SchoolReport, "reports"),
    Kind("statement", Statement, "provision", has_text=False),
    Kind("comment", Comment, "comments", has_text=False, ending=".yaml"),
    Kind("survey", Survey, "surveys", has_text=False, ending=".yaml"),
    Kind(
        "survey-result",
        SurveyResult,
        "survey-results",
        has_text=False,
        ending=".yaml",
        has_page=False,
    ),
    Kind(
        "consultation",
        Consultation,
        "consultation",
        has_text=False,
        ending=".yaml",
        has_page=False,
    ),
    Kind("counts", YearCounts, "counts", has_text=False, ending=".yaml", has_page=False),
    Kind("review", Review, "reviews"),
)

#: Folders whose pages stand under words that families would look for.
_SHOWN_AT = {"comment": "you-said-we-did", "review": "annual-report"}

BY_NAME = {kind.name: kind for kind in KINDS}
_BY_PLACE = {kind.place: kind for kind in KINDS}


def kind_of(path: str) -> Kind | None:
    """Return the kind of the file at ``path`` (relative to the content folder), or None."""
    if path in _BY_PLACE:
        return _BY_PLACE[path]
    pure = PurePosixPath(path)
    kind = _BY_PLACE.get(str(pure.parent))
    return kind if kind and kind.is_folder and pure.suffix == kind.ending else None


def address_of(kind: str, slug: str) -> str:
    """Return the address of a record that has a page; of another, where it is filed."""
    return f"/{_SHOWN_AT.get(kind, BY_NAME[kind].place)}/{slug}/"
