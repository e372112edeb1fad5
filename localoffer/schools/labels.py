"""The words of pages and tables about a school: its kind, phases, ages, the state of its report."""

from collections.abc import Mapping
from datetime import date

from localoffer.model.school import Phase, School, SchoolKind
from localoffer.schools.report_status import ReportStatus, State

PHASES: Mapping[Phase, str] = {
    "early years": "Nursery and early years",
    "primary": "Primary",
    "secondary": "Secondary",
    "post-16": "After 16",
}

_KINDS: Mapping[SchoolKind, str] = {
    "early years setting": "Nursery, playgroup or childminder",
    "nursery school": "Nursery school",
    "special school": "Special school",
    "special academy": "Special school",
    "non-maintained special school": "Special school",
    "independent special school": "Independent special school",
    "independent school": "Independent school",
    "pupil referral unit": "Pupil referral unit",
    "alternative provision academy": "Alternative provision",
    "college": "College",
    "special college": "Special college",
}
_RUN_BY: Mapping[SchoolKind, str] = {
    "early years setting": "Its owner or a committee",
    "nursery school": "Its governors, with the council",
    "maintained school": "Its governors, with the council",
    "special school": "Its governors, with the council",
    "non-maintained special school": "A charity or trust, not the council",
    "independent special school": "Its owner, not the council",
    "independent school": "Its owner, not the council",
    "pupil referral unit": "Its committee, with the council",
    "college": "Its governors",
    "special college": "Its governors or owner",
}
_STATES: Mapping[State, str] = {
    "current": "SEN report from the last 12 months",
    "old": "SEN report is over a year old",
    "no date": "SEN report has no date that we can see",
    "moved": "SEN report has moved to a new address",
    "broken": "Link to the SEN report does not work",
    "no text": "SEN report may not be readable aloud",
    "missing": "SEN report not found yet",
    "not checked": "SEN report not checked by us yet",
    "not expected": "The law does not ask for a SEN report",
}

_NOT_RUNNING = {"closed": "Closed, so there is no SEN report", "opening": "Not open yet"}

#: The sign beside a state: decoration, the words say it.
SIGNS: Mapping[State, str] = {
    **dict.fromkeys(_STATES, "warning"),
    "current": "yes",
    "missing": "not-known",
    "not checked": "not-known",
    "not expected": "quiet",
}


def state_text(state: State) -> str:
    """Return the state of a report in a few words."""
    return _STATES[state]


def report_text(school: School, status: ReportStatus) -> str:
    """Return the state of a school's report, with its month where that says more."""
    if school.status in _NOT_RUNNING and not status.address:
        return _NOT_RUNNING[school.status]
    if status.dated and status.state == "current":
        return f"SEN report from {status.dated:%B %Y}"
    if status.dated and status.state == "old":
        return f"SEN report from {status.dated:%B %Y}, over a year old"
    return state_text(status.state)


def kind_text(school: School) -> str:
    """Return what kind of place it is, as families say it: "Primary school"."""
    if school.hospital:
        return "Hospital school"
    label = _KINDS.get(school.kind)
    if label:
        return label
    if {"primary", "secondary"} <= set(school.phases):
        return "All-through school"
    words = {"early years": "Nursery school", "post-16": "Sixth form"}
    for phase in ("secondary", "primary"):
        if phase in school.phases:
            return f"{PHASES[phase]} school"
    return words[school.phases[0]]


def kind_and_town(school: School) -> str:
    """Return "Primary school in Thornbeck", which tells schools of one name apart."""
    return f"{kind_text(school)} in {school.city}" if school.city else kind_text(school)


def run_by(school: School) -> str:
    """Return who runs it."""
    if school.trust:
        return school.trust
    return _RUN_BY.get(school.kind, "A trust, not the council")


def ages(school: School) -> str:
    """Return the ages that it takes, as "4 to 11"; "Not known" where no file says."""
    low, high = school.minimum_age, school.maximum_age
    if low is None or high is None:
        known = next((f"{word} {age}" for word, age in (("From", low), ("Up to", high)) if age), "")
        return known or "Not known"
    return f"{low} to {high}"


def months_between(earlier: date, later: date) -> int:
    """Return the whole months from one day to a later one; never less than 0."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(months - (later.day < earlier.day), 0)


def why_not_expected(school: School) -> str:
    """Return why the law does not ask this place for a report, in a sentence."""
    if school.status == "opening":
        return "This school has not opened yet, so it has no report yet."
    if school.hospital:
        return "The law does not ask special schools in hospitals for a report."
    return f"The law does not ask {_MANY.get(school.kind, 'places like this')} for a report."


_MANY: Mapping[SchoolKind, str] = {
    "early years setting": "private nurseries, playgroups and childminders",
    "non-maintained special school": "special schools that no council maintains",
    "independent special school": "independent schools",
    "independent school": "independent schools",
    "pupil referral unit": "pupil referral units",
    "alternative provision academy": "alternative provision",
    "college": "colleges",
    "special college": "colleges",
}
