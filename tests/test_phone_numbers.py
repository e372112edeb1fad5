"""Phone numbers as people type and paste them: in a record, in a form, in a text."""

import time

import pytest
from pydantic_core import PydanticCustomError

from feedback.forms.labels import PHONE
from feedback.forms.validate import validate
from localoffer.form_error import FormError
from localoffer.model.fields import read_phone
from localoffer.personal_data import find_personal_data
from localoffer.phone_address import phone_href
from localoffer.phone_number import find_phone_numbers, phone_number_in, plain_signs

WAYS = [
    ("01632 960044", "01632 960044"),
    ("01632 960123", "01632 960123"),
    ("01632-960123", "01632 960123"),
    ("01632\u2010960123", "01632 960123"),
    ("01632\u2011960123", "01632 960123"),
    ("01632\u2013960123", "01632 960123"),
    ("01632 \u2014 960123", "01632 960123"),
    ("01632\u2212960123", "01632 960123"),
    ("01632\u00a0960\u2009123", "01632 960 123"),
    ("\u202a01632 960123\u202c", "01632 960123"),
    ("\u200b01632 960123", "01632 960123"),
    ("\uff10\uff11\uff16\uff13\uff12 \uff19\uff16\uff10\uff11\uff12\uff13", "01632 960123"),
    ("(01632) 960123", "(01632) 960123"),
    ("+44 1632 960123", "+44 1632 960123"),
    ("+44 (0)1632 960123", "+44 1632 960123"),
    ("+4401632960123", "+44 1632960123"),
    ("0044 1632 960123", "+44 1632 960123"),
    ("18001 01632 960123", "18001 01632 960123"),
    ("1800101632960123", "18001 01632960123"),
    ("18002 +44 1632 960123", "18002 01632 960123"),
    ("999", "999"),
    ("116 123", "116 123"),
    ("0800 1111", "0800 1111"),
]


@pytest.mark.parametrize(("typed", "number"), WAYS)
def test_a_number_is_read_however_it_was_typed(typed: str, number: str) -> None:
    assert read_phone(typed) == number


@pytest.mark.parametrize(("typed", "number"), WAYS)
def test_the_form_for_a_reply_reads_the_same_numbers(typed: str, number: str) -> None:
    assert validate([PHONE], {"phone": typed}) == {"phone": number}


@pytest.mark.parametrize(
    ("typed", "message", "fix"),
    [
        ("01632 960123/960124", "2 phone numbers", "here: 01632 960123. If there is a second row"),
        ("020 7946 0123 / 0456", "2 phone numbers", "020 7946 0456 goes there."),
        ("01632 960123 or 07700 900123", "2 phone numbers", "07700 900123 goes there."),
        ("1632960123", "its first 0 is missing", "nothing else: 01632960123."),
        ("01632 960123 (ask for Jo)", "letters in it (ask for Jo)", "nothing else: 01632 960123."),
        ("01632 9603", "it has 9 digits", "Write one number of 11 digits"),
        ("016329601234", "it has 12 digits", "Write one number of 11 digits"),
        ("TBC", "letters in it (TBC)", "Write one number of 11 digits"),
    ],
)
def test_what_is_no_number_is_told_with_the_number_to_write(
    typed: str, message: str, fix: str
) -> None:
    with pytest.raises(PydanticCustomError) as told:
        read_phone(typed)
    assert message in told.value.message()
    assert fix in (told.value.context or {})["fix"]
    (error,) = validate([PHONE], {"phone": typed})
    assert isinstance(error, FormError)
    assert fix in error.message


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Ring 01632\u2011960123, or text 07700 900\u00a0123.", ["01632 960123", "07700 900 123"]),
        ("Desk 01632 960123/960124", ["01632 960123", "01632 960124"]),
        ("0113 496 0123/0456", ["0113 496 0123", "0113 496 0456"]),
        ("01632960123/960124", ["01632960123", "01632960124"]),
        ("01632 960123/4", ["01632 960123"]),
        ("01632 960123/01632 960124", ["01632 960123", "01632 960124"]),
        ("18001 01632 960123", ["18001 01632 960123"]),
        ("From 9:30 to 15:00, 12/05/2026, room 1234", []),
        ("registered charity 1234567890123", []),
    ],
)
def test_numbers_are_found_in_a_text_with_what_they_leave_out(
    text: str, numbers: list[str]
) -> None:
    found = find_phone_numbers(text)
    assert [match.number for match in found] == numbers
    assert all(text[match.start : match.end].endswith(match.number[-3:]) for match in found)


def test_relay_uk_is_dialled() -> None:
    assert phone_href(read_phone("18001 01632\u2011960123")) == "tel:1800101632960123"


def test_a_number_with_another_dash_is_personal_data_too() -> None:
    (match,) = find_personal_data("Ring Sam on 07700\u2011900\u2011123.")
    assert match.kind == "phone number"


@pytest.mark.parametrize(
    "part", ["0", "0 ", "0(", "+44", "18001 ", "01632 960123/", "+44 (0) ", "0632\u2013", "\u200b"]
)
def test_hostile_text_takes_no_longer_than_its_length(part: str) -> None:
    text = part * (300_000 // len(part))
    assert len(plain_signs(text)) == len(text)
    begun = time.process_time()
    find_phone_numbers(text)
    phone_number_in(text)
    assert time.process_time() - begun < 2
