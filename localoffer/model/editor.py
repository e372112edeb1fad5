"""The browser editor of a site: where what it writes is proposed."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from localoffer.model.base import RecordPart, ask
from localoffer.model.fields import Line, Link, invalid

#: Owner and name: ``brackenshire/local-offer``; GitLab has groups in groups.
Repository = Annotated[str, Field(pattern=r"^[\w.-]+(/[\w.-]+)+$", max_length=200)]
Branch = Annotated[str, Field(pattern=r"^\w[\w./-]*$", max_length=200)]
FolderPath = Annotated[str, Field(pattern=r"^(\w[\w.-]*(/\w[\w.-]*)*)?$", max_length=200)]


class Editor(RecordPart):
    """The editor at ``/edit/``: each change becomes a pull request (GitLab: a merge request)."""

    backend: Literal["github", "gitlab"] = ask("where the repository is", example="github")
    repo: Repository = ask("the repository's owner and name", example="brackenshire/local-offer")
    branch: Branch = ask("the branch that the site is built from", default="main")
    folder: FolderPath = ask(
        "the content folder in the repository; empty if it is the repository itself",
        default="content",
    )
    host: Link | None = ask(
        "the address of your own GitLab, if the repository is not at gitlab.com", default=None
    )
    sign_in: Link | None = ask(
        "the address of your own service for signing in with GitHub; without it, people "
        "sign in with an access token",
        default=None,
    )
    app_id: Line | None = ask(
        "the id of your GitLab application; without it, people sign in with an access token",
        default=None,
    )

    @property
    def is_local(self) -> bool:
        """Whether what it writes goes straight into a folder of this machine."""
        return False

    @model_validator(mode="after")
    def _fits_the_backend(self) -> "Editor":
        for name, backend in (("host", "gitlab"), ("app_id", "gitlab"), ("sign_in", "github")):
            if getattr(self, name) and self.backend != backend:
                message = f"The editor has {name}, which only {backend} needs."
                raise invalid(message, f"Take {name} out, or write backend: {backend}.", name)
        return self


class LocalEditor(Editor):
    """The editor of the command ``edit``, for one person on one machine."""

    @property
    def is_local(self) -> bool:
        """Whether what it writes goes straight into a folder of this machine: it does."""
        return True
