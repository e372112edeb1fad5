"""What was typed becomes a submission, or sentences on what to mend: whatever it was."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote_plus, urlencode

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from feedback.forms.comment_questions import COMMENT
from feedback.forms.correction_questions import CORRECTION
from feedback.forms.form import Form, FormRequest, form_request_of, read_form
from feedback.forms.labels import MANNERS
from feedback.forms.parse_post import BROKEN, TOO_MANY, TWICE, clean_text, read_pairs
from feedback.forms.question import MAX_LENGTH, FormQuestion, QuestionGroup
from feedback.forms.search_feedback import SOUGHT
from feedback.forms.survey_questions import form_of, split, survey_of
from feedback.forms.useful_questions import USEFUL
from feedback.forms.wall_questions import WALL
from feedback.submission import Submission
from localoffer.form_error import FormError
from tests.support.feedback import site_context

CLUB = "/services/saturday-club/"
FORMS = (COMMENT, WALL, CORRECTION, SOUGHT, USEFUL)


def all_questions(groups: Sequence[QuestionGroup]) -> Iterator[FormQuestion]:
    """Every question of a form, those that follow a choice after it."""
    for group in groups:
        for question in group.questions:
            yield question
            yield from (choice.then for choice in question.choices if choice.then)


def errors_of(
    form: Form = COMMENT, form_request: FormRequest | None = None, /, **typed: str
) -> dict[str, str]:
    """What has to be mended: a sentence for each box."""
    result = read_form(form, typed, form_request or FormRequest(), site_context())
    assert isinstance(result, tuple)
    return {error.field: error.message for error in result}


def submission_of(
    form: Form = COMMENT, form_request: FormRequest | None = None, /, **typed: str
) -> Submission:
    result = read_form(form, typed, form_request or FormRequest(), site_context())
    assert isinstance(result, Submission), result
    return result


def test_a_comment_needs_one_sentence_and_nothing_else() -> None:
    assert submission_of(wrong="The number is old.", form="n") == Submission(
        form="n", kind="comment", words={"wrong": "The number is old."}
    )
    assert errors_of(tried="Ring them") == {"wrong": "Write what went wrong, or what is missing."}
    assert errors_of(wrong=" \n\t ") == {"wrong": "Write what went wrong, or what is missing."}


def test_all_that_may_be_said_goes_to_its_place() -> None:
    form_request = form_request_of({"page": CLUB, "manner": "young"}, site_context())
    whole = submission_of(
        COMMENT, form_request, wrong="It is full.", tried="Join.", matter="service", publish="yes",
        reply="e-mail", email=" Sam@Example.org ", role="parent or carer", age="5 to 10",
        area="little-marsh",
    )  # fmt: skip
    assert whole == Submission(
        form="", kind="comment", words={"tried": "Join.", "wrong": "It is full."}, page=CLUB,
        about="service", role="parent or carer", age="5 to 10", area="little-marsh",
        manner="young", publish="yes", reply_to="Sam@example.org",
    )  # fmt: skip


def test_an_address_is_kept_only_where_a_reply_is_wanted() -> None:
    assert submission_of(wrong="x", reply="no", email="sam@example.org").reply_to == ""
    assert (
        submission_of(wrong="x", reply="phone", phone="07700 900123", post="a").reply_to
        == "07700 900123"
    )
    assert submission_of(
        wrong="x", reply="post", post="1 Green Lane\nLittle Marsh"
    ).reply_to.endswith("Marsh")
    assert errors_of(wrong="x", email="sam@example.org") == {
        "reply": "Choose how we can reply, or take out your address."
    }
    assert errors_of(wrong="x", reply="e-mail", phone="07700 900123") == {
        "email": "Enter your e-mail address, or choose “No, thank you”."
    }


@pytest.mark.parametrize(
    ("way", "box", "typed", "message"),
    [
        ("e-mail", "email", "sam at example", "is not an e-mail address"),
        ("e-mail", "email", "a@example.org\nBcc: b@example.org", "holds 2 e-mail addresses"),
        ("phone", "phone", "0770 900", "it has 7 digits"),
        ("post", "post", "x" * 301, "Take out 1"),
    ],
)
def test_an_address_that_nobody_can_answer_is_told(
    way: str, box: str, typed: str, message: str
) -> None:
    assert message in errors_of(wrong="x", reply=way, **{box: typed})[box]


def test_what_is_no_choice_of_ours_is_told() -> None:
    boxes = ("matter", "publish", "reply", "role", "age", "area")
    result = errors_of(COMMENT, None, wrong="x", **dict.fromkeys(boxes, "hack"))
    assert result["area"] == "Choose one of the answers to “Where do you live?”."
    assert set(result) == set(boxes)


def test_too_many_letters_are_counted_and_none_is_cut() -> None:
    assert submission_of(wrong="é" * MAX_LENGTH).words["wrong"] == "é" * MAX_LENGTH
    assert errors_of(wrong="é" * (MAX_LENGTH + 12))["wrong"] == (
        "“What went wrong, or what is missing?” has 4,012 letters. There is room for 4,000. "
        "Take out 12, or send the rest in a second form."
    )


def test_a_page_that_is_not_ours_is_no_page() -> None:
    for page in ("https://evil.example.org/", "//evil", "/nowhere/", "<script>", ""):
        assert form_request_of({"page": page, "manner": "loud"}, site_context()) == FormRequest(
            "", "plain"
        )


def test_a_correction_asks_which_page_only_where_none_is_known() -> None:
    known = submission_of(
        CORRECTION, FormRequest(CLUB), what="It is 01632 960301 now.", kind="wrong detail"
    )
    assert (known.kind, known.page, known.about) == ("correction", CLUB, "wrong detail")
    assert set(errors_of(CORRECTION)) == {"which", "what"}
    assert submission_of(CORRECTION, which="The  club\n", what="x").words["which"] == "The club"


def survey_form() -> Form:
    survey = survey_of("helped", site_context().offer)
    assert survey
    return form_of(survey.record)


def test_a_surveys_choices_and_words_are_parted() -> None:
    survey = survey_of("helped", site_context().offer)
    assert survey
    typed = {"q-helped": "A lot", "q-found": "yes", "q-found-2": "yes", "q-more": "Fine"}
    whole = submission_of(survey_form(), FormRequest(survey.address), **typed)
    choices, words = split(survey, whole, "key")
    assert choices.choices == {"helped": "A lot", "found": ("This site", "A friend")}
    assert (choices.form, choices.survey) == ("key", "helped")
    assert words
    assert (words.kind, words.words, words.page) == ("survey", {"more": "Fine"}, survey.address)
    only = submission_of(survey_form(), **{"q-found-2": "yes"})
    assert split(survey, only, "key")[1] is None
    assert errors_of(survey_form()) == {
        "q-helped": "Answer one question or more, or leave this page."
    }
    assert errors_of(survey_form(), None, **{"q-found": "maybe"}) == {
        "q-found": "Choose from the answers to “How did you find it?”."
    }


boxes = some.sampled_from(
    sorted(
        {
            question.name
            for form in FORMS
            for question in all_questions(form.groups(FormRequest(), site_context()))
        }
        | {"form", "page", "manner", "answer", "website", "anything"}
    )
)
choices = some.sampled_from(["yes", "no", "e-mail", "phone", "post", "closed", "young", CLUB])


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first text builds Unicode tables
@given(
    form=some.sampled_from(FORMS),
    typed=some.dictionaries(boxes, some.text() | choices),
)
def test_whatever_is_typed_is_kept_or_told(form: Form, typed: dict[str, str]) -> None:
    context = site_context()
    form_request = form_request_of(typed, context)
    result = read_form(
        form, {name: clean_text(text) for name, text in typed.items()}, form_request, context
    )
    if isinstance(result, Submission):
        assert result.kind == form.kind
        assert result.page in {"", CLUB}
        assert result.words
        assert all(words.strip() for words in result.words.values())
        return
    asks = {question.name for question in all_questions(form.groups(form_request, context))}
    assert {error.field for error in result} <= asks
    assert all(error.message.endswith(".") for error in result)


@given(typed=some.dictionaries(some.text(min_size=1), some.text(), max_size=30))
def test_what_a_browser_sends_is_read_as_it_was_typed(typed: dict[str, str]) -> None:
    result = read_pairs(urlencode(typed).encode())
    assert result.typed == {name: clean_text(text) for name, text in typed.items()}
    assert result.errors == ()


@given(body=some.binary())
@example(body=b"wrong=%ff")
@example(body=b"wrong=\xff")
@example(body=b"wrong=%ed%a0%80")
def test_any_bytes_are_text_or_told_as_broken(body: bytes) -> None:
    result = read_pairs(body)
    for text in result.typed.values():
        text.encode()
        assert "\0" not in text
    assert {error.message for error in result.errors} <= {BROKEN, TWICE, TOO_MANY}


def test_broken_letters_are_told_and_the_rest_stays() -> None:
    result = read_pairs(b"wrong=caf%e9+is+shut&tried=coffee")
    assert result.errors == (FormError("", BROKEN),)
    assert result.typed == {"wrong": "caf� is shut", "tried": "coffee"}


def test_an_answer_that_came_twice_is_told_and_the_first_stays() -> None:
    result = read_pairs(b"role=forum&role=professional&role=x")
    assert (result.typed, result.errors) == ({"role": "forum"}, (FormError("role", TWICE),))


def test_more_boxes_than_any_form_has_are_told() -> None:
    assert read_pairs(b"&".join([b"a=b"] * 500)).errors == (FormError("", TOO_MANY),)


def test_control_letters_go_and_the_letters_of_every_script_stay() -> None:
    typed = "one\0two\x1b[31m\r\nthree\rfour\tfive \u202eright to left\u202c اردو 👩‍👧"
    assert clean_text(typed) == (
        "onetwo[31m\nthree\nfour\tfive \u202eright to left\u202c اردو 👩‍👧"
    )
    assert read_pairs(f"wrong={quote_plus(typed)}".encode()).typed["wrong"] == clean_text(typed)


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.kind)
def test_no_question_asks_for_what_would_name_a_child(form: Form, manner: str) -> None:
    """Not a name, not a birthday, not a school year, not the number of a plan (issue 5)."""
    form_request = form_request_of({"manner": manner}, site_context())
    for question in all_questions(form.groups(form_request, site_context())):
        assert question.name not in {"name", "birthday", "dob", "school", "year", "plan", "nhs"}
        words = f"{question.asks} {question.hint}".lower()
        assert not any(name in words for name in ("date of birth", "school year", "plan number"))
