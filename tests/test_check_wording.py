"""What counts as an author's words comes from the types of the fields, in every kind of record."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, create_model
from pydantic.fields import FieldInfo

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckSettings
from localoffer.check.model_introspection import model_at, prose_in
from localoffer.check.wording import record_wording, row_wording
from localoffer.kinds import KINDS, Kind
from localoffer.model.base import Record, ask
from localoffer.model.comment import Comment
from localoffer.model.fields import Paragraph, ReadBy
from localoffer.problems import Level
from localoffer.read.content_files import ContentFile
from localoffer.read.source import FieldPath, Source, dotted

LONG = " ".join(["We", *["can"] * 38, "refusers."])
COMMENT = f"""said: 2026-09
matter: missing
themes: [transport]
who: parent or carer
you_said: No taxi came.
status: listening
answer: {LONG}
signed_off: 2026-10-02
signed_off_by: Local Offer team
"""


def warnings(path: str, text: str) -> list[tuple[int, str, str]]:
    """The warnings that a file by itself gets: line, field, and the message's first words."""
    checked = check_file(ContentFile(path, Path(path), text.encode()), CheckSettings())
    return [
        (problem.line, problem.field, problem.message.partition(":")[0])
        for problem in checked.problems
        if problem.level is Level.WARNING
    ]


TOO_LONG = "This sentence has 40 words"


@pytest.mark.parametrize(
    ("path", "text", "line", "field"),
    [
        ("comments/2026-001.yaml", COMMENT, 7, "answer"),
        ("glossary.yaml", f"- id: taxi\n  term: Taxi\n  meaning: {LONG}\n", 3, "meaning"),
        (
            "services/a.md",
            f"---\nwaiting_time: {{as_at: 2026-09-01, meanwhile: {LONG}}}\n---\nWe help.\n",
            2,
            "waiting_time.meanwhile",
        ),
        ("site.yaml", f"making:\n  listed:\n  - Anyone.\n  - {LONG}\n", 4, "making.listed.2"),
        ("lists/needs.yaml", f"- {{id: a, name: A, description: {LONG}}}\n", 1, "description"),
    ],
)
def test_a_long_sentence_is_told_of_wherever_an_author_wrote_it(
    path: str, text: str, line: int, field: str
) -> None:
    assert (line, field, TOO_LONG) in warnings(path, text)


def test_what_the_public_said_is_never_judged() -> None:
    text = COMMENT.replace(LONG, "We are sorry.").replace("No taxi came.", LONG)
    assert warnings("comments/2026-001.yaml", text) == []
    text = COMMENT.replace(LONG, "We are sorry.").replace("No taxi came.", "TODO")
    checked = check_file(
        ContentFile("comments/2026-001.yaml", Path("x"), text.encode()), CheckSettings()
    )
    assert [(problem.field, problem.level) for problem in checked.problems] == [
        ("you_said", Level.ERROR)
    ]


def _prose(model: type[BaseModel], place: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Every place of a model's prose and its reader, found by looking at the types alone."""
    for name, field in model.model_fields.items():
        mark = next((mark for mark in _marks(field) if isinstance(mark, ReadBy)), None)
        many = "tuple" in str(field.annotation)
        here = (*place, name, 0) if many else (*place, name)
        part = model_at(model, (name, 0) if many else (name,))
        if mark:
            yield here, mark.reader
        elif part:
            yield from _prose(part, here)


def _marks(field: FieldInfo) -> Iterator[Any]:
    yield from field.metadata
    waiting = [field.annotation]
    while waiting:
        part: Any = waiting.pop()
        yield from getattr(part, "__metadata__", ())
        waiting += getattr(part, "__args__", ())


def _values(place: FieldPath, text: str) -> Any:
    """Fields in which nothing but the one at ``place`` is filled in."""
    for step in reversed(place):
        text = {step: text} if isinstance(step, str) else [text]  # type: ignore[assignment]
    return text


EVERY_PROSE = [(kind, place, reader) for kind in KINDS for place, reader in _prose(kind.model)]


@pytest.mark.parametrize(
    ("kind", "place", "reader"),
    EVERY_PROSE,
    ids=[f"{kind.name}-{dotted(place)}" for kind, place, _ in EVERY_PROSE],
)
def test_every_field_of_prose_in_every_kind_is_judged_for_its_reader(
    kind: Kind, place: FieldPath, reader: str
) -> None:
    values: Mapping[str, Any] = _values(place, LONG)
    source = Source(f"{kind.place}/a", values, {})
    if kind.is_folder:
        problems = record_wording(source, kind, None, 11)
    else:
        problems = row_wording(source, kind.model, values, (), 11)
    long = [problem.field for problem in problems if problem.message.startswith(TOO_LONG)]
    avoided = [problem.field for problem in problems if '"refusers"' in problem.message]
    assert avoided == [dotted(place)]
    assert long == ([] if reader == "staff" else [dotted(place)])


def test_prose_stands_in_most_kinds_and_each_reader_has_some() -> None:
    kinds = {kind.name for kind, _, _ in EVERY_PROSE}
    assert len(kinds) > 20
    assert {reader for _, _, reader in EVERY_PROSE} == {"parents", "young people", "staff"}


def test_a_new_field_is_judged_by_its_type_alone() -> None:
    part: Any = create_model("Part", __base__=Record, words=(tuple[Paragraph, ...], ask("words")))
    fields: dict[str, Any] = {
        "remark": (Paragraph | None, ask("a remark", default=None)),
        "parts": (tuple[part, ...], ask("parts", default=())),
        "word": (Annotated[str, "no prose"], ask("a word", default="")),
    }
    model: Any = create_model("CommentWithRemark", __base__=Comment, **fields)
    values = {"remark": LONG, "parts": [{"words": ["Yes.", LONG]}], "word": LONG}
    assert [(dotted(place), text) for place, text, _ in prose_in(model, values)] == [
        ("remark", LONG),
        ("parts.1.words.1", "Yes."),
        ("parts.1.words.2", LONG),
    ]


def test_values_of_another_shape_than_the_models_are_passed_over() -> None:
    for values in (
        None,
        "x",
        [LONG],
        {"action": LONG},
        {"action": [LONG]},
        {"action": {"what": 1}},
    ):
        assert list(prose_in(Comment, values)) == []


def test_words_for_search_are_let_be() -> None:
    text = "---\nkeywords: [SALT, refusers]\nalternate_titles: [The CCG]\n---\nWe help.\n"
    assert warnings("guides/a.md", text) == []


def test_short_forms_are_judged_on_pages_and_not_in_rows_that_stand_among_others() -> None:
    text = COMMENT.replace(LONG, "Ask your SENCO.")
    ((line, field, message),) = warnings("comments/2026-001.yaml", text)
    assert (line, field, message) == (7, "answer", '"SENCO" is not explained on this page.')
    row = "- id: taxi\n  term: Taxi\n  meaning: Ask your SENCO.\n"
    assert warnings("glossary.yaml", row) == []
