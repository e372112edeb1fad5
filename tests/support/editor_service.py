"""What the stand-ins of GitHub and GitLab share: a repository, proposals, and how they answer.

They answer inside the browser: the page believes that it asks the service, with the service's
address and under its own content security policy, and nothing leaves the machine.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from flask import Flask, Response, jsonify, request
from graphql import GraphQLError, GraphQLSchema, graphql_sync
from playwright.sync_api import BrowserContext, Route
from werkzeug.exceptions import HTTPException

from tests.support.bare_repository import BareRepository

#: The repository on either service.
REPOSITORY = "little-marsh/local-offer"
_ALLOWED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Allow-Methods": "*",
}


@dataclass
class Proposal:
    """A pull request, or a merge request: a branch that somebody wants to be taken into another."""

    number: int
    title: str
    source: str
    target: str
    is_draft: bool
    labels: list[str] = field(default_factory=list)
    state: str = "opened"


class EditorService:
    """A service with one repository and one person, and what it was asked."""

    #: Where the service is, how it wants a token, and the token of its one person.
    origin: ClassVar[str]
    scheme: ClassVar[str]
    token: ClassVar[str]

    def __init__(self, repository: BareRepository) -> None:
        """Hold a repository."""
        self.repository = repository
        self.proposals: list[Proposal] = []
        self.unknown: list[str] = []
        self.refused: list[str] = []
        self._app = Flask(type(self).__name__)
        self._app.before_request(self._look_at_the_token)
        self._app.register_error_handler(HTTPException, self._refuse)
        self._app.register_error_handler(GraphQLError, self._refuse)
        self._add_addresses(self._app)

    @contextmanager
    def answering(self, window: BrowserContext) -> Iterator[None]:
        """Answer all that the pages of a window ask of the service; close the pages at the end."""
        window.route(f"{self.origin}/**", self._answer)
        try:
            yield
        finally:
            window.unroute_all(behavior="ignoreErrors")
            for page in window.pages:
                page.close()

    def proposal(self, number: int) -> Proposal:
        """Return the proposal of this number."""
        return self.proposals[number - 1]

    def open_proposals(self) -> list[Proposal]:
        """Return the proposals that are neither taken in nor closed."""
        return [one for one in self.proposals if one.state == "opened"]

    def propose(self, title: str, source: str, target: str, *, is_draft: bool) -> Proposal:
        """Open a proposal; both branches are there."""
        assert self.repository.head(source)
        assert self.repository.head(target)
        made = Proposal(len(self.proposals) + 1, title, source, target, is_draft)
        self.proposals.append(made)
        return made

    def take_in(self, proposal: Proposal) -> None:
        """Merge a proposal, unless it is a draft."""
        assert not proposal.is_draft
        self.repository.merge(proposal.source, proposal.target, proposal.title)
        proposal.state = "merged"

    def _add_addresses(self, app: Flask) -> None:
        """Register what the service answers at each address."""
        raise NotImplementedError

    def _needs_no_token(self) -> bool:
        return False

    def _look_at_the_token(self) -> tuple[Response, int] | None:
        given = request.headers.get("Authorization")
        if self._needs_no_token() or given == f"{self.scheme} {self.token}":
            return None
        return jsonify(message="401 Unauthorized"), 401

    def _refuse(self, error: Exception) -> tuple[Response, int]:
        status = error.code if isinstance(error, HTTPException) and error.code else 400
        asked = f"{request.method} {request.full_path} {request.get_data(as_text=True)}: {error}"
        (self.refused if request.url_rule else self.unknown).append(asked)
        return jsonify(message=str(error)), status

    def _answer(self, route: Route) -> None:
        asked = route.request
        answer = self._app.test_client().open(
            asked.url.removeprefix(self.origin),
            method=asked.method,
            data=asked.post_data_buffer,
            headers={**asked.headers},
        )
        headers = {**dict(answer.headers), **_ALLOWED}
        route.fulfill(status=answer.status_code, headers=headers, body=answer.get_data())


def answer_query(schema: GraphQLSchema, root: Mapping[str, Any]) -> Response:
    """Answer the query of GraphQL that the request holds; one that does not fit is an error.

    Raises:
        GraphQLError: The schema does not know what is asked.
    """
    body = request.get_json()
    done = graphql_sync(schema, body["query"], root, variable_values=body.get("variables"))
    if done.errors:
        raise done.errors[0]
    return jsonify(data=done.data)
