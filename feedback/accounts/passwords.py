"""Passwords: how they are kept, and which are taken.

Argon2id with the least that OWASP's Password Storage Cheat Sheet names first (19 MiB, 2 rounds, 1
lane). The rules are those of NIST SP 800-63B 5.1.1.2 and OWASP ASVS 4.0.3, 2.1: length, none that
is often used, no rule on what it is made of, none on changing it by the calendar.
"""

import hashlib
import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST, MOST = 12, 128

#: The first password of an account is good for a week, in seconds.
FIRST_LASTS = 7 * 86_400

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

#: zxcvbn's scale of 0 to 4: below 3, so few guesses find it that a stolen table gives it away.
_SAFE = 3

#: So many letters are looked at: the time grows faster than they do, to seconds at a hundred.
_LOOKED_AT = 32

#: No letter that is mixed up with another when it is read out or typed from paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def kept_form(password: str) -> str:
    """Return what is kept of a password: a salted digest that is slow to make."""
    return _HASHER.hash(_tidy(password))


def fits(kept: str | None, password: str) -> bool:
    """Return whether a password is the one that was kept; it takes as long where none was."""
    try:
        _HASHER.verify(kept or _nobodys(), _tidy(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_stale(kept: str) -> bool:
    """Return whether it was kept in an older way than today's."""
    return _HASHER.check_needs_rehash(kept)


def fingerprint(kept: str) -> str:
    """Return a short sign of one password, by which a step of signing in knows it has changed."""
    return hashlib.sha256(kept.encode()).hexdigest()[:16]


def first_password() -> str:
    """Return a password that nobody can guess, to be changed at once: 98 bits."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(20))
    return "-".join(letters[start : start + 5] for start in range(0, len(letters), 5))


def fault_of(password: str, again: str, own_words: Iterable[str]) -> str | None:
    """Return what to write instead of a new password; None where it may be taken.

    ``own_words`` are those that a guesser would try first: the account's name, the council's.
    """
    tidy = _tidy(password)
    if len(" ".join(tidy.split())) < LEAST:
        return f"Enter a password of at least {LEAST} letters. Four words in a row will do."
    if len(tidy) > MOST:
        return f"Enter a password of at most {MOST} letters."
    if _is_guessable(tidy, own_words):
        return "Enter a password that is harder to guess. Four unlike words will do."
    if tidy != _tidy(again):
        return "Enter the same password in both boxes."
    return None


def _tidy(password: str) -> str:
    """Two keyboards may write one letter in two ways; both are the same password (NFKC)."""
    return unicodedata.normalize("NFKC", password)


def _is_guessable(password: str, own_words: Iterable[str]) -> bool:
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its word lists are for this one step alone

    words = [word for phrase in own_words for word in (phrase, *phrase.split())]
    folded = password.casefold()
    left = folded
    for word in sorted(map(str.casefold, words), key=len, reverse=True):
        left = left.replace(word, "") if len(word) > 2 else left  # noqa: PLR2004 - "of", "st"
    score: int = zxcvbn(password[:_LOOKED_AT], words)["score"]
    return score < _SAFE or len(left) < LEAST // 2


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_urlsafe())
