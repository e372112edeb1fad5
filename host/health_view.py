"""``/healthz`` and ``/readyz`` of a site whose service takes no comments."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Request, Response

from host.site_edition import SiteEdition
from localoffer.serving.site_context import SiteContextCache


@dataclass(frozen=True, slots=True)
class HealthView:
    """Answers monitors in plain text; with comments, ``feedback.monitoring`` does it instead."""

    editions: SiteContextCache[SiteEdition]

    def live(self, _: Request) -> Response:
        """Say that the process answers; nothing else is asked."""
        return Response("ok\n", mimetype="text/plain")

    def ready(self, _: Request) -> Response:
        """Say whether there is a site to search: 200, or 503 and why not."""
        if self.editions.newest() is None:
            words = "There is no built site to make pages with.\n"
            return Response(words, HTTPStatus.SERVICE_UNAVAILABLE, mimetype="text/plain")
        return Response("ready\n", mimetype="text/plain")
