"""A small OpenID provider for the tests, over loopback: discovery, keys, and a token endpoint.

It answers as OpenID Connect Core 1.0 has it, or wrongly in the one way that a test asks for. It
checks what a provider has to: the client's secret, the code, and the verifier of PKCE.
"""

import json
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from secrets import token_urlsafe
from time import time
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from tests.support.http_server import running

CLIENT, SECRET = "local-offer", "a secret of the tests"


@dataclass
class Provider:
    """The provider: its keys, who signs in there, and what it gets wrong."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    other_key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    person: dict[str, Any] = field(default_factory=lambda: {"sub": "s-1"})
    wrong: dict[str, Any] = field(default_factory=dict)
    signs_with: str = "its key"
    said: dict[str, Any] = field(default_factory=dict)
    _asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def sign_in(self, address: str) -> str:
        """Do what a person does at the provider's page; return the query that leads back."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert address.startswith(f"{self.issuer}/authorize?")
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = token_urlsafe(16)
        self._asked[code] = asked
        return urlencode({"code": code, "state": asked["state"]})

    def discovered(self) -> dict[str, Any]:
        """What it says of itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            **self.said,
        }

    def keys(self) -> dict[str, Any]:
        """Its public keys."""
        return {"keys": [self.key.as_dict(private=False)]}

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """A token for a code, once; or what is wrong with what was sent."""
        name, _, secret = b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        if (unquote(name), unquote(secret)) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        asked = self._asked.pop(form.get("code", ""), None)
        challenge = create_s256_code_challenge(form.get("code_verifier", ""))
        if asked is None or asked["code_challenge"] != challenge:
            return 400, {"error": "invalid_grant"}
        if form.get("redirect_uri") != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        told = {"access_token": "a", "token_type": "Bearer", "id_token": self._signed(asked)}
        return 200, told

    def _signed(self, asked: dict[str, str]) -> str:
        now = int(time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.person,
            **self.wrong,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.signs_with == "our secret":
            padded = OctKey.import_key(SECRET.ljust(64))
            return jwt.encode({"alg": "HS256", "kid": "one"}, claims, padded)
        key = self.key if self.signs_with == "its key" else self.other_key
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


@contextmanager
def a_provider() -> Iterator[Provider]:
    """Run a provider on a free port of this machine."""
    provider = Provider()
    handler = type("Providing", (_Handler,), {"provider": provider})
    with running(handler) as port:
        provider.issuer = f"http://127.0.0.1:{port}"
        yield provider


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self) -> None:
        """Answer with what the provider says of itself, or with its keys."""
        answers = {
            "/.well-known/openid-configuration": self.provider.discovered,
            "/keys": self.provider.keys,
        }
        answer = answers.get(self.path)
        self._send(200 if answer else 404, answer() if answer else {})

    def do_POST(self) -> None:
        """Answer with a token."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        self._send(*self.provider.token(form, self.headers.get("Authorization", "")))

    def _send(self, status: int, said: dict[str, Any]) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""
