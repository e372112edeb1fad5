"""The pages that every site has, whatever is in its offer: their addresses and titles."""

from localoffer.pages.page import Link

HOME = Link("/", "Home")
FIND = Link("/find/", "Find a service or school")
SEARCH = Link("/search/", "Search")
FIGURES = Link("/figures/", "How we are doing")
CHANGES = Link("/changes/", "What changed")
LISTS = (
    SEARCH,
    FIND,
    Link("/a-z/", "A to Z"),
    Link("/glossary/", "Words explained"),
    Link("/events/", "Events"),
    CHANGES,
    Link("/easy-read/", "Easy read"),
)
ABOUT = (
    Link("/contact/", "Talk to someone"),
    Link("/other-formats/", "Other formats, and help without the internet"),
    Link("/about/", "How this site is made"),
    Link("/accessibility/", "Accessibility statement"),
    Link("/privacy/", "Privacy notice"),
)
