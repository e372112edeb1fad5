"""The council's lists and contacts, and its mapping of a feed's terms to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from localoffer.check.checked_file import CheckedFile
from localoffer.check.references import broken_references
from localoffer.check.site_facts import used_layers
from localoffer.importers.shared.list_records import ListRecords, checked_file
from localoffer.importers.shared.own_names import own_names
from localoffer.importers.shared.term_meanings import TermMeaning, meaning_of, term_key
from localoffer.model.import_rule import ImportRule
from localoffer.problems import ContentError, Problem, UsageError, errors
from localoffer.program import PROGRAM

_RULES = "importing.yaml"
_LISTS = ("kinds", "needs", "areas", "access")


@dataclass(frozen=True, slots=True)
class CouncilLists:
    """What imported records may refer to.

    ``owner`` is the contact that new records get, or empty; ``areas`` are ids by name;
    ``meanings`` is what a term means, by its ``term_key``: what importing.yaml says, else what a
    name in the lists that is the same says. ``rules`` are all rows of importing.yaml, without the
    ids that are in no list: ``unknown_ids`` are the problems with these.
    """

    owner: str
    areas: Mapping[str, str]
    needs: frozenset[str]
    features: frozenset[str]
    topics: frozenset[str]
    meanings: Mapping[str, TermMeaning]
    rules: tuple[ImportRule, ...] = ()
    unknown_ids: tuple[Problem, ...] = ()


def read_council_lists(folder: Path, resources: Path, owner: str | None) -> CouncilLists:
    """Return what the content folder has, with the national lists below its own.

    ``resources`` is the folder of the program's own files, ``owner`` the contact that the command
    names, if any.

    Raises:
        UsageError: the folder is no content folder, or ``owner`` no contact in it.
        ContentError: importing.yaml has errors.
    """
    require_content_folder(folder)
    layers, facts = used_layers(folder, resources)
    lists = ListRecords(layers, facts.left_out)
    contacts = [contact.id for contact in lists.of("contacts.yaml")]
    known = {name: lists.ids(f"lists/{name}.yaml") for name in _LISTS}
    topics = {id_ for id_, _ in lists.topic_titles()}
    checked = _checked_rules(folder)
    rules = [_with_known_ids(rule, known, topics) for rule in _rules(checked)]
    return CouncilLists(
        owner=_owner(owner, contacts, str(facts.values.get("help", ""))),
        areas=_area_names(lists),
        needs=frozenset(known["needs"]),
        features=frozenset(known["access"]),
        topics=frozenset(topics),
        meanings=own_names(lists) | _given_meanings(rules),
        rules=tuple(rules),
        unknown_ids=_unknown_ids(checked, known, topics),
    )


def require_content_folder(folder: Path) -> None:
    """Make sure that the folder is a content folder, before anything is written to it.

    Raises:
        UsageError: it is none.
    """
    if not folder.is_dir():
        message = (
            f"There is no folder {folder}. Make one for your council first: "
            f"{PROGRAM} new council our-offer."
        )
        raise UsageError(message)
    if not (folder / "site.yaml").is_file():
        message = (
            f"There is no site.yaml in {folder}, so it is no content folder yet. Name the folder "
            f"that holds site.yaml, or make one: {PROGRAM} new council our-offer."
        )
        raise UsageError(message)


def _owner(name: str | None, contacts: list[str], default: str) -> str:
    if name is None:
        return default if default in contacts else ""
    if name not in contacts:
        close = get_close_matches(name, contacts, n=1)
        hint = f'Did you mean "{close[0]}"?' if close else f"Choose one of: {', '.join(contacts)}."
        raise UsageError(f'"{name}" is no contact in contacts.yaml. {hint}')
    return name


def _checked_rules(folder: Path) -> CheckedFile | None:
    checked = checked_file(_RULES, folder / _RULES)
    if checked and errors(checked.problems):
        raise ContentError(checked.problems)
    return checked


def _rules(checked: CheckedFile | None) -> list[ImportRule]:
    rows = checked.rows if checked else ()
    return [row.record for row in rows if isinstance(row.record, ImportRule)]


def _unknown_ids(
    checked: CheckedFile | None, known: Mapping[str, set[str]], topics: set[str]
) -> tuple[Problem, ...]:
    """Return the ids in importing.yaml that are in no list, as ``check`` tells them."""
    lists = {f"lists/{name}": frozenset(ids) for name, ids in known.items()}
    return tuple(
        broken_references([checked] if checked else [], {**lists, "topics": frozenset(topics)})
    )


def _with_known_ids(
    rule: ImportRule, known: Mapping[str, set[str]], topics: set[str]
) -> ImportRule:
    """Return a row without the ids that are in no list."""
    return rule.model_copy(
        update={
            "kind": rule.kind if rule.kind in known["kinds"] else None,
            "needs": tuple(need for need in rule.needs if need in known["needs"]),
            "areas": tuple(area for area in rule.areas if area in known["areas"]),
            "access": tuple(one for one in rule.access if one in known["access"]),
            "topics": tuple(topic for topic in rule.topics if topic in topics),
        }
    )


def _given_meanings(rules: list[ImportRule]) -> dict[str, TermMeaning]:
    """Return what the rows of importing.yaml mean; of two rows with one term the first counts."""
    return {
        term_key(term): meaning_of(rule)
        for rule in reversed(rules)
        if rule.term
        for term in (rule.term, rule.term.upper(), rule.term.lower())
    }


def _area_names(lists: ListRecords) -> dict[str, str]:
    areas = lists.of("lists/areas.yaml")
    return {term_key(name): area.id for area in areas for name in (area.id, area.name)}
