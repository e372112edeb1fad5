"""The numbers of forms are signed as itsdangerous signs, with the newest key, and read with any."""

from hashlib import sha256
from time import time

import pytest
from cryptography.fernet import Fernet
from itsdangerous import BadSignature, TimestampSigner

from feedback.keys import Keys

NEW, OLD, OTHER = (Fernet.generate_key().decode() for _ in range(3))
KEYS = Keys.of((NEW, OLD))


def plain(key: str) -> TimestampSigner:
    return TimestampSigner(key, salt="form", digest_method=sha256)


@pytest.mark.parametrize("key", [NEW, OLD], ids=["the newest", "an older one"])
def test_a_number_signed_with_any_of_our_keys_is_ours(key: str) -> None:
    made = KEYS.form_time(plain(key).sign("a form").decode())
    assert made is not None
    assert abs(made - time()) < 60


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(plain(OTHER).sign("a form").decode(), id="signed with another key"),
        *("a form", "", "a.b.c", "é.ü.ö"),
    ],
)
def test_any_other_number_is_not(number: str) -> None:
    assert KEYS.form_time(number) is None


def test_a_number_that_was_changed_is_not() -> None:
    number = KEYS.new_form_number()
    for place, letter in enumerate(number[:-1]):  # the last letter has bits that mean nothing
        changed = f"{number[:place]}{'A' if letter != 'A' else 'B'}{number[place + 1 :]}"
        assert KEYS.form_time(changed) is None


def test_a_new_number_is_signed_with_the_newest_key() -> None:
    number = KEYS.new_form_number()
    assert plain(NEW).unsign(number)
    with pytest.raises(BadSignature):
        plain(OLD).unsign(number)
