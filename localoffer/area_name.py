"""The name of a council's area, out of the council's own name."""

#: Words of a council's name that are no part of its area's. The longest come first.
_ENDINGS = (
    "metropolitan borough council",
    "metropolitan district council",
    "london borough council",
    "county borough council",
    "royal borough council",
    "borough council",
    "district council",
    "county council",
    "city council",
    "unitary authority",
    "council",
)
_BEGINNINGS = (
    "the council of the",
    "council of the",
    "the london borough of",
    "london borough of",
    "the royal borough of",
    "royal borough of",
    "the metropolitan borough of",
    "metropolitan borough of",
    "the borough of",
    "borough of",
    "the city of",
    "city of",
)


def area_name(council: str) -> str:
    """Return the area that a council is named after; empty where nothing else is in the name.

    "Brackenshire County Council" gives "Brackenshire", "London Borough of Camden" "Camden".
    """
    name = " ".join(council.split())
    for ending in _ENDINGS:
        if name.lower().endswith(ending):
            name = name[: len(name) - len(ending)].rstrip()
            break
    for beginning in _BEGINNINGS:
        if name.lower().startswith(f"{beginning} "):
            name = name[len(beginning) + 1 :]
            break
    return name
