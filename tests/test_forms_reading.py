"""What was typed becomes a submission, or sentences on what to mend: whatever it was."""

from urllib.parse import quote_plus, urlencode

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from feedback.forms.comment_questions import COMMENT
from feedback.forms.correction_questions import CORRECTION
from feedback.forms.form import Form, FormRequest, form_request_of, read_form
from feedback.forms.labels import MANNERS
from feedback.forms.parse_post import BROKEN, TOO_MANY, TWICE, clean_text, read_pairs
from feedback.forms.question import MAX_LENGTH, all_questions
from feedback.forms.search_feedback import SOUGHT
from feedback.forms.survey_questions import form_of, split, survey_of
from feedback.forms.useful_questions import USEFUL
from feedback.submission import Submission
from localoffer.form_error import FormError
from tests.support.feedback import surroundings

CLUB = "/services/saturday-club/"
FORMS = (COMMENT, CORRECTION, SOUGHT, USEFUL)


def mended(
    form: Form = COMMENT, asked: FormRequest | None = None, /, **typed: str
) -> dict[str, str]:
    """What has to be mended: a sentence for each box."""
    found = read_form(form, typed, asked or FormRequest(), surroundings())
    assert isinstance(found, tuple)
    return {one.field: one.message for one in found}


def kept(form: Form = COMMENT, asked: FormRequest | None = None, /, **typed: str) -> Submission:
    found = read_form(form, typed, asked or FormRequest(), surroundings())
    assert isinstance(found, Submission), found
    return found


def test_a_comment_needs_one_sentence_and_nothing_else() -> None:
    assert kept(wrong="The number is old.", form="n") == Submission(
        form="n", kind="comment", words={"wrong": "The number is old."}
    )
    assert mended(tried="Ring them") == {"wrong": "Write what went wrong, or what is missing."}
    assert mended(wrong=" \n\t ") == {"wrong": "Write what went wrong, or what is missing."}


def test_all_that_may_be_said_goes_to_its_place() -> None:
    asked = form_request_of({"page": CLUB, "manner": "young"}, surroundings())
    whole = kept(
        COMMENT, asked, wrong="It is full.", tried="Join.", matter="service", publish="yes",
        reply="e-mail", email=" Sam@Example.org ", role="parent or carer", age="5 to 10",
        area="little-marsh",
    )  # fmt: skip
    assert whole == Submission(
        form="", kind="comment", words={"tried": "Join.", "wrong": "It is full."}, page=CLUB,
        about="service", role="parent or carer", age="5 to 10", area="little-marsh",
        manner="young", may_publish=True, reply_to="Sam@example.org",
    )  # fmt: skip


def test_an_address_is_kept_only_where_a_reply_is_wanted() -> None:
    assert kept(wrong="x", reply="no", email="sam@example.org").reply_to == ""
    assert kept(wrong="x", reply="phone", phone="07700 900123", post="a").reply_to == "07700 900123"
    assert kept(wrong="x", reply="post", post="1 Green Lane\nLittle Marsh").reply_to.endswith(
        "Marsh"
    )
    assert mended(wrong="x", email="sam@example.org") == {
        "reply": "Choose how we can reply, or take out your address."
    }
    assert mended(wrong="x", reply="e-mail", phone="07700 900123") == {
        "email": "Enter your e-mail address, or choose “No, thank you”."
    }


@pytest.mark.parametrize(
    ("way", "box", "typed", "told"),
    [
        ("e-mail", "email", "sam at example", "is not an e-mail address"),
        ("e-mail", "email", "a@example.org\nBcc: b@example.org", "is not an e-mail address"),
        ("phone", "phone", "0770 900", "it has 7 digits"),
        ("post", "post", "x" * 301, "Take out 1"),
    ],
)
def test_an_address_that_nobody_can_answer_is_told(
    way: str, box: str, typed: str, told: str
) -> None:
    assert told in mended(wrong="x", reply=way, **{box: typed})[box]


def test_what_is_no_choice_of_ours_is_told() -> None:
    boxes = ("matter", "publish", "reply", "role", "age", "area")
    found = mended(COMMENT, None, wrong="x", **dict.fromkeys(boxes, "hack"))
    assert found["area"] == "Choose one of the answers to “Where do you live?”."
    assert set(found) == set(boxes)


def test_too_many_letters_are_counted_and_none_is_cut() -> None:
    assert kept(wrong="é" * MAX_LENGTH).words["wrong"] == "é" * MAX_LENGTH
    assert mended(wrong="é" * (MAX_LENGTH + 12))["wrong"] == (
        "“What went wrong, or what is missing?” has 4,012 letters. There is room for 4,000. "
        "Take out 12, or send the rest in a second form."
    )


def test_a_page_that_is_not_ours_is_no_page() -> None:
    for page in ("https://evil.example.org/", "//evil", "/nowhere/", "<script>", ""):
        assert form_request_of({"page": page, "manner": "loud"}, surroundings()) == FormRequest(
            "", "plain"
        )


def test_a_correction_asks_which_page_only_where_none_is_known() -> None:
    known = kept(CORRECTION, FormRequest(CLUB), what="It is 01632 960301 now.", kind="wrong detail")
    assert (known.kind, known.page, known.about) == ("correction", CLUB, "wrong detail")
    assert set(mended(CORRECTION)) == {"which", "what"}
    assert kept(CORRECTION, which="The  club\n", what="x").words["which"] == "The club"


def survey_form() -> Form:
    survey = survey_of("helped", surroundings().offer)
    assert survey
    return form_of(survey.record)


def test_a_surveys_choices_and_words_are_parted() -> None:
    survey = survey_of("helped", surroundings().offer)
    assert survey
    typed = {"q-helped": "A lot", "q-found": "yes", "q-found-2": "yes", "q-more": "Fine"}
    whole = kept(survey_form(), FormRequest(survey.address), **typed)
    choices, words = split(survey, whole, "key")
    assert choices.choices == {"helped": "A lot", "found": ("This site", "A friend")}
    assert (choices.form, choices.survey) == ("key", "helped")
    assert words
    assert (words.kind, words.words, words.page) == ("survey", {"more": "Fine"}, survey.address)
    only = kept(survey_form(), **{"q-found-2": "yes"})
    assert split(survey, only, "key")[1] is None
    assert mended(survey_form()) == {"q-helped": "Answer one question or more, or leave this page."}
    assert mended(survey_form(), None, **{"q-found": "maybe"}) == {
        "q-found": "Choose from the answers to “How did you find it?”."
    }


boxes = some.sampled_from(
    sorted(
        {
            one.name
            for form in FORMS
            for one in all_questions(form.groups(FormRequest(), surroundings()))
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
    around = surroundings()
    asked = form_request_of(typed, around)
    found = read_form(form, {name: clean_text(text) for name, text in typed.items()}, asked, around)
    if isinstance(found, Submission):
        assert found.kind == form.kind
        assert found.page in {"", CLUB}
        assert found.words
        assert all(words.strip() for words in found.words.values())
        return
    asks = {one.name for one in all_questions(form.groups(asked, around))}
    assert {one.field for one in found} <= asks
    assert all(one.message.endswith(".") for one in found)


@given(typed=some.dictionaries(some.text(min_size=1), some.text(), max_size=30))
def test_what_a_browser_sends_is_read_as_it_was_typed(typed: dict[str, str]) -> None:
    found = read_pairs(urlencode(typed).encode())
    assert found.typed == {name: clean_text(text) for name, text in typed.items()}
    assert found.errors == ()


@given(body=some.binary())
@example(body=b"wrong=%ff")
@example(body=b"wrong=\xff")
@example(body=b"wrong=%ed%a0%80")
def test_any_bytes_are_text_or_told_as_broken(body: bytes) -> None:
    found = read_pairs(body)
    for text in found.typed.values():
        text.encode()
        assert "\0" not in text
    assert {one.message for one in found.errors} <= {BROKEN, TWICE, TOO_MANY}


def test_broken_letters_are_told_and_the_rest_stays() -> None:
    found = read_pairs(b"wrong=caf%e9+is+shut&tried=coffee")
    assert found.errors == (FormError("", BROKEN),)
    assert found.typed == {"wrong": "caf� is shut", "tried": "coffee"}


def test_an_answer_that_came_twice_is_told_and_the_first_stays() -> None:
    found = read_pairs(b"role=forum&role=professional&role=x")
    assert (found.typed, found.errors) == ({"role": "forum"}, (FormError("role", TWICE),))


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
    asked = form_request_of({"manner": manner}, surroundings())
    for question in all_questions(form.groups(asked, surroundings())):
        assert question.name not in {"name", "birthday", "dob", "school", "year", "plan", "nhs"}
        words = f"{question.asks} {question.hint}".lower()
        assert not any(one in words for one in ("date of birth", "school year", "plan number"))
