"""The page of the browser editor: the frame that the editor fills."""

from dataclasses import dataclass
from typing import ClassVar

from localoffer.model.editor import Editor
from localoffer.pages.page import Page
from localoffer.serving.editor_policy import editor_policy

ADDRESS = "/edit/"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorPage(Page):
    """The editor's page. ``policy`` is its own content security policy."""

    template: ClassVar[str] = "pages/edit.html"
    kind: ClassVar[str] = "editor"
    policy: str
    is_local: bool


def editor_page(editor: Editor) -> EditorPage:
    """Return the editor's page."""
    return EditorPage(
        address=ADDRESS,
        title="Edit this site",
        description="For the people who keep this site.",
        listed=False,
        policy=editor_policy(editor),
        is_local=editor.is_local,
    )
