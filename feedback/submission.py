"""What someone sent, once it has been read: values that the store writes as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from localoffer.model.comment_terms import Way

#: What was sent: a comment, words for the wall, a correction to a record, why a page was (not)
#: useful, what was looked for and not found, or the words of an answer to a survey.
Kind = Literal["comment", "wall", "correction", "useful", "sought", "survey"]

#: The kinds that are answered, signed off and published.
PUBLISHED_KINDS: Final[frozenset[str]] = frozenset({"comment", "wall"})

#: The box in which a moderator wrote at which event the words were said: no part of them.
EVENT: Final = "event"

#: What the sender said to "May we publish it?". "not known" is of comments that were stored before
#: a no and no answer were kept apart.
PublishAnswer = Literal["yes", "no", "not answered", "not known"]

#: The words the form was in: a parent's, a young person's, easy read.
Manner = Literal["plain", "young", "easy"]


@dataclass(frozen=True, slots=True)
class Submission:
    """One thing that someone sent. ``publish`` is "not answered" too where nobody asked.

    ``form`` is the number of the form, by which a second sending is known. ``about`` is the matter
    of a comment, the question that words for the wall answer, or what is wrong with a record.
    ``words`` are what was typed, by box, as typed. ``reply_to`` is the address for a reply, if one
    is wanted. ``flags`` say why it should be looked at apart; ``danger`` is above 0 where its words
    speak of danger.
    """

    form: str
    kind: Kind
    words: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    about: str = ""
    role: str = ""
    age: str = ""
    area: str = ""
    way: Way = "website"
    manner: Manner = "plain"
    publish: PublishAnswer = "not answered"
    reply_to: str = ""
    flags: tuple[str, ...] = ()
    danger: int = 0

    @property
    def may_publish(self) -> bool:
        """Whether its sender said that we may publish it."""
        return self.publish == "yes"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The reference that the sender gets; ``is_new`` is False for a form that was sent before.

    ``danger`` is the weight of the words of danger in it, 0 for none.
    """

    reference: str
    is_new: bool
    danger: int = 0


@dataclass(frozen=True, slots=True)
class Vote:
    """Whether a page was useful to someone.

    ``form`` is the day and a code by which a second one on that day is known: ``2026-03-14 9f…``.
    """

    form: str
    page: str
    useful: bool


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """The choices of one answer to a survey, by the id of the question; words are kept apart."""

    form: str
    survey: str
    choices: Mapping[str, str | tuple[str, ...]]


def publish_answer_of(typed: str) -> PublishAnswer:
    """Return what was chosen in a form, "yes" or "no"; all else is no answer."""
    return "yes" if typed == "yes" else "no" if typed == "no" else "not answered"


def stored_publish_answer(stored: str | None, *, may_publish: bool) -> PublishAnswer:
    """Return the answer of a stored comment; of an older one, what it tells.

    ``stored`` is the column ``publish``, NULL where an older version of this program stored it.
    """
    if may_publish:
        return "yes"
    return "not known" if stored is None else "no" if stored == "no" else "not answered"
