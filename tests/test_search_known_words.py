"""Names and words of other languages stay as they were typed."""

import pytest

from localoffer.pages.search_contexts import Choices
from search.engine.languages import is_foreign
from search.engine.reader import Reader
from search.engine.results import search
from search.engine.spelling import near_spellings


@pytest.mark.parametrize(
    "text",
    [
        *("clubs in Kettering", "methylphenidate", "Elvanse", "Barnardos", "Mencap", "arfid"),
        *("Duchenne", "Angelman", "levetiracetam", "Hartlepool", "Sandbach", "Perthes"),
    ],
)
def test_a_town_a_charity_a_medicine_or_a_condition_is_left_as_it_is(
    example: Reader, text: str
) -> None:
    answer = search(Choices(text), example)
    assert (answer.showing_for, answer.near_spellings) == ("", ())


@pytest.mark.parametrize(
    "text",
    [
        *("terapia dla mojego dziecka", "pomoc dla dzieci", "ajutor pentru copilul meu"),
        *("żłobek", "szkoła specjalna", "çocuğum konuşmuyor", "caawimaad ilmaha", "آٹزم"),
        *("ayuda con mi hijo", "mano vaikas nekalba"),
    ],
)
def test_no_spelling_is_put_right_in_a_language_that_search_does_not_know(
    example: Reader, text: str
) -> None:
    answer = search(Choices(text), example)
    assert (answer.showing_for, answer.near_spellings) == ("", ())


@pytest.mark.parametrize("text", ["autizm club", "speach therapy", "dla aplication", "nursary"])
def test_a_slip_in_english_is_put_right_as_ever(example: Reader, text: str) -> None:
    assert search(Choices(text), example).showing_for != ""
    assert not is_foreign(text, text.split(), example)


def test_a_spelling_farther_than_the_word_deserves_is_not_offered() -> None:
    assert near_spellings("mencap", [("mental", 9), ("menus", 5)]) == []
    assert near_spellings("tranpolung", [("trampoline", 9)]) == ["trampoline"]
