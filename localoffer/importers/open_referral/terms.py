"""A feed's terms as kinds, topics, needs, ages, areas and access of the council's lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from localoffer.importers.inference.age_words import ages_in
from localoffer.importers.inference.need_phrases import need_of
from localoffer.importers.shared.council_lists import CouncilLists
from localoffer.importers.shared.feed_term import FeedTerm
from localoffer.importers.shared.notes import Notes
from localoffer.importers.shared.term_meanings import TermMeaning, term_key
from localoffer.importers.shared.text import line

_LISTED = ("topics", "needs", "areas", "access")
_LONGEST = 80
_AGES = ("minimum_age", "maximum_age")


@dataclass(frozen=True, slots=True)
class MappedTerms:
    """What a record's terms mean as fields of a service.

    ``inferred`` are the fields whose meaning no person gave; ``unmapped`` the terms that mean
    nothing here. ``areas`` and ``access`` are ids: they are parts of other fields.
    """

    values: dict[str, Any]
    areas: tuple[str, ...]
    access: tuple[str, ...]
    inferred: frozenset[str]
    unmapped: tuple[FeedTerm, ...]


def areas_of(
    areas: Iterable[str], council: CouncilLists, notes: Notes
) -> tuple[list[str], list[str]]:
    """Return the ids of the areas named, and the names that are in no list."""
    ids: list[str] = []
    unknown: list[str] = []
    for text in map(line, areas):
        meaning = council.meanings.get(term_key(text))
        if term_key(text) in council.areas:
            ids.append(council.areas[term_key(text)])
        elif meaning and (meaning.areas or meaning.is_nothing):
            ids += meaning.areas
        else:
            notes.lost("service_areas", "area that is not in lists/areas.yaml", text)
            unknown.append(text)
    return list(dict.fromkeys(ids)), unknown


def mapped_terms(
    feed_terms: Iterable[FeedTerm], rules: Iterable[str], council: CouncilLists, notes: Notes
) -> MappedTerms:
    """Return what terms mean: what importing.yaml says, else a name of ours that is the same.

    ``rules`` are the feed's words on who may come: they count as terms too, but nobody needs to
    map them. Where names that are the same give two kinds or two pairs of ages, none is taken;
    of rows in importing.yaml the first counts.
    """
    terms: dict[str, FeedTerm] = {}
    for one in feed_terms:
        terms.setdefault(line(one.word), one)
    terms.pop("", None)
    meanings = {term: _meaning(term, council) for term in terms}
    extra = {line(rule): _meaning(line(rule), council) for rule in rules if len(rule) <= _LONGEST}
    known = [meaning for meaning in (*meanings.values(), *extra.values()) if meaning]
    values, inferred = _kind_and_ages(known, notes)
    listed = {
        name: list(dict.fromkeys(id_ for meaning in known for id_ in getattr(meaning, name)))
        for name in _LISTED
    }
    found = [meaning for meaning in known if not meaning.by_rule]
    by_name = {name for name in _LISTED if any(getattr(meaning, name) for meaning in found)}
    return MappedTerms(
        {**values, "topics": listed["topics"], "needs": listed["needs"]},
        tuple(listed["areas"]),
        tuple(listed["access"]),
        frozenset({*by_name, *inferred}),
        tuple(FeedTerm(word, terms[word].source) for word in terms if not meanings[word]),
    )


def _kind_and_ages(known: list[TermMeaning], notes: Notes) -> tuple[dict[str, str], set[str]]:
    """Return the kind and the ages that terms mean, and which of these no person said."""
    given = [meaning for meaning in known if meaning.by_rule]
    found = [meaning for meaning in known if not meaning.by_rule]
    kind = next((meaning.kind for meaning in given if meaning.kind), "")
    ages = next((pair for meaning in given if (pair := _ages(meaning))), {})
    own_kind = "" if kind else _only_kind(found, notes)
    own_ages = {} if ages else _only_ages(found, notes)
    inferred = {*({"kind"} if own_kind else ()), *own_ages}
    return {"kind": kind or own_kind, **(ages or own_ages)}, inferred


def _meaning(term: str, council: CouncilLists) -> TermMeaning | None:
    """Return what a term means; needs and ages are also read as in any text."""
    meaning = council.meanings.get(term_key(term))
    need = need_of(term)
    if meaning or need in council.needs:
        return meaning or TermMeaning(needs=(need,))
    ages = ages_in(term, is_label=True)
    if len(ages) == 1:
        return TermMeaning(minimum_age=ages[0].low, maximum_age=ages[0].high)
    return None


def _ages(meaning: TermMeaning) -> dict[str, str]:
    ages = {name: getattr(meaning, name) for name in _AGES}
    return {name: str(age) for name, age in ages.items() if age is not None}


def _only_kind(meanings: list[TermMeaning], notes: Notes) -> str:
    kinds = list(dict.fromkeys(meaning.kind for meaning in meanings if meaning.kind))
    if len(kinds) > 1:
        notes.lost("kind", "terms that name several kinds", ", ".join(kinds))
        return ""
    return kinds[0] if kinds else ""


def _only_ages(meanings: list[TermMeaning], notes: Notes) -> dict[str, str]:
    pairs = [pair for meaning in meanings if (pair := _ages(meaning))]
    if any(pair != pairs[0] for pair in pairs):
        notes.lost("minimum_age", "terms that name several ages", str(len(pairs)))
        return {}
    return pairs[0] if pairs else {}
