"""A stand-in for GitHub's two interfaces (REST and GraphQL), as far as the browser editor asks."""

from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, abort, jsonify, request
from graphql import GraphQLError, build_schema

from tests.support.editor_service import REPOSITORY, EditorService, Proposal, answer_query

#: The types of docs.github.com/graphql/reference that the editor's queries name.
_SCHEMA = build_schema("""
  scalar GitObjectID
  scalar DateTime
  scalar Base64String
  type Query { repository(owner: String!, name: String!): Repository }
  type Mutation {
    createRef(input: CreateRefInput!): CreateRefPayload
    createCommitOnBranch(input: CreateCommitOnBranchInput!): CreateCommitOnBranchPayload
    markPullRequestReadyForReview(input: MarkPullRequestReadyForReviewInput!): PullRequestPayload
  }
  type Repository {
    id: ID!
    defaultBranchRef: Ref
    ref(qualifiedName: String!): Ref
    object(oid: GitObjectID, expression: String): GitObject
    pullRequests(
      states: [PullRequestState!], labels: [String!], headRefName: String, first: Int,
      orderBy: IssueOrder
    ): PullRequestConnection!
  }
  enum PullRequestState { OPEN CLOSED MERGED }
  enum IssueOrderField { CREATED_AT UPDATED_AT COMMENTS }
  enum OrderDirection { ASC DESC }
  input IssueOrder { field: IssueOrderField!, direction: OrderDirection! }
  type Ref { name: String!, target: GitObject }
  interface GitObject { oid: GitObjectID! }
  type Commit implements GitObject {
    oid: GitObjectID!, message: String!, committedDate: DateTime!, author: GitActor
    history(first: Int, path: String): CommitHistoryConnection!
    file(path: String!): TreeEntry
  }
  type CommitHistoryConnection { nodes: [Commit] }
  type GitActor { name: String, email: String, user: User }
  type User implements Actor {
    login: String!, avatarUrl: String!, name: String, email: String!, databaseId: Int
  }
  type Blob implements GitObject {
    oid: GitObjectID!, byteSize: Int!, isBinary: Boolean, isTruncated: Boolean!, text: String
  }
  type TreeEntry { oid: GitObjectID! }
  interface Actor { login: String!, avatarUrl: String! }
  type PullRequestConnection { nodes: [PullRequest], totalCount: Int! }
  type PullRequest {
    id: ID!, number: Int!, title: String!, url: String!, isDraft: Boolean!
    isCrossRepository: Boolean!, createdAt: DateTime!, updatedAt: DateTime!
    headRefName: String!, headRefOid: GitObjectID!, author: Actor
    labels(first: Int): LabelConnection, files(first: Int): FileConnection
  }
  type LabelConnection { nodes: [Label] }
  type Label { name: String! }
  type FileConnection { nodes: [ChangedFile] }
  type ChangedFile { path: String!, changeType: PatchStatus! }
  enum PatchStatus { ADDED CHANGED COPIED DELETED MODIFIED RENAMED }
  input CreateRefInput { repositoryId: ID!, name: String!, oid: GitObjectID! }
  type CreateRefPayload { ref: Ref }
  input CreateCommitOnBranchInput {
    branch: CommittableBranch!, expectedHeadOid: GitObjectID!, fileChanges: FileChanges
    message: CommitMessage!
  }
  input CommittableBranch { repositoryNameWithOwner: String, branchName: String }
  input FileChanges { additions: [FileAddition!], deletions: [FileDeletion!] }
  input FileAddition { path: String!, contents: Base64String! }
  input FileDeletion { path: String! }
  input CommitMessage { headline: String!, body: String }
  type CreateCommitOnBranchPayload { commit: Commit }
  input MarkPullRequestReadyForReviewInput { pullRequestId: ID! }
  type PullRequestPayload { pullRequest: PullRequest }
""")
_PERSON = {"__typename": "User", "login": "ruth", "avatarUrl": "", "name": "Ruth", "databaseId": 7}
_ID = "R_1"
_TIME = "2026-11-21T10:00:00Z"


class GitHubStandIn(EditorService):
    """GitHub with one repository."""

    origin = "https://api.github.com"
    scheme = "token"
    token = "github_pat_made_up"  # noqa: S105 - a word for the stand-in

    def _add_addresses(self, app: Flask) -> None:
        repository = f"/repos/{REPOSITORY}"
        issue = f"{repository}/issues/<int:number>"
        user = {"name": "Ruth", "login": "ruth", "id": 7, "html_url": "https://github.com/ruth"}
        for address, methods, answer in (
            ("/graphql", ["POST"], self._graphql),
            ("/user", ["GET"], lambda: jsonify(user)),
            (f"{repository}/collaborators/ruth", ["GET"], lambda: ("", 204)),
            (f"{repository}/git/trees/<commit>", ["GET"], self._tree),
            (f"{repository}/git/refs/heads/<path:name>", ["DELETE"], self._delete_branch),
            (f"{repository}/pulls", ["POST"], self._open),
            (f"{repository}/pulls/<int:number>/merge", ["PUT"], self._merge),
            (issue, ["GET"], self._issue),
            (issue, ["PATCH"], self._label),
            (f"{issue}/labels", ["POST"], self._label),
        ):
            app.add_url_rule(address, f"{methods[0]} {address}", answer, methods=methods)

    def _tree(self, commit: str) -> Response:
        rows = self.repository.files(commit)
        tree = [{"type": "blob", "path": r.path, "sha": r.sha, "size": r.size} for r in rows]
        return jsonify(tree=tree)

    def _delete_branch(self, name: str) -> tuple[str, int]:
        self.repository.delete_branch(name)
        return "", 204

    def _open(self) -> tuple[Response, int]:
        body = request.get_json()
        made = self.propose(body["title"], body["head"], body["base"], is_draft=body["draft"])
        return jsonify(
            number=made.number,
            node_id=str(made.number),
            title=made.title,
            html_url=f"https://github.com/{REPOSITORY}/pull/{made.number}",
            head={"sha": self.repository.head(made.source)},
            created_at=_TIME,
            updated_at=_TIME,
        ), 201

    def _merge(self, number: int) -> Response:
        one = self.proposal(number)
        if one.is_draft:
            abort(405, "Pull Request is still a draft")
        self.take_in(one)
        return jsonify(merged=True)

    def _issue(self, number: int) -> Response:
        return jsonify(labels=[{"name": name} for name in self.proposal(number).labels])

    def _label(self, number: int) -> Response:
        self.proposal(number).labels = request.get_json()["labels"]
        return self._issue(number)

    def _graphql(self) -> Response:
        root = {
            "repository": self._repository,
            "createRef": self._create_ref,
            "createCommitOnBranch": self._commit,
            "markPullRequestReadyForReview": self._mark_ready,
        }
        return answer_query(_SCHEMA, root)

    def _repository(self, _: object, **given: str) -> dict[str, Any] | None:
        if f"{given['owner']}/{given['name']}" != REPOSITORY:
            return None
        return {
            "id": _ID,
            "defaultBranchRef": self._ref("main"),
            "ref": lambda _, **asked: self._ref(asked["qualifiedName"]),
            "object": self._object,
            "pullRequests": self._pull_requests,
        }

    def _ref(self, name: str) -> dict[str, Any] | None:
        head = self.repository.head(name)
        return {"name": name, "target": self._commit_of(head)} if head else None

    def _commit_of(self, oid: str) -> dict[str, Any]:
        [about] = self.repository.history(oid, 1)
        return self._shown_commit(about)

    def _shown_commit(self, about: Mapping[str, str]) -> dict[str, Any]:
        def history(_: object, first: int, path: str | None = None) -> dict[str, Any]:
            found = self.repository.history(about["oid"], first, path)
            return {"nodes": [self._shown_commit(one) for one in found]}

        def file(_: object, path: str) -> dict[str, Any] | None:
            found = [one for one in self.repository.files(about["oid"]) if one.path == path]
            return {"oid": found[0].sha} if found else None

        author = {"name": about["name"], "email": about["email"], "user": _PERSON}
        return {"__typename": "Commit", **about, "author": author, "history": history, "file": file}

    def _object(self, _: object, **given: str) -> dict[str, Any] | None:
        oid = given.get("oid")
        if not oid:
            branch, path = given["expression"].split(":", 1)
            found = [one.sha for one in self.repository.files(branch) if one.path == path]
            oid = found[0] if found else None
        return self._blob(oid) if oid else None

    def _blob(self, oid: str) -> dict[str, Any]:
        content = self.repository.content(oid)
        return {
            "__typename": "Blob", "oid": oid, "byteSize": len(content), "isBinary": False,
            "isTruncated": False, "text": content.decode(),
        }  # fmt: skip

    def _pull_requests(self, _: object, **given: Any) -> dict[str, Any]:
        wanted, branch = set(given.get("labels", [])), given.get("headRefName")
        found = [
            one
            for one in self.open_proposals()
            if (not wanted or wanted & set(one.labels)) and branch in (None, one.source)
        ]
        return {"nodes": [self._shown(one) for one in found], "totalCount": len(found)}

    def _shown(self, one: Proposal) -> dict[str, Any]:
        rows = self.repository.changed_files(one.target, one.source)
        return {
            "id": str(one.number),
            "number": one.number,
            "title": one.title,
            "url": f"https://github.com/{REPOSITORY}/pull/{one.number}",
            "isDraft": one.is_draft,
            "isCrossRepository": False,
            "createdAt": _TIME,
            "updatedAt": _TIME,
            "headRefName": one.source,
            "headRefOid": self.repository.head(one.source),
            "author": {**_PERSON, "email": "ruth@example.org"},
            "labels": {"nodes": [{"name": name} for name in one.labels]},
            "files": {"nodes": [{"path": path, "changeType": "MODIFIED"} for path in rows]},
        }

    def _create_ref(self, _: object, **given: Any) -> dict[str, Any]:
        asked = given["input"]
        name = asked["name"].removeprefix("refs/heads/")
        assert asked["repositoryId"] == _ID
        if self.repository.head(name):
            message = f'A ref named "{asked["name"]}" already exists in the repository.'
            raise GraphQLError(message)
        self.repository.set_branch(name, asked["oid"])
        return {"ref": {"name": name}}

    def _commit(self, _: object, **given: Any) -> dict[str, Any]:
        asked = given["input"]
        branch, changes = asked["branch"]["branchName"], asked["fileChanges"]
        head = self.repository.head(branch)
        if head != asked["expectedHeadOid"]:
            message = f'Expected branch to point to "{asked["expectedHeadOid"]}" but it did not.'
            raise GraphQLError(message)
        files: dict[str, bytes | None] = {one["path"]: None for one in changes["deletions"]}
        files |= {one["path"]: b64decode(one["contents"]) for one in changes["additions"]}
        made = self.repository.commit(branch, files, asked["message"]["headline"], head)
        return {"commit": self._commit_of(made)}

    def _mark_ready(self, _: object, **given: Any) -> dict[str, Any]:
        one = self.proposal(int(given["input"]["pullRequestId"]))
        one.is_draft = False
        return {"pullRequest": self._shown(one)}
