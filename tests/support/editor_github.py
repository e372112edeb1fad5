"""A stand-in for GitHub's two interfaces, as far as the browser editor uses them.

It holds one repository with one branch and answers inside the browser: nothing leaves the machine.
"""

import base64
import json
import re
from dataclasses import dataclass, field
from hashlib import sha1
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

REPOSITORY = "little-marsh/local-offer"
TOKEN = "github_pat_made_up"  # noqa: S105 - a word for the stand-in
_HEAD = "c" * 40
_ALLOWED = {"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Headers": "*"}


@dataclass
class GitHubStandIn:
    """A repository whose folder ``content`` is the one given, and what was asked of it."""

    content: Path
    commits: list[dict[str, Any]] = field(default_factory=list)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def answer_for(self, page: Page) -> None:
        """Answer all that a page asks of api.github.com."""
        page.route("https://api.github.com/**", self._answer)

    def written(self) -> dict[str, str]:
        """The text of each file in the last commit, by its path."""
        additions = self.commits[-1]["fileChanges"]["additions"]
        return {one["path"]: base64.b64decode(one["contents"]).decode() for one in additions}

    def _answer(self, route: Route) -> None:
        request = route.request
        path = request.url.removeprefix("https://api.github.com")
        if request.headers.get("authorization") != f"token {TOKEN}":
            route.fulfill(status=401, headers=_ALLOWED, json={"message": "Bad credentials"})
            return
        body = json.loads(request.post_data or "{}")
        found = self._graphql(body) if path == "/graphql" else self._rest(path, body)
        if found is None:
            self.unknown.append(f"{request.method} {path} {body.get('query', '')}")
        status = 204 if "/collaborators/" in path else 200
        route.fulfill(status=status, headers=_ALLOWED, json=found or {})

    def _rest(self, path: str, body: dict[str, Any]) -> Any:
        place = path.partition("?")[0].removeprefix(f"/repos/{REPOSITORY}")
        if place == "/pulls":
            self.pulls.append(body)
            return {"number": 1, "node_id": "P1", "html_url": "https://github.com/pull/1"}
        answers: dict[str, Any] = {
            "/user": {"name": "Ruth", "login": "ruth", "id": 1, "html_url": "https://github.com"},
            f"/git/trees/{_HEAD}": {"tree": [self._blob(path) for path in self._files()]},
            "/collaborators/ruth": {},
            "/issues/1/labels": [],
        }
        return answers.get(place)

    def _graphql(self, body: dict[str, Any]) -> Any:
        query, variables = body["query"], body.get("variables", {})
        if "createCommitOnBranch(" in query:
            self.commits.append(variables["input"])
            done = {"oid": "d" * 40, "committedDate": "2026-11-21T10:00:00Z"}
            files = {name: {"oid": "e" * 40} for name in re.findall(r"(file_\d+):", query)}
            return {"data": {"createCommitOnBranch": {"commit": {**done, **files}}}}
        if "createRef(" in query:
            return {"data": {"createRef": {"ref": {"name": variables["input"]["name"]}}}}
        if "base: repository" in query:
            base = {"ref": {"target": {"oid": _HEAD}}}
            return {"data": {"fork": {"id": "R1"}, "base": base}}
        if "pullRequests(" in query:
            return {"data": {"repository": {"pullRequests": {"nodes": [], "totalCount": 0}}}}
        return {"data": {"repository": self._parts(query)}}

    def _parts(self, query: str) -> dict[str, Any]:
        """Return the parts of the repository that a query names."""
        commit = {
            "oid": _HEAD, "message": "First", "committedDate": "2026-11-01T10:00:00Z",
            "author": {"name": "Ruth", "email": "ruth@example.org", "user": None},
        }  # fmt: skip
        branch = {"target": {"history": {"nodes": [commit]}}}
        texts = {self._blob(path)["sha"]: path for path in self._files()}
        parts: dict[str, Any] = {"ref": branch, "defaultBranchRef": {"name": "main"}}
        for name, sha in re.findall(r'(\w+):\s*object\(oid:\s*"(\w+)"\)', query):
            text = (self.content.parent / texts[sha]).read_text(encoding="utf-8")
            parts[name] = {"text": text, "isTruncated": False}
        parts |= dict.fromkeys(re.findall(r"(\w+):\s*ref\(", query), branch)
        return parts

    def _files(self) -> list[str]:
        top = self.content.parent
        files = (file for file in self.content.rglob("*") if file.is_file())
        return sorted(file.relative_to(top).as_posix() for file in files)

    def _blob(self, path: str) -> dict[str, Any]:
        content = (self.content.parent / path).read_bytes()
        digest = sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
        return {"type": "blob", "path": path, "sha": digest, "size": len(content)}
