"""The register's types, phases and types of need, as kinds, phases and needs here.

The codes are those of ``TypeOfEstablishment (code)`` in "Get information about schools", 2025.
"""

from typing import Final

from localoffer.importers.schools_register.register_rows import RegisterRow
from localoffer.model.school import Phase, SchoolKind

#: By code: the kind that families know. A 16 to 19 academy is a college to them, and in law:
#: section 69 of the Children and Families Act 2014 speaks of Academy schools.
_BY_CODE: Final[dict[int, SchoolKind]] = {
    1: "maintained school", 2: "maintained school", 3: "maintained school",
    5: "maintained school", 6: "academy", 7: "special school",
    8: "non-maintained special school", 10: "independent special school",
    11: "independent school", 12: "special school", 14: "pupil referral unit",
    15: "nursery school", 18: "college", 28: "academy", 31: "college", 32: "special college",
    33: "special academy", 34: "academy", 35: "academy", 36: "special academy",
    38: "alternative provision academy", 39: "college", 40: "academy", 41: "academy",
    42: "alternative provision academy", 43: "alternative provision academy",
    44: "special academy", 45: "college", 46: "college",
}  # fmt: skip

#: By code: types that a council's directory leaves out, as the counts name them.
_EXCLUDED: Final[dict[int, str]] = {
    24: "secure unit", 25: "offshore school", 26: "service children's education",
    27: "miscellaneous", 29: "higher education", 30: "Welsh establishment",
    37: "British school overseas", 47: "children's centre", 48: "children's centre",
    49: "online provider", 56: "funded by another government department", 57: "secure unit",
}  # fmt: skip

#: By words in the type's name, where its code is not known; the first match counts.
_BY_NAME: Final[tuple[tuple[str, SchoolKind | None, str], ...]] = (
    ("welsh", None, "Welsh establishment"),
    ("offshore", None, "offshore school"),
    ("overseas", None, "British school overseas"),
    ("service children", None, "service children's education"),
    ("secure", None, "secure unit"),
    ("higher education", None, "higher education"),
    ("children's centre", None, "children's centre"),
    ("miscellaneous", None, "miscellaneous"),
    ("online", None, "online provider"),
    ("other government", None, "funded by another government department"),
    ("non-maintained special", "non-maintained special school", ""),
    ("independent special", "independent special school", ""),
    ("special post 16", "special college", ""),
    ("academy special", "special academy", ""),
    ("free schools special", "special academy", ""),
    ("community special school", "special school", ""),
    ("foundation special school", "special school", ""),
    ("alternative provision", "alternative provision academy", ""),
    ("pupil referral unit", "pupil referral unit", ""),
    ("nursery school", "nursery school", ""),
    ("early years setting", "early years setting", ""),
    ("16-19", "college", ""),
    ("16 to 19", "college", ""),
    ("sixth form centre", "college", ""),
    ("further education", "college", ""),
    ("academy", "academy", ""),
    ("free school", "academy", ""),
    ("university technical college", "academy", ""),
    ("studio school", "academy", ""),
    ("city technology college", "academy", ""),
    ("independent school", "independent school", ""),
    ("community school", "maintained school", ""),
    ("voluntary aided school", "maintained school", ""),
    ("voluntary controlled school", "maintained school", ""),
    ("foundation school", "maintained school", ""),
)

#: Schools only for pupils with special needs: the ones that are taken over from neighbours.
SPECIAL: Final[frozenset[SchoolKind]] = frozenset(
    {
        "special school",
        "special academy",
        "non-maintained special school",
        "independent special school",
    }
)

_EARLY, _SECONDARY_FROM, _PRIMARY_TO, _POST_16_FROM, _LEAVES_AFTER = 3, 11, 10, 17, 18
_PHASES: Final[dict[str, tuple[Phase, ...]]] = {
    "nursery": ("early years",),
    "primary": ("primary",),
    "middle deemed primary": ("primary", "secondary"),
    "middle deemed secondary": ("primary", "secondary"),
    "secondary": ("secondary",),
    "all-through": ("primary", "secondary"),
    "16 plus": ("post-16",),
}

#: Types of need in the register's own words, and the need of ``lists/needs.yaml`` for each.
NEEDS: Final[dict[str, tuple[str, str, str]]] = {
    "SPLD": ("SpLD - Specific Learning Difficulty", "dyslexia", "dyslexia"),
    "MLD": ("MLD - Moderate Learning Difficulty", "learning-difficulties", "learning difficulties"),
    "SLD": ("SLD - Severe Learning Difficulty", "learning-disability", "learning disability"),
    "PMLD": (
        "PMLD - Profound and Multiple Learning Difficulty",
        "learning-disability",
        "learning disability",
    ),
    "SEMH": ("SEMH - Social, Emotional and Mental Health", "mental-health", "mental health"),
    "SLCN": (
        "SLCN - Speech, language and Communication",
        "speech-and-language",
        "speech and language",
    ),
    "HI": ("HI - Hearing Impairment", "hearing", "hearing"),
    "VI": ("VI - Visual Impairment", "vision", "vision"),
    "MSI": ("MSI - Multi-Sensory Impairment", "deafblind", "deafblind"),
    "PD": ("PD - Physical Disability", "physical-disability", "physical disability"),
    "ASD": ("ASD - Autistic Spectrum Disorder", "autism", "autism"),
    "OTH": ("OTH - Other Difficulty/Disability", "", "other needs"),
}


def kind_of_row(row: RegisterRow) -> tuple[SchoolKind | None, str]:
    """Return the kind of a row, or None and why it is left out (as the counts name it)."""
    code = row["TypeOfEstablishment (code)"]
    number = int(code) if code.isascii() and code.isdecimal() else 0
    if number in _BY_CODE:
        return _BY_CODE[number], ""
    if number in _EXCLUDED:
        return None, _EXCLUDED[number]
    name = row["TypeOfEstablishment (name)"].lower()
    for words, kind, reason in _BY_NAME:
        if words in name:
            return kind, reason
    return (
        None,
        f"type that is not known here ({row['TypeOfEstablishment (name)'] or 'no type'})",
    )


def code_of_need(text: str) -> str:
    """Return the short name of a type of need ("ASD"), or an empty text."""
    code = text.partition(" - ")[0].strip().upper()
    return code if code in NEEDS else ""


def phases_of(row: RegisterRow, kind: SchoolKind, low: int | None, high: int | None) -> list[Phase]:
    """Return the phases that a school teaches, by its phase in the register or else its ages."""
    phases = _PHASES.get(row["PhaseOfEducation (name)"].lower(), ())
    if not phases:
        return _by_ages(kind, low, high)
    early = phases[0] == "primary" and low is not None and low <= _EARLY and _has_nursery(row)
    sixth = row["OfficialSixthForm (name)"].lower().startswith("has ")
    later = "secondary" in phases and (sixth or (high is not None and high >= _LEAVES_AFTER))
    return [*(["early years"] if early else []), *phases, *(["post-16"] if later else [])]  # type: ignore[list-item]


def _has_nursery(row: RegisterRow) -> bool:
    return row["NurseryProvision (name)"].lower().startswith("has ")


def _by_ages(kind: SchoolKind, low: int | None, high: int | None) -> list[Phase]:
    """Return phases by ages: 4 is a pupil's first in school, 11 the first in secondary school."""
    if kind in ("college", "special college"):
        return ["post-16"]
    if kind in ("nursery school", "early years setting"):
        return ["early years"]
    if low is None or high is None:
        return []
    candidates: tuple[tuple[Phase, bool], ...] = (
        ("early years", low <= _EARLY),
        ("primary", low <= _PRIMARY_TO and high > _EARLY + 2),
        ("secondary", high > _SECONDARY_FROM and low < _POST_16_FROM - 1),
        ("post-16", high >= _POST_16_FROM),
    )
    return [phase for phase, applies in candidates if applies]
