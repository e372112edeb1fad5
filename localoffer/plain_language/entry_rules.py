"""Rules on who can come: the text and referral, diagnosis_needed and ehc_plan_needed."""

from typing import Final

from localoffer.plain_language.claim_rules import IF, Rule
from localoffer.plain_language.claims import claim

_NEEDS: Final = r"(?:need|needs|must have|(?:has|have|need|needs) to have|requires?) an? "
_IS_NEEDED: Final = r"is (?:needed|required)\b"
_ONLY: Final = r"only (?:for|take|takes|help|helps|see|sees) (?:\w+ ){1,4}(?:with|who have) an? "
_NOT_NEEDED: Final = r"(?:not|\w+n't) need (?:to have )?an? "
_NO_CLAIM: Final = rf"{IF}|(?:not|no|never|without|nor|think|waiting for|while)\b|\w+n't\b"

_NO_REFERRAL: Final = claim(
    "refer",
    r"no referral (?:is )?needed\b",
    r"no need (?:for|of) a referral\b",
    r"(?:not|\w+n't) need (?:a referral|to be referred)\b",
    r"without a referral\b",
    r"can (?:self-refer|refer (?:yourself|yourselves|your (?:own )?child))\b",
    unless=rf"{IF}|(?:cannot|can't)\b",
)
_REFERRAL: Final = claim(
    "refer",
    r"(?:you|families|children) (?:will )?need (?:to have )?a referral\b",
    r"referral (?:from (?:a|an|the|your) (?:\w+ ){1,4})?is (?:needed|required)\b",
    r"must be referred\b",
    r"(?:cannot|can't|can not) (?:self-refer|refer (?:yourself|your child))\b",
    r"only (?:a|your) (?:gp|school|professional)s? can refer\b",
    unless=rf"{IF}|(?:no referral|not need|do not|don't)\b",
)
_DIAGNOSIS: Final = claim(
    "diagnosis",
    rf"{_NEEDS}(?:\w+ )?diagnosis\b",
    rf"diagnosis (?:of (?:\w+ ){{1,4}})?{_IS_NEEDED}",
    rf"{_ONLY}(?:\w+ )?diagnosis\b",
    unless=_NO_CLAIM,
)
_NO_DIAGNOSIS: Final = claim(
    "diagnosis",
    r"no diagnosis (?:is )?(?:needed|required)\b",
    r"without a diagnosis\b",
    rf"{_NOT_NEEDED}(?:\w+ )?diagnosis\b",
    r"diagnosis is not (?:needed|required)\b",
    unless=rf"{IF}|(?:cannot|can't)\b",
)
_PLAN: Final = claim(
    "ehc plan",
    rf"{_NEEDS}ehc plan\b",
    rf"ehc plan {_IS_NEEDED}",
    rf"{_ONLY}ehc plan\b",
    unless=_NO_CLAIM,
)
_NO_PLAN: Final = claim(
    "ehc plan",
    r"no ehc plan (?:is )?(?:needed|required)\b",
    rf"{_NOT_NEEDED}ehc plan\b",
    r"ehc plan is not (?:needed|required)\b",
    unless=IF,
)

ENTRY_RULES: Final = (
    Rule(
        "referral",
        lambda service: bool(service.referral) and "self" not in service.referral,
        _NO_REFERRAL,
        lambda service: f"referral is {', '.join(service.referral)}, without self",
        "Add self to referral, or change the sentence.",
    ),
    Rule(
        "referral",
        lambda service: "self" in service.referral,
        _REFERRAL,
        lambda _: "referral has self in it",
        "Take self out of referral, or change the sentence.",
    ),
    Rule(
        "diagnosis_needed",
        lambda service: service.diagnosis_needed in ("no", "never"),
        _DIAGNOSIS,
        lambda service: f'diagnosis_needed is "{service.diagnosis_needed}"',
        "Set diagnosis_needed to yes, or change the sentence.",
    ),
    Rule(
        "diagnosis_needed",
        lambda service: service.diagnosis_needed == "yes",
        _NO_DIAGNOSIS,
        lambda _: 'diagnosis_needed is "yes"',
        "Set diagnosis_needed to no, or change the sentence.",
    ),
    Rule(
        "ehc_plan_needed",
        lambda service: service.ehc_plan_needed == "no",
        _PLAN,
        lambda _: 'ehc_plan_needed is "no"',
        "Set ehc_plan_needed to yes or sometimes, or change the sentence.",
    ),
    Rule(
        "ehc_plan_needed",
        lambda service: service.ehc_plan_needed == "yes",
        _NO_PLAN,
        lambda _: 'ehc_plan_needed is "yes"',
        "Set ehc_plan_needed to no or sometimes, or change the sentence.",
    ),
)
