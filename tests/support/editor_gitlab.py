"""A stand-in for GitLab's two interfaces (REST v4 and GraphQL), as far as the browser editor asks.

It keeps GitLab's own rules: 100 rows a page, a draft by its title, no branch begun twice.
"""

from base64 import b64decode
from typing import Any

from flask import Flask, Response, abort, jsonify, request
from graphql import build_schema

from tests.support.bare_repository import StoredFile
from tests.support.editor_service import REPOSITORY, EditorService, Proposal, answer_query

#: The types of docs.gitlab.com/api/graphql/reference that the editor's queries name.
_SCHEMA = build_schema("""
  type Query { project(fullPath: ID!): Project }
  type Project { repository: Repository }
  type Repository {
    rootRef: String
    tree(path: String, recursive: Boolean, ref: String): Tree
    blobs(paths: [String!]!, ref: String): RepositoryBlobConnection
  }
  type Tree { blobs(after: String): BlobConnection!, lastCommit: Commit }
  type Commit { sha: String!, message: String }
  type BlobConnection { nodes: [Blob], pageInfo: PageInfo! }
  type PageInfo { endCursor: String, hasNextPage: Boolean! }
  enum EntryType { blob, commit, tree }
  type Blob { path: String!, sha: String!, type: EntryType! }
  type RepositoryBlobConnection { nodes: [RepositoryBlob] }
  type RepositoryBlob { oid: String!, path: String, rawTextBlob: String, size: String }
""")
_ROWS_A_PAGE = 100
_MOST_PATHS = 100
_PERSON = {"id": 7, "name": "Ruth", "username": "ruth", "email": "ruth@example.org"}
_DRAFT = "Draft: "


class GitLabStandIn(EditorService):
    """GitLab with one project."""

    origin = "https://gitlab.com"
    scheme = "Bearer"
    token = "glpat-made-up"  # noqa: S105 - a word for the stand-in

    def _add_addresses(self, app: Flask) -> None:
        project = f"/api/v4/projects/{REPOSITORY}"
        request_ = f"{project}/merge_requests/<int:number>"
        none = f"{project}/repository/commits/<sha>/statuses"
        for address, methods, answer in (
            ("/api/graphql", ["POST"], self._graphql),
            ("/api/v4/user", ["GET"], lambda: jsonify(_PERSON)),
            (f"{project}/users", ["GET"], lambda: jsonify([_PERSON])),
            (f"{project}/repository/commits", ["POST"], self._commit),
            (f"{project}/repository/branches/<path:name>", ["GET"], self._branch),
            (f"{project}/repository/branches/<path:name>", ["DELETE"], self._delete_branch),
            (f"{project}/merge_requests", ["GET"], self._merge_requests),
            (f"{project}/merge_requests", ["POST"], self._open),
            (request_, ["PUT"], self._change),
            (f"{request_}/merge", ["PUT"], self._merge),
            (f"{request_}/diffs", ["GET"], self._diffs),
            (none, ["GET"], lambda sha: jsonify([])),  # noqa: ARG005 - Flask names it
            (f"{project}/deployments", ["GET"], lambda: jsonify([])),
        ):
            endpoint = f"{methods[0]} {address}"
            app.add_url_rule(address, endpoint, answer, methods=methods)

    def _graphql(self) -> Response:
        return answer_query(_SCHEMA, {"project": self._project})

    def _project(self, _: object, **given: str) -> dict[str, Any] | None:
        if given["fullPath"] != REPOSITORY:
            return None
        own = {"rootRef": "main", "tree": self._tree, "blobs": self._blobs}
        return {"repository": own}

    def _tree(self, _: object, **given: Any) -> dict[str, Any] | None:
        ref = given["ref"]
        if not self.repository.head(ref):
            return None
        [last] = self.repository.history(ref, 1)

        def blobs(_: object, after: str) -> dict[str, Any]:
            first = int(after or 0)
            files = self.repository.files(ref)
            rows = files[first : first + _ROWS_A_PAGE]
            end = first + len(rows)
            nodes = [{"path": one.path, "sha": one.sha, "type": "blob"} for one in rows]
            return {"nodes": nodes, "pageInfo": _page(end, len(files))}

        return {"lastCommit": {"sha": last["oid"], "message": last["message"]}, "blobs": blobs}

    def _blobs(self, _: object, **given: Any) -> dict[str, Any]:
        assert len(given["paths"]) <= _MOST_PATHS
        files = {one.path: one for one in self.repository.files(given["ref"])}
        return {"nodes": [self._blob(files[path]) for path in given["paths"] if path in files]}

    def _blob(self, file: StoredFile) -> dict[str, Any]:
        text = self.repository.content(file.sha).decode()
        return {"path": file.path, "oid": file.sha, "size": file.size, "rawTextBlob": text}

    def _commit(self) -> tuple[Response, int]:
        body = request.get_json()
        branch, start = body["branch"], body.get("start_branch")
        head = self.repository.head(branch)
        if start and head:
            abort(400, f"A branch called '{branch}' already exists.")
        begun = head or (start and self.repository.head(start))
        if not begun:
            abort(400, "You can only create or edit files when you are on a branch")
        files = {one.path for one in self.repository.files(begun)}
        changes = dict(_change(action, files) for action in body["actions"])
        made = self.repository.commit(branch, changes, body["commit_message"], begun)
        return jsonify(id=made, committed_date="2026-11-21T10:00:00.000Z"), 201

    def _branch(self, name: str) -> Response:
        head = self.repository.head(name) or abort(404, "404 Branch Not Found")
        return jsonify(name=name, commit={"id": head})

    def _delete_branch(self, name: str) -> tuple[str, int]:
        if not self.repository.head(name):
            abort(404, "404 Branch Not Found")
        self.repository.delete_branch(name)
        return "", 204

    def _merge_requests(self) -> Response:
        label, source = request.args.get("labels"), request.args.get("source_branch")
        found = [
            one
            for one in self.open_proposals()
            if (not label or label in one.labels) and source in (None, one.source)
        ]
        return jsonify([self._shown(one) for one in found])

    def _open(self) -> tuple[Response, int]:
        body = request.get_json()
        title = body["title"]
        made = self.propose(
            title.removeprefix(_DRAFT),
            body["source_branch"],
            body["target_branch"],
            is_draft=title.startswith(_DRAFT),
        )
        made.labels = body["labels"].split(",")
        return jsonify(self._shown(made)), 201

    def _change(self, number: int) -> Response:
        body, one = request.get_json(), self.proposal(number)
        if body.get("state_event") == "close":
            one.state = "closed"
        if title := body.get("title"):
            one.title, one.is_draft = title.removeprefix(_DRAFT), title.startswith(_DRAFT)
        gone = body.get("remove_labels", "").split(",")
        kept = [label for label in one.labels if label not in gone]
        one.labels = [*kept, *body.get("add_labels", "").split(",")]
        return jsonify(self._shown(one))

    def _merge(self, number: int) -> Response:
        body, one = request.get_json(), self.proposal(number)
        if one.is_draft:
            abort(405, "405 Method Not Allowed")
        if body["sha"] != self.repository.head(one.source):
            abort(409, "SHA does not match HEAD of source branch")
        self.take_in(one)
        if body["should_remove_source_branch"]:
            self.repository.delete_branch(one.source)
        return jsonify(self._shown(one))

    def _diffs(self, number: int) -> Response:
        one = self.proposal(number)
        rows = self.repository.changed_files(one.target, one.source)
        return jsonify(
            [{"old_path": path, "new_path": path, "deleted_file": False} for path in rows]
        )

    def _shown(self, one: Proposal) -> dict[str, Any]:
        return {
            "id": 100 + one.number,
            "iid": one.number,
            "title": f"{_DRAFT if one.is_draft else ''}{one.title}",
            "state": one.state,
            "draft": one.is_draft,
            "labels": one.labels,
            "source_branch": one.source,
            "target_branch": one.target,
            "sha": self.repository.head(one.source),
            "web_url": f"{self.origin}/{REPOSITORY}/-/merge_requests/{one.number}",
            "created_at": "2026-11-21T10:00:00.000Z",
            "updated_at": "2026-11-21T10:00:00.000Z",
            "author": _PERSON,
        }


def _page(end: int, rows: int) -> dict[str, Any]:
    return {"endCursor": str(end), "hasNextPage": end < rows}


def _change(action: dict[str, str], files: set[str]) -> tuple[str, bytes | None]:
    path, kind = action["file_path"], action["action"]
    if kind == "create" and path in files:
        abort(400, "A file with this name already exists")
    if kind in {"update", "delete"} and path not in files:
        abort(400, "A file with this name doesn't exist")
    if kind == "delete":
        return path, None
    assert kind in {"create", "update"}
    text = action["content"]
    return path, b64decode(text) if action["encoding"] == "base64" else text.encode()
