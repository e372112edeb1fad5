"""The schemas by which an editor's tools know the fields of a council's YAML files."""

import shutil

from localoffer import __version__
from localoffer.new_council.folder_files import SCHEMAS
from localoffer.workspace import Workspace


def refresh_editor_schemas(workspace: Workspace) -> None:
    """Copy the schemas of this version into the folder that is worked in, once for each version.

    A checkout has its own, which are part of it.
    """
    here = workspace.folder / SCHEMAS
    version = here / "version"
    is_checkout = workspace.resources == workspace.folder
    if is_checkout or (version.is_file() and version.read_text("utf-8") == __version__):
        return
    shutil.copytree(workspace.resources / "schemas", here, dirs_exist_ok=True)
    version.write_text(__version__, encoding="utf-8")
