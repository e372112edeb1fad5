"""The page of one school, and what the pages of all schools share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from localoffer.model.lists import Need
from localoffer.model.school import Phase, School
from localoffer.pages.assurance_dates import school_assurance
from localoffer.pages.index import Index
from localoffer.pages.link_titles import COORDINATORS
from localoffer.pages.navigation import HOME, SCHOOLS
from localoffer.pages.page import Link
from localoffer.pages.schools.contexts import BaseView, SchoolPage, SchoolRow
from localoffer.pages.schools.school_groups import Groups, has_base, place_of
from localoffer.pages.schools.school_lists import about_reports
from localoffer.schools.facts import (
    INDEPENDENT,
    NeedWords,
    age_in_words,
    is_special,
    report_expected,
)
from localoffer.schools.known_school import KnownSchool
from localoffer.schools.labels import (
    PHASES,
    SIGNS,
    ages,
    kind_and_town,
    kind_text,
    months_between,
    report_text,
    run_by,
    why_not_expected,
)
from localoffer.schools.visit_questions import Questions, questions_for

_NAMES = {"resourced provision": "resourced provision", "SEN unit": "a unit for special needs"}
_RELATED = 4

#: Names looked at on either side for schools like this: looking at all would be slow for many.
_NEAR = 24


@dataclass(frozen=True, slots=True)
class SchoolPageContext:
    """What all schools' pages share, worked out once.

    ``expected`` are the pages of provision by phase; ``positions`` where each school stands on
    the list of its place, so that its neighbours are found without a look at every school.
    """

    index: Index
    groups: Groups
    words: NeedWords
    expected: Mapping[Phase, Link]
    positions: Mapping[str, int]


def make_school_page_context(index: Index, groups: Groups, words: NeedWords) -> SchoolPageContext:
    """Return what all schools' pages share."""
    statements = (one.record for one in index.offer.statements if one.record.agreed)
    covered = {phase for statement in statements for phase in statement.phases}
    expected = {
        phase: Link(f"/provision/phases/{phase.replace(' ', '-')}/", name)
        for phase, name in PHASES.items()
        if phase in covered
    }
    positions = {
        row.address: number
        for key, rows in groups.rows.items()
        if key.startswith("places/")
        for number, row in enumerate(rows)
    }
    return SchoolPageContext(index, groups, words, expected, positions)


def school_page(known: KnownSchool, context: SchoolPageContext) -> SchoolPage:
    """Return a school's page."""
    school, index = known.school, context.index
    return SchoolPage(
        address=known.entry.address,
        title=school.name,
        description=_description(school),
        crumbs=(HOME, SCHOOLS),
        assurance=school_assurance(school, index.offer),
        **_of_report(known, index),  # type: ignore[arg-type]
        school=known.entry,
        kind_name=kind_text(school),
        kind_and_town=kind_and_town(school),
        facts=tuple(_facts(school)),
        notices=tuple(_notices(school, index.offer.today)),
        bases=bases_of(school, index),
        register_bases=register_sentences(school),
        needs=_needs(school, context),
        senco=known.senco,
        is_special=is_special(school),
        questions=_questions(school),
        coordinator=index.offer.lists.contacts.get(known.coordinator or ""),
        coordinators=COORDINATORS if index.offer.coordinators else None,
        expected_provision=_expected(school, context),
        place=_place(school, context.groups),
        related=_related(known, context),
    )


def _description(school: School) -> str:
    contents = "its SEN information report, and whom to ask"
    return f"{kind_and_town(school)}: {'closed' if school.status == 'closed' else contents}."


def _questions(school: School) -> tuple[Questions, ...]:
    if school.status == "closed":
        return ()
    return questions_for(school, has_base=has_base(school))


def _of_report(known: KnownSchool, index: Index) -> dict[str, object]:
    """Return the fields of the page that are about the school's report."""
    school, status, today = known.school, known.report_status, index.offer.today
    return {
        "report_status": status,
        "report_words": report_text(school, status),
        "report_sign": SIGNS[status.state],
        "report_age": age_in_words(months_between(status.dated, today)) if status.dated else "",
        "why_not_expected": "" if report_expected(school) else why_not_expected(school),
        "about_reports": about_reports(index),
    }


def _needs(school: School, context: SchoolPageContext) -> tuple[Need, ...]:
    needs = context.index.offer.lists.needs
    return tuple(needs[need] for need in context.words.needs_of(school) if need in needs)


def _facts(school: School) -> Iterator[tuple[str, str]]:
    yield "Ages", ages(school)
    yield "Phases", ", ".join(PHASES[phase] for phase in school.phases)
    yield "Who runs it", run_by(school)
    if school.kind in ("independent special school", "special college"):
        approved = {"yes": "Yes", "no": "No"}.get(school.section_41, "Not known: ask the council")
        yield "Approved under section 41", approved
    if school.authority:
        yield "Council’s area", school.authority
    if school.type:
        yield "In the register’s words", school.type
    if school.register_needs:
        yield "Needs in the register’s words", ", ".join(school.register_needs)


def _notices(school: School, today: date) -> Iterator[str]:
    """Yield what a family should know first, a sentence each."""
    if school.status == "closed":
        yield f"It closed{_on(school.closes)}."
    elif school.status == "opening":
        day = _on(school.opens) or " on a day not yet known"
        yield f"It is not open yet. It opens{day}."
    elif school.status == "closing" or (school.closes and school.closes > today):
        yield f"It is going to close{_on(school.closes)}."
    if not school.in_area:
        yield "This is outside our area. Children from here may still go to it. Ask about travel."


def _on(day: date | None) -> str:
    return f" on {day.day} {day:%B %Y}" if day else ""


def bases_of(school: School, index: Index) -> tuple[BaseView, ...]:
    """Return the bases in the school's own record, with their needs and services."""
    needs = index.offer.lists.needs
    return tuple(
        BaseView(
            base,
            tuple(needs[need] for need in base.needs if need in needs),
            index.links.get(f"/services/{base.service}/") if base.service else None,
        )
        for base in school.bases
    )


def register_sentences(school: School) -> tuple[str, ...]:
    """Return sentences on bases that only the national register knows of."""
    return () if school.bases else tuple(_sentences(school))


def _sentences(school: School) -> Iterator[str]:
    places = {
        "resourced provision": school.resourced_places,
        "SEN unit": school.unit_places,
    }
    for kind in school.special_provision:
        count = places[kind]
        known = f" with {count} {'place' if count == 1 else 'places'}" if count else ""
        yield f"The national register says it has {_NAMES[kind]}{known}."
    if school.special_classes == "yes" and not school.special_provision and not is_special(school):
        yield "The national register says it has special classes."


def _expected(school: School, context: SchoolPageContext) -> tuple[Link, ...]:
    """The council's statements speak of its own area, and not of independent schools."""
    if not school.in_area or school.kind in INDEPENDENT or school.status == "closed":
        return ()
    return tuple(context.expected[phase] for phase in school.phases if phase in context.expected)


def _place(school: School, groups: Groups) -> Link | None:
    key = f"places/{place_of(school)}"
    if key not in groups.rows:
        return None
    return Link(f"{SCHOOLS.address}{key}/", groups.places[place_of(school)])


def _related(known: KnownSchool, context: SchoolPageContext) -> tuple[SchoolRow, ...]:
    """Return up to four schools of the same place and kind, the next ones by name."""
    rows = context.groups.rows.get(f"places/{place_of(known.school)}", ())
    position = context.positions.get(known.entry.address)
    if position is None:
        return ()
    return tuple(_alike(rows, position))[:_RELATED]


def _alike(rows: Sequence[SchoolRow], position: int) -> Iterator[SchoolRow]:
    """Yield the neighbours of one kind and town among the few dozen nearest by name."""
    after, before = position + 1 + _NEAR, max(position - _NEAR, 0)
    nearby = (*rows[position + 1 : after], *rows[before:position])
    yield from (row for row in nearby if row.kind_and_town == rows[position].kind_and_town)
