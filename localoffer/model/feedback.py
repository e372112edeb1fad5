"""How comments are handled, in ``site.yaml``: the council's own numbers."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from localoffer.model.base import RecordPart, ask
from localoffer.model.fields import invalid, read_link
from localoffer.model.ids import Contact
from localoffer.problems import quoted

#: The path at which the comment service's addresses begin, on its own host or on the site's.
_SERVICE = "/feedback/"


def _read_service(address: str) -> str:
    """Return the address of the comment service, with a "/" at its end.

    Raises:
        PydanticCustomError: The service cannot answer at this address.
    """
    is_path = address.startswith("/") and not address.startswith("//")
    with_slash = f"{(address if is_path else read_link(address)).rstrip('/')}/"
    if with_slash == _SERVICE or (not is_path and with_slash.endswith(_SERVICE)):
        return with_slash
    raise invalid(
        f"The service for comments does not answer at {quoted(address)}.",
        f"Write {_SERVICE}, or the whole address, such as https://comments.example.org{_SERVICE}.",
    )


class Feedback(RecordPart):
    """How comments are handled and how long anything is kept: the council's own numbers.

    The comment service and the privacy notice both read them here. Only one thing is law: comments
    and answers are published at least once a year (SI 2014/1530, regulation 56(3)).
    """

    address: Annotated[str, AfterValidator(_read_service)] | None = ask(
        "the address of the comment service; without it, people phone, write or e-mail",
        example="/feedback/",
        default=None,
    )
    year_begins: Annotated[int, Field(ge=1, le=12)] = ask(
        "the month in which the year of the report begins, 1 to 12", default=9
    )
    triage_days: Annotated[int, Field(ge=1)] | None = ask(
        "working days until someone has read a comment", default=None
    )
    answer_days: Annotated[int, Field(ge=1)] | None = ask(
        "working days until an answer", default=None
    )
    keep_contact_days: Annotated[int, Field(ge=1)] = ask(
        "days that an address is kept after the reply", default=30
    )
    keep_text_months: Annotated[int, Field(ge=1, le=36)] = ask(
        "months that a comment is kept as it was written", default=13
    )
    least_shown: Annotated[int, Field(ge=2)] = ask(
        "the smallest number of people that is shown", default=5
    )
    sign_off_by: Literal["one person", "two people"] = ask(
        "how many write and sign off an answer; of two, whoever wrote it last cannot sign it off",
        default="one person",
    )
    safety: Contact | None = ask("the contact to tell when someone is in danger", default=None)

    @property
    def days_to_read(self) -> int:
        """Working days until someone has read a comment; two where the council has not said."""
        return self.triage_days or 2

    @property
    def days_to_answer(self) -> int:
        """Working days until an answer; twenty where the council has not said."""
        return self.answer_days or 20
