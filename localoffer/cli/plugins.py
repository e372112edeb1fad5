"""The parts of the product beside ``localoffer``, by name: it may not import them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from localoffer.extension import SiteExtension


@dataclass(frozen=True, slots=True)
class Plugins:
    """Names: ``module:function`` for each command, and modules whose ``add`` adds to a site."""

    commands: Mapping[str, str] = field(default_factory=dict)
    extensions: tuple[str, ...] = ()

    def site_extensions(self) -> "list[SiteExtension]":
        """Return what adds to a site, loaded."""
        return [import_module(name).add for name in self.extensions]
