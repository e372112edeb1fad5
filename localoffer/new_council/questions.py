"""The questions to somebody at a terminal, one answer at a time; each may be left for later."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from localoffer.new_council.answers import CouncilAnswers
from localoffer.problems import Problem

#: Asks one question and returns what was typed.
Ask = Callable[[str], str]

#: Tells a sentence.
Tell = Callable[[str], None]

#: What is wrong with answers.
Problems = Callable[[CouncilAnswers], tuple[Problem, ...]]

_BEGINNING: Final = (
    "A few questions about your council. Press Enter to leave one for later:"
    " all but the name can wait."
)
_QUESTIONS: Final[Mapping[str, str]] = {
    "name": "What is the council called, such as Kent County Council?",
    "address": "Which web address will this site have, such as https://localoffer.kent.gov.uk?",
    "phone": "Which phone number do families ring about the Local Offer?",
    "email": "Which shared mailbox do they write to?",
    "advice_service": "What is the independent advice service called, such as Kent SENDIASS?",
    "advice_contact": "Its phone number, mailbox or web page?",
    "forum": "What is the parent carer forum called?",
    "forum_contact": "Its phone number, mailbox or web page?",
    "brand": "The council's main colour, such as #14505c?",
    "accent": "A second colour, such as #f2a65a?",
}

#: Questions that are asked only if another one was answered, which goes back to nothing without.
_GOES_WITH: Final = {"advice_contact": "advice_service", "forum_contact": "forum"}


def ask_all(ask: Ask, tell: Tell, problems: Problems) -> CouncilAnswers:
    """Return the answers to all questions; a wrong one is asked again, with what is wrong."""
    tell(_BEGINNING)
    answers = CouncilAnswers(name="")
    for field, question in _QUESTIONS.items():
        with_field = _GOES_WITH.get(field)
        if with_field and not getattr(answers, with_field):
            continue
        answers = _answered(field, question, answers, (ask, tell, problems))
    return answers


def _answered(
    field: str, question: str, answers: CouncilAnswers, terminal: tuple[Ask, Tell, Problems]
) -> CouncilAnswers:
    """Return the answers with that to one question."""
    ask, tell, problems = terminal
    while True:
        typed = ask(f"{question} ").strip()
        if not typed and field == "name":
            tell("The name is needed: it stands on every page.")
            continue
        if not typed and field in _GOES_WITH:
            tell("Without one, families cannot reach them: this can wait too.")
            return replace(answers, **{_GOES_WITH[field]: ""})
        answered = replace(answers, **{field: typed})
        wrong = problems(answered) if typed and field not in _GOES_WITH.values() else ()
        if not wrong:
            return answered
        tell(f"{wrong[0].message} {wrong[0].fix}")
