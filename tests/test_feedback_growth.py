"""What anybody may send to the service takes time in proportion to its length, however hostile.

Eight times the letters may take 24 times as long: with their square it would be 64 times. Only the
ratio counts, in processor time of this thread, and whoever is suspected is measured again.
"""

import time
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from flask.testing import FlaskClient

from feedback.app import app_of
from tests.support.feedback import ORIGIN, client, make_service

_TIMES, _TOO_MUCH = 8, 24
_FORM = "application/x-www-form-urlencoded"
_PARTS = "multipart/form-data; boundary=a"
_PART = '--a\r\nContent-Disposition: form-data; name="wrong"\r\n\r\n'

#: A whole request, read and then refused or not: what it begins with and what repeats in it.
BODIES = [
    (_FORM, "wrong=a", "%CC%95%CC%80"),
    (_FORM, "", "&"),
    (_FORM, "", "="),
    (_FORM, "wrong=", "%"),
    (_FORM, "wrong=", "%ff"),
    (_FORM, "wrong=", "%0D"),
    (_FORM, "wrong=x&page=", "/"),
    (_FORM, "wrong=x&form=", "."),
    (_FORM, "name=a&password=b&saved_form=", "A"),
    (_PARTS, _PART, "\r"),
    (_PARTS, _PART, "\r\n--"),
    (_PARTS, "", "\r\n"),
    (_PARTS, "", f"{_PART}x\r\n"),
    (_PARTS, "--a\r\n", "X: a\r\n"),
    (_PARTS, '--a\r\nContent-Disposition: form-data; name="', "a;"),
]

#: Words that fit into one box, so that they are looked at for danger, for links and for names.
WORDS = [
    "+", "%0A", "1", "a@", "a.", "http://", "0+", "he+hit+me+", "he+hurts+", "i+want+to+die+",
    "a%CC%95", "%CC%95%CC%80", "(", "-", "Mr+A+", "12+3+",
]  # fmt: skip

HEADERS = [
    ("Accept-Language", "", "a,"),
    ("Accept-Encoding", "", "gzip;q="),
    ("Cookie", "", "a=b; "),
    ("Cookie", 'a="', "\\"),
    ("Content-Type", "multipart/form-data; ", "a=b;"),
    ("Content-Type", 'a/b; a="', "\\"),
    ("Origin", "http://", "a"),
    ("Referer", "", "http://["),
    ("X-Forwarded-For", "", "1,"),
    ("If-None-Match", "", '"a",'),
]

ADDRESSES = ("/feedback/comment", "/feedback/desk/sign-in")


@pytest.fixture
def browser(tmp_path: Path) -> FlaskClient:
    """Somebody's browser, or what says it is one."""
    return client(app_of(make_service(tmp_path)))


@pytest.mark.parametrize(("kind", "begin", "repeated"), BODIES)
def test_a_long_request_is_read_in_time_with_its_length(
    browser: FlaskClient, kind: str, begin: str, repeated: str
) -> None:
    for address in ADDRESSES:
        _holds(browser, address, (20_000, 45_000), begin, repeated, {"Content-Type": kind})


@pytest.mark.parametrize("repeated", WORDS)
def test_words_are_looked_at_in_time_with_their_length(browser: FlaskClient, repeated: str) -> None:
    letters = 1_100 * len(repeated) // len(unquote_plus(repeated))
    for field in ("wrong=", "wrong=x&reply=email&email=", "wrong=x&reply=phone&phone="):
        _holds(browser, ADDRESSES[0], (letters // 2, letters), field, repeated, {})


@pytest.mark.parametrize(("name", "begin", "repeated"), HEADERS)
def test_a_long_header_is_read_in_time_with_its_length(
    browser: FlaskClient, name: str, begin: str, repeated: str
) -> None:
    """Gunicorn takes up to 8,190 letters of one."""
    times = [1.0, 0.0]
    for _ in range(3):
        times = [
            _time(browser, ADDRESSES[0], "wrong=x", {name: begin + repeated * (n // len(repeated))})
            for n in (1_000, 8_000)
        ]
        if times[1] < _TOO_MUCH * times[0]:
            return
    pytest.fail(f"{times[1] / times[0]:.0f} times as long")


def _holds(
    browser: FlaskClient,
    address: str,
    lengths: tuple[int, ...],
    begin: str,
    repeated: str,
    headers: dict[str, str],
) -> None:
    """Fail where a request of eight times the length takes far more than in proportion."""
    short, long = 1.0, 0.0
    for length in lengths:
        short, long = (
            _time(browser, address, begin + repeated * (letters // len(repeated)), headers)
            for letters in (length, length * _TIMES)
        )
        if long < _TOO_MUCH * short:
            return
    pytest.fail(f"{address}: {long / short:.0f} times as long")


def _time(browser: FlaskClient, address: str, body: str, headers: dict[str, str]) -> float:
    """Return the seconds of this thread that a request takes, the best of two."""
    times: list[float] = []
    for _ in range(2):
        began = time.thread_time()
        answer = browser.post(
            address, data=body, headers={"Content-Type": _FORM, **headers}, base_url=ORIGIN
        )
        times.append(time.thread_time() - began)
        assert answer.status_code < 500
    return min(times)
