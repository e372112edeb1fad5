"""Validating answers: each error is a sentence for the field it is about."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic_core import PydanticCustomError

from feedback.forms.question import Choice, FormQuestion
from localoffer.form_error import FormError
from localoffer.model.fields import read_email, read_phone

#: The value of a checkbox that is ticked.
CHOSEN = "yes"


def validate(
    questions: Sequence[FormQuestion], typed: Mapping[str, str]
) -> dict[str, str] | tuple[FormError, ...]:
    """Return the answers by question, without those left out; or all errors, in order.

    The answer to a question with checkboxes has a line for each choice.
    """
    errors: list[FormError] = []
    answers: dict[str, str] = {}
    for question in _with_follow_ups(questions, typed):
        if sentence := _message(question, typed):
            errors.append(FormError(question.name, sentence))
        elif (answer := _answer(question, typed)).strip():
            answers[question.name] = _normalised(question, answer)
    return tuple(errors) or answers


def _with_follow_ups(
    questions: Sequence[FormQuestion], typed: Mapping[str, str]
) -> Iterator[FormQuestion]:
    """Yield questions, and behind each of them those that follow from what was chosen."""
    for question in questions:
        yield question
        if question.choices and (chosen := typed.get(question.name)):
            then = [one.then for one in question.choices if one.then and one.value == chosen]
            yield from _with_follow_ups(then, typed)


def _answer(question: FormQuestion, typed: Mapping[str, str]) -> str:
    if question.kind == "any":
        return "\n".join(_chosen(question, typed))
    return typed.get(question.name, "")


def _chosen(question: FormQuestion, typed: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ticked choices of a question with checkboxes."""
    return tuple(
        choice.value
        for number, choice in enumerate(question.choices)
        if typed.get(question.choice_id(number))
    )


def _message(question: FormQuestion, typed: Mapping[str, str]) -> str:
    answer = typed.get(question.name, "")
    if question.kind == "any":
        return _checkboxes_message(question, typed)
    if not answer.strip():
        return _forgotten_choice(question.choices, typed) or question.missing
    if question.choices or question.kind == "list":
        return _choice_message(question, answer)
    return _length_message(question, answer) or _format_message(question, answer)


def _checkboxes_message(question: FormQuestion, typed: Mapping[str, str]) -> str:
    values = (typed.get(question.choice_id(number), "") for number in range(len(question.choices)))
    return f"Choose from the answers to “{question.asks}”." if set(values) - {"", CHOSEN} else ""


def _choice_message(question: FormQuestion, answer: str) -> str:
    if answer in {choice.value for choice in question.choices}:
        return ""
    return f"Choose one of the answers to “{question.asks}”."


def _forgotten_choice(choices: tuple[Choice, ...], typed: Mapping[str, str]) -> str:
    """Return a sentence where an address was typed, but not how to reply."""
    if any(choice.then and typed.get(choice.then.name, "").strip() for choice in choices):
        return "Choose how we can reply, or take out your address."
    return ""


def _length_message(question: FormQuestion, answer: str) -> str:
    over = len(answer) - question.max_length
    if over <= 0:
        return ""
    return (
        f"“{question.asks}” has {len(answer):,} letters. "
        f"There is room for {question.max_length:,}. "
        f"Take out {over:,}, or send the rest in a second form."
    )


def _format_message(question: FormQuestion, answer: str) -> str:
    try:
        _normalised(question, answer)
    except PydanticCustomError as error:
        return f"{error.message()} {(error.context or {})['fix']}"
    return ""


def _normalised(question: FormQuestion, answer: str) -> str:
    """Return an answer as it is stored: words as typed, a line or an address tidied."""
    if question.kind in ("email", "phone"):
        line = " ".join(answer.split())
        return read_email(line) if question.kind == "email" else read_phone(line)
    return " ".join(answer.split()) if question.kind == "line" else answer
