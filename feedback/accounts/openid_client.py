"""The council's own accounts: OpenID Connect, authorization code with PKCE, state and nonce.

OpenID Connect Core 1.0, section 3.1; Discovery 1.0, section 4; PKCE, RFC 7636. What the provider
says is believed only with its signature, for us, for this visit and for now (Core, 3.1.3.7).
"""

import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from feedback.setting_errors import is_loopback
from feedback.settings import OpenId

#: Signatures with a key of their own for whoever checks them: no shared secret, and never "none".
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")

#: How long an answer may take, and how far two clocks may be apart, in seconds.
_PATIENCE, _APART = 10, 60


class NotBelieved(Exception):  # noqa: N818 - nothing of ours went wrong
    """The council's accounts do not answer, or not in a way that can be believed."""


@dataclass(frozen=True, slots=True)
class Trip:
    """What is remembered of a visit to the provider, to know it by when it comes back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the provider says it is; ``email`` is empty where the provider has not checked it."""

    subject: str
    email: str


def set_out(openid: OpenId, back: str) -> tuple[str, Trip]:
    """Return the address at the provider, and what to remember; ``back`` is where it leads back."""
    trip = Trip(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))
    said = _discovered(openid)
    address, _ = _client(openid, back, said).create_authorization_url(
        said["authorization_endpoint"],
        state=trip.state,
        nonce=trip.nonce,
        code_verifier=trip.verifier,
    )
    return str(address), trip


def come_back(openid: OpenId, back: str, code: str, trip: Trip, now: int) -> Person:
    """Return who it is, or raise ``NotBelieved``; ``code`` is what the provider gave."""
    said = _discovered(openid)
    try:
        token = _client(openid, back, said).fetch_token(
            said["token_endpoint"], code=code, code_verifier=trip.verifier
        )
        keys = KeySet.import_key_set(_asked(said["jwks_uri"]))
        decoded = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS)
        _rules(openid, trip, now).validate(decoded.claims)
    except (AuthlibBaseError, JoseError, requests.RequestException, KeyError, ValueError) as error:
        raise NotBelieved from error
    return _person(openid, decoded.claims)


def _person(openid: OpenId, claims: dict[str, Any]) -> Person:
    """Return whom the claims name; a token for several readers says which of them asked (azp)."""
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else openid.client) != openid.client:
        raise NotBelieved
    if "\0" in claims["sub"]:
        raise NotBelieved
    email = claims.get("email", "") if claims.get("email_verified") is True else ""
    return Person(claims["sub"], str(email).replace("\0", "").casefold())


def _rules(openid: OpenId, trip: Trip, now: int) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now,
        _APART,
        iss={"essential": True, "value": openid.issuer},
        aud={"essential": True, "value": openid.client},
        nonce={"essential": True, "value": trip.nonce},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    )


def _client(openid: OpenId, back: str, said: dict[str, Any]) -> OAuth2Session:
    ways = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    basic = "client_secret_basic" in ways
    return OAuth2Session(
        openid.client,
        openid.secret,
        token_endpoint_auth_method="client_secret_basic" if basic else "client_secret_post",
        scope="openid email",
        redirect_uri=back,
        code_challenge_method="S256",
        default_timeout=_PATIENCE,
    )


def _discovered(openid: OpenId) -> dict[str, Any]:
    """Return what the provider says of itself; it has to name itself, and lead nowhere unsafe."""
    said: dict[str, Any] = _asked(f"{openid.issuer.rstrip('/')}/.well-known/openid-configuration")
    names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if said.get("issuer") != openid.issuer or not all(_is_safe(said.get(name)) for name in names):
        raise NotBelieved
    return said


def _asked(address: str) -> Any:
    if not _is_safe(address):
        raise NotBelieved
    try:
        answer = requests.get(address, timeout=_PATIENCE, allow_redirects=False)
        answer.raise_for_status()
        said = answer.json()
    except requests.RequestException as error:
        raise NotBelieved from error
    if not isinstance(said, dict):
        raise NotBelieved
    return said


def _is_safe(address: object) -> bool:
    """Return whether an address is by https, or on this machine."""
    if not isinstance(address, str):
        return False
    return urlsplit(address).scheme == "https" or is_loopback(address)
