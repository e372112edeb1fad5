"""Which schools have to publish a SEN information report, and which kinds are special.

The duty (Children and Families Act 2014, section 69; SI 2014/1530, regulation 51, number read
second-hand) lies on maintained schools, maintained nursery schools and Academy schools, and not
on a special school established in a hospital. Other places may publish one, and many do.
"""

from localoffer.model.school import School, SchoolKind

EXPECTED: frozenset[SchoolKind] = frozenset(
    {"nursery school", "maintained school", "academy", "special school", "special academy"}
)
SPECIAL: frozenset[SchoolKind] = frozenset(
    {
        "special school",
        "special academy",
        "non-maintained special school",
        "independent special school",
        "special college",
    }
)
INDEPENDENT: frozenset[SchoolKind] = frozenset({"independent school", "independent special school"})


def report_expected(school: School) -> bool:
    """Return whether the law asks this school, which is open, for a SEN information report."""
    is_open = school.status in ("open", "closing")
    return school.kind in EXPECTED and not school.hospital and is_open


def is_counted(school: School) -> bool:
    """Return whether the council counts this school's report: it is expected, and in its area."""
    return report_expected(school) and school.in_area


def is_special(school: School) -> bool:
    """Return whether the school is for pupils with special needs alone."""
    return school.kind in SPECIAL
