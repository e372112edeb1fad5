"""Short surveys, and their results as counts that identify nobody."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from localoffer.model.base import Record, RecordPart, Refers, ask
from localoffer.model.fields import Day, Line, Paragraph, Sentence, Slug, YesNo, invalid

#: A number of people; left out where there were too few to say how many.
Number = Annotated[int, Field(ge=0)]


class SurveyQuestion(RecordPart):
    """One question. Only ``text`` is answered in words, which are moderated like comments."""

    id: Slug = ask("a short id", example="found-it")
    asks: Sentence = ask("the question", example="Did you find what you needed?")
    hint: Sentence | None = ask("a line of help below it", default=None)
    kind: Literal["choose one", "choose any", "text"] = ask("how it is answered")
    options: tuple[Line, ...] = ask("the answers to choose from", default=())

    @model_validator(mode="after")
    def _has_options(self) -> "SurveyQuestion":
        if (self.kind == "text") == bool(self.options):
            wrong = "has answers to choose from" if self.options else "has nothing to choose from"
            fix = "Enter two or more options; a question of kind text has none."
            raise invalid(f"The question {wrong}.", fix, "options")
        return self


class Survey(Record):
    """A short survey. No question has to be answered."""

    title: Line = ask("the survey's title", example="Did we help your family?")
    summary: Sentence = ask("one sentence about it")
    opens: Day = ask("the first day it can be answered")
    closes: Day = ask("the last day it can be answered")
    introduction: Paragraph = ask("what it is for and what happens with the answers")
    questions: tuple[SurveyQuestion, ...] = ask("the questions", min_length=1, max_length=12)
    thanks: Paragraph = ask("the thanks to show after sending")
    young_people: YesNo = ask("yes if it is for young people", default=False)

    @model_validator(mode="after")
    def _in_order(self) -> "Survey":
        if self.opens > self.closes:
            raise invalid("The survey closes before it opens.", "Correct the two days.", "closes")
        ids = [question.id for question in self.questions]
        if len(set(ids)) < len(ids):
            raise invalid("Two questions have the same id.", "Give each its own.", "questions")
        return self


class AnswerCount(RecordPart):
    """An answer and how many people gave it; the number is left out if it is too small to show."""

    answer: Line = ask("the answer")
    number: Number | None = ask("how many gave it", default=None)


class Tallied(RecordPart):
    """A question of a survey and its answers."""

    question: Slug = ask("the id of the question")
    tallies: tuple[AnswerCount, ...] = ask("the answers, in the order of the survey", min_length=1)


class SurveyResult(Record):
    """What people answered. The file has the same name as the survey."""

    survey: Annotated[Slug, Refers("surveys")] = ask("the survey")
    as_at: Day = ask("the day these were counted")
    answers: Number | None = ask("how many people answered", default=None)
    questions: tuple[Tallied, ...] = ask("the counts", default=())
    what_we_learned: Paragraph | None = ask("what it told us, in plain words", default=None)
    what_we_do: Paragraph | None = ask("what we are doing about it", default=None)
