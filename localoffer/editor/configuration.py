"""The editor's whole configuration: where it writes, and what it asks for."""

from collections.abc import Mapping
from typing import Any

from localoffer.editor.field_choices import choices_in
from localoffer.editor.kind_collections import collections_of
from localoffer.model.editor import Editor
from localoffer.offer import Offer

#: Letters of a file's name, as ``Slug`` has them.
_LONGEST_SLUG = 80

#: Every change is a proposal of its own, which somebody looks at before it is published.
_WORKFLOW = "editorial_workflow"


def configuration(offer: Offer, editor: Editor) -> Mapping[str, Any]:
    """Return the configuration of Sveltia CMS for an offer."""
    return {
        "load_config_file": False,
        "app_title": f"Edit {offer.site.title}",
        "backend": _backend(editor),
        "publish_mode": "simple" if editor.is_local else _WORKFLOW,
        "media_folder": _media_folder(editor),
        "output": {"omit_empty_optional_fields": True},
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": _LONGEST_SLUG},
        "show_preview_links": False,
        "collections": collections_of(editor.folder, choices_in(offer)),
    }


def _media_folder(editor: Editor) -> str:
    return f"{editor.folder}/theme/files" if editor.folder else "theme/files"


def _backend(editor: Editor) -> Mapping[str, Any]:
    if editor.is_local:
        return {"name": "test-repo"}
    common = {"name": editor.backend, "repo": editor.repo, "branch": editor.branch}
    if editor.backend == "github":
        oauth = {"base_url": editor.sign_in} if editor.sign_in else {"auth_methods": ["token"]}
        return {**common, **oauth}
    own = (editor.host or "").rstrip("/")
    host = {"base_url": own, "api_root": f"{own}/api/v4"} if own else {}
    pkce = {"auth_type": "pkce", "app_id": editor.app_id}
    return {**common, **host, **(pkce if editor.app_id else {"auth_methods": ["token"]})}
