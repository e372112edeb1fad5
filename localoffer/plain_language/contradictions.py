"""Finds where a service's fields and its text cannot both be true, and warns: people decide."""

from collections.abc import Callable, Iterator, Sequence

from localoffer.model.service import Service
from localoffer.plain_language.access_claims import contradicted_access
from localoffer.plain_language.age_claims import AgeClaim, contradicted_ages
from localoffer.plain_language.blocks import blocks
from localoffer.plain_language.claims import ClaimContext
from localoffer.plain_language.entry_rules import ENTRY_RULES
from localoffer.plain_language.open_and_cost_rules import OPEN_AND_COST_RULES
from localoffer.plain_language.passage import Passage
from localoffer.plain_language.sentences import Sentence, sentences
from localoffer.plain_language.warning_text import warning
from localoffer.problems import Problem
from localoffer.read.source import FieldPath

LineOf = Callable[[FieldPath], int]


def contradictions(service: Service, passages: Sequence[Passage], line_of: LineOf) -> list[Problem]:
    """Return a warning for every sentence of the passages that contradicts a field.

    ``line_of`` returns the line of a header field, given its path.
    """
    page = ClaimContext(sentences(b for passage in passages for b in blocks(passage) if b.english))
    warnings = [
        *_access(page, service, line_of),
        *_ages(page, service, line_of),
        *_fields(page, service, line_of),
    ]
    return sorted(set(warnings))


def _access(page: ClaimContext, service: Service, line_of: LineOf) -> Iterator[Problem]:
    for claim in contradicted_access(page, service.locations):
        line = line_of(("locations", claim.place, "access", claim.feature))
        says = f'{claim.feature} is "{claim.answer}" on line {line}'
        fix = f"Change the sentence, or {claim.feature} on line {line}: whichever is wrong."
        yield _warning(claim.sentence, claim.words, says, fix)


def _ages(page: ClaimContext, service: Service, line_of: LineOf) -> Iterator[Problem]:
    low, high = service.minimum_age, service.maximum_age
    if low is None or high is None:
        return
    for claim in contradicted_ages(page, low, high):
        line = line_of((_age_field(claim, service),))
        says = f"the ages are {low} to {high} on line {line}"
        fix = "Change the sentence, or minimum_age and maximum_age: whichever is wrong."
        yield _warning(claim.sentence.sentence, claim.words, says, fix)


def _age_field(ages: AgeClaim, service: Service) -> str:
    if ages.youngest is None or ages.youngest == service.minimum_age:
        return "maximum_age"
    return "minimum_age"


def _fields(page: ClaimContext, service: Service, line_of: LineOf) -> Iterator[Problem]:
    for rule in (*OPEN_AND_COST_RULES, *ENTRY_RULES):
        for sentence, words in page.sentences_with(rule.claim) if rule.holds(service) else ():
            says = rule.says(service)
            if rule.field in service.model_fields_set:
                says = f"{says} on line {line_of((rule.field,))}"
            yield _warning(sentence, words, says, rule.fix)


def _warning(sentence: Sentence, words: str, says: str, fix: str) -> Problem:
    message = f'This sentence says "{words}", but {says}.'
    return warning(sentence.block, sentence.line, message, fix)
