"""The filters of search: the name of each, its options, and their phrases in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from localoffer.offer import Offer


@dataclass(frozen=True, slots=True)
class FilterOption:
    """One option of a filter: its value in the address, its label, and its phrase in a sentence."""

    value: str
    label: str
    phrase: str


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """A filter on the values of ``Document.facets``. ``many`` may be chosen several at a time.

    Of several choices one has to fit, but of an ``all`` filter every one: a family that needs a
    step-free way in and a Changing Places toilet needs both. What has the value ``for_all`` fits
    whatever is chosen.
    """

    name: str
    label: str
    kind: Literal["many", "all", "flag"]
    options: tuple[FilterOption, ...]
    is_first: bool = False
    for_all: str = ""


#: The need that stands for every need (``lists/needs.yaml``).
ANY_NEED = "any"

_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_PHASES = {
    "early-years": "Early years",
    "primary": "Primary",
    "secondary": "Secondary",
    "post-16": "After 16",
}
_FLAGS = (
    ("free", "Free", "that are free"),
    ("no-referral", "You can ask yourself, without a referral", "without a referral"),
    ("no-diagnosis", "No diagnosis needed", "without a diagnosis"),
    ("online", "Online or by phone", "online or by phone"),
)


def filters(offer: Offer) -> tuple[SearchFilter, ...]:
    """Return the filters of an offer, in the order in which the page shows them."""
    lists = offer.lists
    return (
        SearchFilter(
            "need", "Need", "many", _options(_names(lists.needs), "about {}"), is_first=True,
            for_all=ANY_NEED,
        ),
        SearchFilter(
            "help", "Type of help", "many", _options(_names(lists.kinds), "of the kind {}"),
            is_first=True,
        ),
        SearchFilter(
            "place", "Area", "many", _as_named(_names(lists.areas), "in {}"), is_first=True
        ),
        *(
            SearchFilter(
                name, label, "flag", (FilterOption("yes", label, phrase),), is_first=name == "free"
            )
            for name, label, phrase in _FLAGS
        ),
        *(_of_schools() if offer.schools else ()),
        SearchFilter("access", "Getting in", "all", _options(_names(lists.access), "with {}")),
        SearchFilter("day", "Day", "many", _as_named(_DAYS, "on {}")),
    )  # fmt: skip


def _of_schools() -> tuple[SearchFilter, ...]:
    """Return the filters that only schools, nurseries and colleges have values for."""
    return (
        SearchFilter(
            "school", "Schools, nurseries and colleges", "flag",
            (FilterOption("yes", "Only schools, nurseries and colleges",
                    "that are schools, nurseries or colleges"),),
        ),
        SearchFilter("phase", "Phase of school", "many", _options(_PHASES, "for the phase {}")),
        SearchFilter(
            "base", "Base or unit", "flag",
            (FilterOption("yes", "With a base or unit for special needs", "with a base or unit"),),
        ),
    )  # fmt: skip


def _names(choices: Mapping[str, object]) -> dict[str, str]:
    return {key: str(getattr(choice, "name", key)) for key, choice in choices.items()}


def _options(names: Mapping[str, str], sentence: str) -> tuple[FilterOption, ...]:
    return tuple(
        FilterOption(key, name, sentence.format(in_sentence(name))) for key, name in names.items()
    )


def _as_named(names: Mapping[str, str], sentence: str) -> tuple[FilterOption, ...]:
    return tuple(FilterOption(key, name, sentence.format(name)) for key, name in names.items())


def in_sentence(name: str) -> str:
    """Return a name as it is written within a sentence: "autism", but "ADHD", "Changing Places"."""
    return name if any(letter.isupper() for letter in name[1:]) else name[0].lower() + name[1:]
