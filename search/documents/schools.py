"""Schools, nurseries and colleges, and the reports that they wrote here, as search knows them."""

from collections.abc import Iterable, Iterator

from localoffer.model.school import School
from localoffer.offer import Offer
from localoffer.pages.schools.school_groups import has_base
from localoffer.schools.facts import NeedWords
from localoffer.schools.known_school import KnownSchool, known_schools
from localoffer.schools.labels import kind_and_town, kind_text
from search.documents.body_text import body_of, checked_text, headings_of, labels_of
from search.documents.document import PageStatus, ResultText, SearchDocument
from search.filters import in_sentence

#: Words that families use for a base or unit inside a school, whatever it is called there.
_BASE_WORDS = (
    "base unit hub resource base resourced provision specialist unit ARP SRP enhanced provision"
)
#: The sorts of places for under fives, as their names have them.
_EARLY_SORTS = ("nursery", "playgroup", "preschool", "pre-school", "childmind", "creche", "crèche")
_KEYWORDS = ("SENCO", "SEN information report", "SEN report")


def schools(offer: Offer) -> Iterator[SearchDocument]:
    """Yield every school, nursery and college."""
    needs = NeedWords(offer.lists.needs.values())
    for known in known_schools(offer):
        yield _document(known, offer, needs)


def reports(offer: Offer) -> Iterator[SearchDocument]:
    """Yield every SEN information report that was written here."""
    names = {entry.slug: entry.record for entry in offer.schools}
    for entry in offer.reports:
        school = names.get(entry.record.school)
        if school:
            yield SearchDocument(
                address=entry.address,
                title=f"SEN information report: {school.name}",
                summary=f"How {school.name} helps children with special needs, in its own words.",
                family="report",
                result_text=ResultText("SEN information report", place=school.city or ""),
                names=(f"{school.name} SEN policy",),
                headings=headings_of(entry.text),
                body=body_of(entry.text),
                facets=_facets(school, offer),
            )


def _document(known: KnownSchool, offer: Offer, words: NeedWords) -> SearchDocument:
    entry, school = known.entry, known.school
    low, high = school.minimum_age, school.maximum_age
    needs = words.needs_of(school)
    return SearchDocument(
        address=entry.address,
        title=school.name,
        summary=_summary(known, offer),
        family="school",
        result_text=_result_text(school),
        names=tuple(_names(school)),
        keywords=tuple(_keywords(school, offer)),
        headings=headings_of(entry.text),
        labels=tuple(_labels(school, needs, offer)),
        body=body_of(
            entry.text,
            "This school wrote its SEN information report here." if known.written_report else None,
            *(base.about for base in school.bases),
            *school.register_needs,
        ),
        ages=(low, high) if low is not None and high is not None else None,
        postcodes=(school.postal_code,) if school.postal_code else (),
        facets={**_facets(school, offer), "need": needs},
        status=_status(school),
    )


def _names(school: School) -> Iterator[str]:
    """Yield the other names a school goes by, its earlier ones and those of its bases."""
    yield from school.alternate_names
    yield from school.former_names
    yield from (base.name for base in school.bases)


def _keywords(school: School, offer: Offer) -> Iterator[str]:
    """Yield the words that families type for it.

    A base has its need beside it, so that "autism base" finds first the schools with one for that.
    """
    yield from school.keywords
    yield from _KEYWORDS
    if has_base(school):
        yield _BASE_WORDS
    needs = dict.fromkeys(need for base in school.bases for need in base.needs)
    for name in labels_of(needs, offer.lists.needs):
        yield f"{name} base"
        yield f"{name} unit"


def _labels(school: School, needs: Iterable[str], offer: Offer) -> Iterator[str]:
    """Yield what sort of place it is, the names of its needs, where it lies and its trust."""
    yield from _sort(school)
    yield from labels_of(needs, offer.lists.needs)
    area = offer.lists.areas.get(school.area or "")
    if area:
        yield area.name
    yield from (part for part in (school.city, school.trust) if part)


def _summary(known: KnownSchool, offer: Offer) -> str:
    """Return a school in sentences: what it is, where, for which ages, its bases, its SENCO."""
    school = known.school
    low, high = school.minimum_age, school.maximum_age
    ages = f" for ages {low} to {high}" if low is not None and high is not None else ""
    is_early = school.kind == "early years setting"
    where = f"In {school.city}" if is_early and school.city else kind_and_town(school)
    sentences = [f"{where}{ages}."]
    for base in school.bases:
        names = labels_of(base.needs, offer.lists.needs)
        about = f" for {', '.join(map(in_sentence, names))}" if names else ""
        sentences.append(f"It has {base.name}, a base{about}.")
    if not school.bases and school.special_provision:
        sentences.append(f"It has {' and '.join(map(_with_article, school.special_provision))}.")
    return " ".join((*sentences, *_senco(known)))


def _sort(school: School) -> tuple[str, ...]:
    """Return what sort of place it is.

    "Nursery, playgroup or childminder" would find every nursery for a childminder: a place that
    says itself what it is, in its name or its keywords, is that alone.
    """
    if school.kind != "early years setting":
        return (kind_text(school),)
    names = " ".join((school.name, *school.keywords)).casefold()
    return () if any(sort in names for sort in _EARLY_SORTS) else ("Nursery",)


def _senco(known: KnownSchool) -> Iterator[str]:
    """Yield how to reach the SENCO: what many families look a school up for."""
    senco, school = known.senco, known.school
    if school.status == "closed":
        return
    contact = [part for part in (senco.name, senco.phone or senco.email) if part] if senco else []
    if contact:
        yield f"SENCO: {', '.join(contact)}."
    elif school.phone:
        yield f"Ask for the SENCO on {school.phone}."


def _with_article(provision: str) -> str:
    return f"{'an' if provision.startswith('SEN') else 'a'} {provision}"


def _result_text(school: School) -> ResultText:
    notices = {
        "closed": "Closed",
        "closing": "Going to close",
        "opening": "Not open yet",
        "open": "" if school.in_area else "Outside our area",
    }
    low, high = school.minimum_age, school.maximum_age
    return ResultText(
        kind=kind_text(school),
        ages=f"Ages {low} to {high}" if low is not None and high is not None else "",
        place=school.city or "",
        checked=checked_text(school.assured_date) if school.assured_date else "",
        notice=notices[school.status],
    )


def _status(school: School) -> PageStatus:
    return "past" if school.status == "closed" else "current"


def _facets(school: School, offer: Offer) -> dict[str, tuple[str, ...]]:
    return {
        "help": ("school",) if "school" in offer.lists.kinds else (),
        "place": (school.area,) if school.area else (),
        "school": ("yes",),
        "phase": tuple(phase.replace(" ", "-") for phase in school.phases),
        "base": ("yes",) if has_base(school) else (),
    }
