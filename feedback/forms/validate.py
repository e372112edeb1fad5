"""Whether answers fit their questions; what does not is told in a sentence beside the box."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic_core import PydanticCustomError

from feedback.forms.question import Choice, FormQuestion
from localoffer.form_error import FormError
from localoffer.model.fields import read_email, read_phone

#: What stands in a box of checked choices that are chosen.
CHOSEN = "yes"


def validate(
    questions: Sequence[FormQuestion], typed: Mapping[str, str]
) -> dict[str, str] | tuple[FormError, ...]:
    """Return the answers by question, without those left out; or every mistake, in order.

    Of a question of which any number may be chosen, those are a line each.
    """
    mistakes = tuple(_mistakes(questions, typed))
    return mistakes or dict(_answers(questions, typed))


def _mistakes(questions: Sequence[FormQuestion], typed: Mapping[str, str]) -> Iterator[FormError]:
    for question in questions:
        sentence = _wrong(question, typed)
        if sentence:
            yield FormError(question.name, sentence)
        yield from _mistakes(tuple(_following(question, typed)), typed)


def _answers(
    questions: Sequence[FormQuestion], typed: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for question in questions:
        answer = typed.get(question.name, "")
        if question.kind == "any":
            answer = "\n".join(_picked(question, typed))
        if answer.strip():
            yield question.name, _as_kept(question, answer)
        yield from _answers(tuple(_following(question, typed)), typed)


def _picked(question: FormQuestion, typed: Mapping[str, str]) -> tuple[str, ...]:
    """Return what is chosen of a question of which any number may be."""
    return tuple(
        choice.value
        for number, choice in enumerate(question.choices)
        if typed.get(question.box(number))
    )


def _following(question: FormQuestion, typed: Mapping[str, str]) -> Iterator[FormQuestion]:
    """Yield what is asked of those who chose what was chosen."""
    chosen = typed.get(question.name, "")
    yield from (one.then for one in question.choices if one.then and one.value == chosen)


def _wrong(question: FormQuestion, typed: Mapping[str, str]) -> str:
    answer = typed.get(question.name, "")
    if question.kind == "any":
        return _wrong_picks(question, typed)
    if not answer.strip():
        return _forgotten(question.choices, typed) or question.missing
    if question.choices or question.kind == "list":
        return _wrong_choice(question, answer)
    return _too_long(question, answer) or _misread(question, answer)


def _wrong_picks(question: FormQuestion, typed: Mapping[str, str]) -> str:
    boxes = (typed.get(question.box(number), "") for number in range(len(question.choices)))
    return f"Choose from the answers to “{question.asks}”." if set(boxes) - {"", CHOSEN} else ""


def _wrong_choice(question: FormQuestion, answer: str) -> str:
    if answer in {choice.value for choice in question.choices}:
        return ""
    return f"Choose one of the answers to “{question.asks}”."


def _forgotten(choices: tuple[Choice, ...], typed: Mapping[str, str]) -> str:
    """Return a sentence where an address was typed and nothing said of a reply."""
    if any(one.then and typed.get(one.then.name, "").strip() for one in choices):
        return "Choose how we can reply, or take out your address."
    return ""


def _too_long(question: FormQuestion, answer: str) -> str:
    over = len(answer) - question.most
    if over <= 0:
        return ""
    return (
        f"“{question.asks}” has {len(answer):,} letters. There is room for {question.most:,}. "
        f"Take out {over:,}, or send the rest in a second form."
    )


def _misread(question: FormQuestion, answer: str) -> str:
    try:
        _as_kept(question, answer)
    except PydanticCustomError as error:
        return f"{error.message()} {(error.context or {})['fix']}"
    return ""


def _as_kept(question: FormQuestion, answer: str) -> str:
    """Return an answer as it is kept: words as typed, a line as one, an address tidied."""
    if question.kind in ("email", "phone"):
        line = " ".join(answer.split())
        return read_email(line) if question.kind == "email" else read_phone(line)
    return " ".join(answer.split()) if question.kind == "line" else answer
