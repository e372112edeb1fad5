"""The other parts of the product by name: ``localoffer`` may not import them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from localoffer.extension import FirstResultChanges, SiteExtension


@dataclass(frozen=True, slots=True)
class Plugins:
    """``module:function`` for each of their commands, and modules whose ``add`` extends a site.

    ``searching`` is the ``module:function`` that compares searches; empty: there is none.
    """

    commands: Mapping[str, str] = field(default_factory=dict)
    extensions: tuple[str, ...] = ()
    searching: str = ""

    def site_extensions(self) -> "list[SiteExtension]":
        """Load and return the extensions of a site.

        Raises:
            ImportError: there is no such module.
        """
        return [import_module(name).add for name in self.extensions]

    def first_result_changes(self) -> "FirstResultChanges | None":
        """Load and return what compares searches; None where there is none.

        Raises:
            ImportError: there is no such module.
        """
        module, _, function = self.searching.partition(":")
        found: FirstResultChanges | None = (
            getattr(import_module(module), function) if module else None
        )
        return found


#: All that there is.
ALL_PLUGINS: Final = Plugins(
    commands={
        "search": "search.cli:run",
        "evaluate": "search.evaluation.cli_evaluate:run",
        "serve": "host.serve:run",
        "edit": "host.edit:run",
        "feedback": "feedback.cli:run",
    },
    extensions=("search.index.site_files", "localoffer.editor.site_files"),
    searching="search.index.first_results:first_result_changes",
)
