"""What is sealed and what is signed. Addresses are sealed at rest; forms and links are signed."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

_RANDOM = 12


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Seals and signs with the first key; opens and believes all of them."""

    _seal: MultiFernet
    _forms: TimestampSigner
    _links: URLSafeTimedSerializer
    _senders: bytes

    @classmethod
    def of(cls, keys: Sequence[str]) -> Self:
        """Return what seals and signs with these keys."""
        oldest_first = list(reversed(keys))
        return cls(
            MultiFernet([Fernet(key) for key in keys]),
            TimestampSigner(oldest_first, salt="form", digest_method=hashlib.sha256),
            URLSafeTimedSerializer(oldest_first, salt="link"),
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

    def form_number(self) -> str:
        """Return the number of a new form, signed with the moment it is made."""
        return self._forms.sign(secrets.token_urlsafe(_RANDOM)).decode()

    def form_made(self, number: str) -> int | None:
        """Return when a form was made, in seconds since 1970; None where we did not make it."""
        try:
            _, made = self._forms.unsign(number, return_timestamp=True)
        except BadData:
            return None
        return int(made.timestamp())

    def link(self, holds: str) -> str:
        """Return the end of a link that says this, signed with the moment it is made."""
        return str(self._links.dumps(holds))

    def linked(self, token: str, seconds: int) -> str | None:
        """Return what a link says; None where it is not ours or older than so many seconds."""
        try:
            return str(self._links.loads(token, max_age=seconds))
        except BadData:
            return None

    def sender(self, shortened: str) -> str:
        """Return what a shortened address is kept as: nobody can read it without the key."""
        return hmac.digest(self._senders, shortened.encode(), "sha256").hex()[:32]
