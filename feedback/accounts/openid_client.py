"""The council's own accounts: OpenID Connect, authorization code with PKCE, state and nonce.

OpenID Connect Core 1.0, section 3.1; Discovery 1.0, section 4; PKCE, RFC 7636. An ID token is
accepted only with the provider's signature, for us, for this login and for now (Core, 3.1.3.7).
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
_TIMEOUT, _CLOCK_SKEW = 10, 60


class OpenIdError(Exception):
    """The provider does not answer, or not with what can be accepted."""


@dataclass(frozen=True, slots=True)
class PendingLogin:
    """What is remembered of a login at the provider, to know it by when it comes back.

    ``state``, ``nonce`` and ``verifier`` (PKCE's ``code_verifier``) are those of the standards.
    """

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class OpenIdIdentity:
    """Who the provider says it is; ``email`` is empty where the provider has not checked it."""

    subject: str
    email: str


def start_login(openid: OpenId, callback: str) -> tuple[str, PendingLogin]:
    """Return the address at the provider to lead to, and what to remember until it comes back.

    Args:
        openid: The provider, and our name and secret there.
        callback: The whole address that the provider leads back to.

    Raises:
        OpenIdError: if the provider does not answer as it should.
    """
    pending = PendingLogin(
        secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48)
    )
    metadata = _provider_metadata(openid)
    address, _ = _session(openid, callback, metadata).create_authorization_url(
        metadata["authorization_endpoint"],
        state=pending.state,
        nonce=pending.nonce,
        code_verifier=pending.verifier,
    )
    return str(address), pending


def finish_login(
    openid: OpenId, callback: str, code: str, pending: PendingLogin, now: int
) -> OpenIdIdentity:
    """Return who has logged in at the provider; ``code`` is what the provider gave for it.

    Raises:
        OpenIdError: if the provider does not answer, or its token cannot be accepted.
    """
    metadata = _provider_metadata(openid)
    try:
        token = _session(openid, callback, metadata).fetch_token(
            metadata["token_endpoint"], code=code, code_verifier=pending.verifier
        )
        keys = KeySet.import_key_set(_fetch_json(metadata["jwks_uri"]))
        decoded = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS)
        _claim_rules(openid, pending, now).validate(decoded.claims)
    except (AuthlibBaseError, JoseError, requests.RequestException, KeyError, ValueError) as error:
        raise OpenIdError from error
    return _identity(openid, decoded.claims)


def _identity(openid: OpenId, claims: dict[str, Any]) -> OpenIdIdentity:
    """Return whom the claims name; a token for several clients says which asked for it (azp)."""
    is_shared = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if is_shared else openid.client) != openid.client:
        raise OpenIdError
    if "\0" in claims["sub"]:
        raise OpenIdError
    email = claims.get("email", "") if claims.get("email_verified") is True else ""
    return OpenIdIdentity(claims["sub"], str(email).replace("\0", "").casefold())


def _claim_rules(openid: OpenId, pending: PendingLogin, now: int) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now,
        _CLOCK_SKEW,
        iss={"essential": True, "value": openid.issuer},
        aud={"essential": True, "value": openid.client},
        nonce={"essential": True, "value": pending.nonce},
        sub={"essential": True},
        exp={"essential": True},
        iat={"essential": True},
    )


def _session(openid: OpenId, callback: str, metadata: dict[str, Any]) -> OAuth2Session:
    methods = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    basic = "client_secret_basic" in methods
    return OAuth2Session(
        openid.client,
        openid.secret,
        token_endpoint_auth_method="client_secret_basic" if basic else "client_secret_post",
        scope="openid email",
        redirect_uri=callback,
        code_challenge_method="S256",
        default_timeout=_TIMEOUT,
    )


def _provider_metadata(openid: OpenId) -> dict[str, Any]:
    """Return what the provider says of itself; it has to name itself, and lead nowhere unsafe."""
    address = f"{openid.issuer.rstrip('/')}/.well-known/openid-configuration"
    metadata: dict[str, Any] = _fetch_json(address)
    endpoints = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if metadata.get("issuer") != openid.issuer:
        raise OpenIdError
    if not all(_is_safe(metadata.get(name)) for name in endpoints):
        raise OpenIdError
    return metadata


def _fetch_json(address: str) -> Any:
    """Return the JSON object at an address, or raise ``OpenIdError``."""
    if not _is_safe(address):
        raise OpenIdError
    try:
        response = requests.get(address, timeout=_TIMEOUT, allow_redirects=False)
        response.raise_for_status()
        content = response.json()
    except requests.RequestException as error:
        raise OpenIdError from error
    if not isinstance(content, dict):
        raise OpenIdError
    return content


def _is_safe(address: object) -> bool:
    """Return whether an address is by https, or on this machine."""
    if not isinstance(address, str):
        return False
    return urlsplit(address).scheme == "https" or is_loopback(address)
