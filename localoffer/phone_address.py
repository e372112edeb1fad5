"""The address of a phone number, which a phone calls when it is tapped."""


def phone_href(number: str) -> str:
    """Return the ``tel:`` address of a phone number."""
    return "tel:" + "".join(letter for letter in number if letter.isdigit() or letter == "+")
