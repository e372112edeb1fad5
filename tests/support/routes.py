"""Every address of the service, as the application itself lists them, and a way to ask for it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import create_environ, run_wsgi_app

_PART = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """A way to ask: the method, and the address with its parts in ``<…>``."""

    method: str
    rule: str

    def filled(self, part: str) -> str:
        """The address with something in the place of each part."""
        return _PART.sub(lambda _: part, self.rule)


@dataclass(frozen=True)
class RawRequest:
    """A request, as bytes that no browser has tidied."""

    method: str
    address: str
    query: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RawResponse:
    """What came back."""

    status: int
    headers: Headers
    text: str


def addresses(app: Flask) -> tuple[Address, ...]:
    """Return every way in which the application can be asked."""
    return tuple(
        Address(method, rule.rule)
        for rule in sorted(
            app.url_map.iter_rules(), key=lambda rule: (rule.rule, str(rule.methods))
        )
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    )


def send(app: Flask, request: RawRequest) -> RawResponse:
    """Ask the application as a server does: headers and addresses are letters of Latin-1."""
    environ = create_environ(method=request.method)
    environ["PATH_INFO"] = unquote_to_bytes(request.address).decode("latin-1")
    environ["QUERY_STRING"] = request.query.encode().decode("latin-1")
    environ["REMOTE_ADDR"] = "203.0.113.7"
    environ["CONTENT_LENGTH"] = str(len(request.body))
    environ["wsgi.input"] = BytesIO(request.body)
    for name, value in request.headers.items():
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        environ[key] = value.encode("utf-8", "surrogateescape").decode("latin-1")
    parts, status, headers = run_wsgi_app(app.wsgi_app, environ)
    return RawResponse(int(status.split()[0]), headers, b"".join(parts).decode())


def as_api(app: Flask) -> dict[str, Any]:
    """Return the addresses as an OpenAPI description: any text in each part, box and query."""
    paths: dict[str, dict[str, Any]] = {}
    for one in addresses(app):
        path = _PART.sub(r"{\1}", one.rule)
        paths.setdefault(path, {})[one.method.lower()] = dict(_operation(one))
    return {"openapi": "3.0.3", "info": {"title": "Feedback", "version": "1"}, "paths": paths}


def _operation(one: Address) -> Iterator[tuple[str, Any]]:
    text = {"type": "string"}
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": text}
        for name in _PART.findall(one.rule)
    ]
    boxes = ["page", "words", "then", "after", "before", "form", "wrong", "answer", "action"]
    parameters += [{"name": name, "in": "query", "schema": text} for name in boxes]
    yield "parameters", parameters
    yield "responses", {"default": {"description": "A page."}}
    if one.method == "POST":
        boxes += [
            "version",
            "name",
            "password",
            "code",
            "partial_login",
            "saved_form",
            "email",
            "people",
        ]
        form = {"type": "object", "properties": dict.fromkeys(boxes, text)}
        yield "requestBody", {"content": {"application/x-www-form-urlencoded": {"schema": form}}}
