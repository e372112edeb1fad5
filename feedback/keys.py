"""Sealing and signing: addresses are sealed at rest, forms and links are signed."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer
from itsdangerous.signer import SigningAlgorithm

_RANDOM = 12


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Seals and signs with the first key; unseals and verifies with any of them.

    Links that were given out before they were signed with SHA-256 are still read.
    """

    _seal: MultiFernet
    _forms: TimestampSigner
    _links: URLSafeTimedSerializer
    _digest_key: bytes

    @classmethod
    def of(cls, keys: Sequence[str]) -> Self:
        """Return what seals and signs with these keys."""
        oldest_first = list(reversed(keys))
        return cls(
            MultiFernet([Fernet(key) for key in keys]),
            _form_signer(oldest_first),
            URLSafeTimedSerializer(
                oldest_first,
                salt="link",
                signer_kwargs={"digest_method": hashlib.sha256},
                fallback_signers=[{"digest_method": hashlib.sha1}],
            ),
            hashlib.sha256(f"sender {keys[0]}".encode()).digest(),
        )

    def seal(self, text: str) -> bytes:
        """Return a text sealed."""
        return self._seal.encrypt(text.encode())

    def unseal(self, sealed: bytes) -> str | None:
        """Return a sealed text; None where none of the keys opens it."""
        try:
            return self._seal.decrypt(sealed).decode()
        except InvalidToken:
            return None

    def new_form_number(self) -> str:
        """Return the number of a new form, signed with the time at which it is made."""
        return self._forms.sign(secrets.token_urlsafe(_RANDOM)).decode()

    def form_time(self, number: str) -> int | None:
        """Return when a form was made, in seconds since 1970; None if the number is not ours."""
        try:
            _, made = self._forms.unsign(number, return_timestamp=True)
        except BadData:
            return None
        return int(made.timestamp())

    def sign_link(self, content: str) -> str:
        """Return the token of a link that carries this text, signed with the current time."""
        return str(self._links.dumps(content))

    def read_link(self, token: str, max_age: int) -> str | None:
        """Return the text in a token; None if it is not ours or older than ``max_age`` seconds."""
        try:
            return str(self._links.loads(token, max_age=max_age))
        except BadData:
            return None

    def digest(self, text: str) -> str:
        """Return a keyed digest of a text, 32 letters: without the key nobody can test a guess."""
        return _hmac_of(self._digest_key, text.encode()).hexdigest()[:32]


class _PreparedHmac(SigningAlgorithm):
    """HMAC with SHA-256 that looks up the algorithm and takes in the key once for each key."""

    def get_signature(self, key: bytes, value: bytes) -> bytes:
        return _hmac_of(key, value).digest()


@lru_cache(maxsize=32)
def _prepared(key: bytes) -> hmac.HMAC:
    return hmac.new(key, digestmod="sha256")


def _hmac_of(key: bytes, value: bytes) -> hmac.HMAC:
    made = _prepared(key).copy()
    made.update(value)
    return made


def _form_signer(oldest_first: list[str]) -> TimestampSigner:
    """Return what signs forms; the key of each signature is derived once, not for each form."""
    signer = TimestampSigner(
        oldest_first, salt="form", digest_method=hashlib.sha256, algorithm=_PreparedHmac()
    )
    signer.derive_key = lru_cache(maxsize=None)(signer.derive_key)  # type: ignore[method-assign]
    return signer
