"""Passwords: how they are stored, and which are taken.

Argon2id with the least that OWASP's Password Storage Cheat Sheet names first (19 MiB, 2 rounds, 1
lane). The rules are those of NIST SP 800-63B 5.1.1.2 and OWASP ASVS 4.0.3, 2.1: length, none that
is often used, no rule on what it is made of, none on changing it by the calendar.
"""

import hashlib
import secrets
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from localoffer.unicode_normalisation import normalise

#: How many letters a password may have.
MIN_LENGTH, MAX_LENGTH = 12, 128

#: So many bytes hold the longest password however it was typed: a letter with its marks, or a
#: Korean syllable in three parts, takes 9 at most in every language that is written.
MAX_BYTES = 12 * MAX_LENGTH

#: The first password of an account is good for a week, in seconds.
FIRST_PASSWORD_SECONDS = 7 * 86_400

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

#: zxcvbn's scale of 0 to 4: below 3, so few guesses find it that a stolen table gives it away.
_SAFE_SCORE = 3

#: zxcvbn gets so many letters: its time grows faster than they do, to seconds at a hundred.
_SCORED_LETTERS = 32

_TOO_LONG = f"Enter a password of at most {MAX_LENGTH} letters."

#: No letter that is mixed up with another when it is read out or typed from paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def hash_password(password: str) -> str:
    """Return what is stored of a password: a salted hash that is slow to make."""
    return _HASHER.hash(_normalised(password))


def verify_password(stored: str | None, password: str) -> bool:
    """Return whether a password is the one that was hashed; it takes as long where none was.

    One that is longer than any we take is not looked at.
    """
    if is_too_long(password):
        return False
    try:
        _HASHER.verify(stored or _hash_of_no_account(), _normalised(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_too_long(password: str) -> bool:
    """Return whether a password has more bytes than any that we take."""
    return len(password.encode(errors="surrogatepass")) > MAX_BYTES


def needs_rehash(stored: str) -> bool:
    """Return whether a password was hashed with other parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


def fingerprint(stored: str) -> str:
    """Return a short sign of a stored password, by which a step of signing in sees a change."""
    return hashlib.sha256(stored.encode()).hexdigest()[:16]


def make_first_password() -> str:
    """Return a password that nobody can guess, to be changed at once: 98 bits."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(20))
    return "-".join(letters[start : start + 5] for start in range(0, len(letters), 5))


def password_error(password: str, repeated: str, own_words: Iterable[str]) -> str | None:
    """Return what to write instead of a new password; None where it may be taken.

    Args:
        password: The new password.
        repeated: The same again, as it was typed in the second field.
        own_words: What a guesser would try first: the account's name, the council's.
    """
    if is_too_long(password):
        return _TOO_LONG
    normalised = _normalised(password)
    if len(" ".join(normalised.split())) < MIN_LENGTH:
        return f"Enter a password of at least {MIN_LENGTH} letters. Four words in a row will do."
    if len(normalised) > MAX_LENGTH:
        return _TOO_LONG
    if _is_guessable(normalised, own_words):
        return "Enter a password that is harder to guess. Four unlike words will do."
    if is_too_long(repeated) or normalised != _normalised(repeated):
        return "Enter the same password in both boxes."
    return None


def _normalised(password: str) -> str:
    """Two keyboards may write one letter in two ways; both are the same password (NFKC)."""
    return normalise("NFKC", password)


def _is_guessable(password: str, own_words: Iterable[str]) -> bool:
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its word lists are for this one step alone

    words = [word for phrase in own_words for word in (phrase, *phrase.split())]
    rest = password.casefold()
    for word in sorted(map(str.casefold, words), key=len, reverse=True):
        rest = rest.replace(word, "") if len(word) > 2 else rest  # noqa: PLR2004 - "of", "st"
    score: int = zxcvbn(password[:_SCORED_LETTERS], words)["score"]
    return score < _SAFE_SCORE or len(rest) < MIN_LENGTH // 2


@cache
def _hash_of_no_account() -> str:
    return _HASHER.hash(secrets.token_urlsafe())
