"""The wordings of the questions: for parents, for young people, and in easy read."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, get_args

from feedback.forms.question import Choice, FormQuestion, QuestionWording
from feedback.submission import Manner
from localoffer.model.comment_terms import AgeBand

MANNERS: Final = get_args(Manner)

Version = Mapping[Manner, str]


def three(plain: str, young: str, easy: str) -> Version:
    """Return a sentence in its three versions."""
    return MappingProxyType({"plain": plain, "young": young, "easy": easy})


def manner_of(name: str | None, manners: tuple[Manner, ...] = MANNERS) -> Manner:
    """Return the version of this name; the first one where there is none."""
    return next((manner for manner in manners if manner == name), manners[0])


#: What stands above every box for words.
NO_NAMES: Final = three(
    "Do not name anyone: no child, no parent, no staff.",
    "Do not write anyone’s name. Not yours either.",
    "Do not write any names.",
)
LENGTH_HINT: Final = three(
    "There is room for {number} letters.",
    "There is room for {number} letters.",
    "There is room for {number} letters.",
)
OTHER_VERSIONS: Final = three("In plain words", "For young people", "Easy read")
MORE: Final = three("More, if you like", "More, if you like", "More questions")
MORE_SENTENCE: Final = three(
    "You can leave out any of these.",
    "You can skip all of these.",
    "You do not have to answer these.",
)

MATTER: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording("What is it about?"),
    "young": QuestionWording("What is it about?"),
    "easy": QuestionWording("What is it about?", picture="red question mark"),
}
#: The matters of SI 2014/1530, regulation 56(1), as a family would say them, and a service.
MATTERS: Final = (
    Choice("content", "Something on a page is wrong", "Such as an old number.", "page facing up"),
    Choice("missing", "Something is missing", "Help that you could not find here.", "eyes"),
    Choice(
        "access", "The site is hard to use", "Hard to find, to read or to hear.", "mobile phone"
    ),
    Choice(
        "making", "How this site is made", "Who is asked, and who decides.", "hammer and wrench"
    ),
    Choice("service", "A service", "How it went when you asked for it or used it.", "person"),
)

PUBLISH: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording(
        "May we publish what you say, with our answer?",
        "We take out every name first. If you do not choose, we do not publish it.",
    ),
    "young": QuestionWording(
        "Can we put what you said on this site, with our answer?",
        "Nobody will know it was you. If you do not choose, we keep it off the site.",
    ),
    "easy": QuestionWording(
        "Can other people read what you wrote?",
        "We take out all names first.",
        "newspaper",
    ),
}
YES_NO: Final = (
    Choice("yes", "Yes", picture="thumbs up"),
    Choice("no", "No", picture="person gesturing no"),
)

#: The choice by which an answer is taken back: it is chosen as long as no other is.
NO_ANSWER: Final[Mapping[Manner, Choice]] = MappingProxyType(
    {
        "plain": Choice("", "I would rather not say"),
        "young": Choice("", "I’d rather not say"),
        "easy": Choice("", "I do not want to say", picture="red question mark"),
    }
)

#: The same where somebody may not know the answer.
NOT_SURE: Final[Mapping[Manner, Choice]] = MappingProxyType(
    {
        "plain": Choice("", "I am not sure"),
        "young": Choice("", "I’m not sure"),
        "easy": Choice("", "I do not know", picture="red question mark"),
    }
)

REPLY: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording(
        "Would you like a reply?",
        "We use your address for the reply and for nothing else. We keep it apart from what you "
        "wrote, and delete it {keep} after we reply.",
    ),
    "young": QuestionWording(
        "Do you want us to reply?",
        "We only use your address to reply. We delete it {keep} after that.",
    ),
    "easy": QuestionWording(
        "Do you want an answer?", "Then we need your address.", "incoming envelope"
    ),
}
EMAIL: Final = FormQuestion(
    "email", "Your e-mail address", "email", max_length=254,
    missing="Enter your e-mail address, or choose “No, thank you”.",
)  # fmt: skip
PHONE: Final = FormQuestion(
    "phone", "Your phone number", "phone", max_length=40,
    missing="Enter your phone number, or choose “No, thank you”.",
)  # fmt: skip
POST: Final = FormQuestion(
    "post", "Your address", "post", max_length=300,
    missing="Enter your address, or choose “No, thank you”.",
)  # fmt: skip
WAYS: Final = (
    Choice("no", "No, thank you", picture="person gesturing no"),
    Choice("e-mail", "Yes, by e-mail", picture="e-mail", then=EMAIL),
    Choice("phone", "Yes, by phone", picture="telephone receiver", then=PHONE),
    Choice("post", "Yes, by post", picture="envelope", then=POST),
)

ROLE: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording("Who are you?"),
    "young": QuestionWording("Who are you?"),
    "easy": QuestionWording("Who are you?", picture="busts in silhouette"),
}
ROLES: Final = (
    Choice("parent or carer", "A parent or carer", picture="family"),
    Choice("young person", "A young person", picture="student"),
    Choice("professional", "Someone who works with families", picture="office building"),
    Choice("forum", "Someone from the parent carer forum", picture="people dialogue"),
    Choice("someone else", "Someone else", picture="person"),
)

AGE: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording(
        "How old is the child or young person?", "We do not ask for a birthday."
    ),
    "young": QuestionWording("How old are you?"),
    "easy": QuestionWording("How old is the child or young person?", picture="birthday cake"),
}
AGES: Final = tuple(Choice(band, band) for band in get_args(AgeBand))

AREA: Final[Mapping[Manner, QuestionWording]] = {
    "plain": QuestionWording("Where do you live?"),
    "young": QuestionWording("Where do you live?"),
    "easy": QuestionWording("Where do you live?", picture="house"),
}
