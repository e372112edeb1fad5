"""Where the program's own files are, and where it works."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

#: The setting that names the folder of what is kept between runs, and the folder without it.
STATE, _STATE_FOLDER = "LOCAL_OFFER_STATE", ".localoffer"

_CODE = Path(__file__).resolve().parent

#: Where ``setup.py`` puts what the program brings along into a package.
_PACKED_RESOURCES = _CODE / "resources"

IS_CHECKOUT = not _PACKED_RESOURCES.is_dir()


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder of the program's own files, and the folder that a command works in.

    ``resources`` is laid out as the repository is: ``templates/``, ``schemas/``, and the npm
    packages in ``node_modules/``. In ``folder`` lie what is kept between runs and, unless a
    command is told otherwise, the content and the site.
    """

    resources: Path
    folder: Path

    @classmethod
    def of_checkout(cls, folder: Path) -> Self:
        """Return the workspace of a checkout, which holds the program's own files itself."""
        return cls(folder, folder)

    def state(self, environ: Mapping[str, str] = os.environ) -> Path:
        """Return the folder of what is kept between runs: as ``environ`` names it, else ours."""
        return Path(environ.get(STATE) or self.folder / _STATE_FOLDER)


def own_workspace() -> Workspace:
    """Return where this program works: in its checkout, or once installed where it is called."""
    if IS_CHECKOUT:
        return Workspace.of_checkout(_CODE.parent)
    return Workspace(_PACKED_RESOURCES, Path.cwd())
