"""What phases, tiers and voices are called, and where their pages are."""

from collections.abc import Sequence
from typing import Final

from localoffer.model.provision import Tier
from localoffer.model.school import Phase
from localoffer.pages.page import Link
from localoffer.pages.provision.contexts import Voice

MEETING: Final = Link("/provision/for-a-meeting/", "A list for a meeting")
GRID: Final = Link("/provision/what-is-said/", "What is said, and what is not said yet")

#: Each phase's part of an address, its title, and who it is for in the middle of a sentence.
PHASES: Final[dict[Phase, tuple[str, str, tuple[str, ...]]]] = {
    "early years": ("early-years", "Nursery and early years", ("early years settings",)),
    "primary": ("primary", "Primary school", ("primary schools",)),
    "secondary": ("secondary", "Secondary school", ("secondary schools",)),
    "post-16": ("post-16", "Sixth form and college", ("sixth forms", "colleges")),
}

#: Each tier's part of an address and its title. Staff's own words for them ("universal",
#: "quality first") say nothing to a parent.
TIERS: Final[dict[Tier, tuple[str, str, str]]] = {
    "universal": (
        "every-child",
        "For every child",
        "What every child should find, in every room, every day.",
    ),
    "targeted": (
        "more",
        "For children who need more",
        "More help, for as long as a child needs it.",
    ),
}


def phases_text(phases: Sequence[Phase]) -> str:
    """Return "For primary schools, sixth forms and colleges", in the order of age."""
    if set(phases) == set(PHASES):
        return "For every nursery, school and college"
    names = [name for phase, (_, _, own) in PHASES.items() if phase in phases for name in own]
    *first, last = names
    return f"For {', '.join(first)} and {last}" if first else f"For {last}"


def address_in(voice: Voice, address: str) -> str:
    """Return the address of a list in a voice, from the parents' one."""
    return address if voice == "parents" else f"{address}staff/"


def other_voice(voice: Voice) -> Voice:
    """Return the voice that this one is not."""
    return "staff" if voice == "parents" else "parents"
