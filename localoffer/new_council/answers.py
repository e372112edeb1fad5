"""What a council says about itself when it begins; only its name is needed."""

from dataclasses import dataclass

from localoffer.area_name import area_name


@dataclass(frozen=True, slots=True)
class CouncilAnswers:
    """What is known of a new council. Empty texts are not known yet.

    Attributes:
        name: the council's name.
        address: the web address that the site will have.
        phone: the number for the whole site.
        email: the mailbox for the whole site.
        advice_service: the name of the independent advice service (section 32).
        advice_contact: a phone number, mailbox or web page of that service.
        forum: the name of the parent carer forum.
        forum_contact: a phone number, mailbox or web page of the forum.
        brand: the main colour, as #1d5c63.
        accent: the second colour.
    """

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    advice_service: str = ""
    advice_contact: str = ""
    forum: str = ""
    forum_contact: str = ""
    brand: str = ""
    accent: str = ""

    @property
    def area(self) -> str:
        """The place that the council is named after."""
        return area_name(self.name) or self.name


def way_of(contact: str) -> dict[str, str]:
    """Return a way to reach somebody as the field that it fills: email, url or phone."""
    if "@" in contact:
        return {"email": contact}
    has_digits_alone = not any(letter.isalpha() for letter in contact)
    return {"phone": contact} if has_digits_alone else {"url": contact}
