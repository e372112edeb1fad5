"""What a site is rendered with: our templates, styles and icons, and a theme's laid over them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment

from localoffer.problems import Problem
from localoffer.theme.site_theme import FOLDER, NO_THEME, TEMPLATES, SiteTheme

#: How a theme's template names the one of ours that it covers: ``ours/layout.html``.
OURS = "ours"

_ICONS = "icons"


@dataclass(frozen=True, slots=True)
class Design:
    """The folder of the program's own files, and the theme of the council."""

    resources: Path
    theme: SiteTheme = NO_THEME

    @property
    def templates(self) -> Path:
        """The folder of our templates."""
        return self.resources / "templates"

    def loader(self) -> BaseLoader:
        """Return what finds a template by its name: the theme's, else ours."""
        ours = FileSystemLoader(self.templates)
        if not self.theme.templates:
            return ours
        theirs = DictLoader(self.theme.templates)
        return ChoiceLoader([theirs, ours, PrefixLoader({OURS: ours})])

    @property
    def environment_class(self) -> type[Environment]:
        """The kind of Jinja environment: templates that are not ours reach no file or program."""
        return SandboxedEnvironment if self.theme.templates else Environment

    def icons(self) -> Mapping[str, str]:
        """Return the drawing of each icon by its name."""
        folder = self.templates / _ICONS
        ours = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.svg")}
        theirs = {
            Path(name).stem: text
            for name, text in self.theme.templates.items()
            if name.startswith(f"{_ICONS}/")
        }
        return {**ours, **theirs}

    def template_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield all that pages are rendered with, by name, in the same order each time."""
        for file in sorted(self.templates.rglob("*")):
            if file.suffix in (".html", ".svg"):
                yield str(file.relative_to(self.templates)), file.read_bytes()
        for name, text in sorted(self.theme.templates.items()):
            yield f"{FOLDER}/{name}", text.encode()


def template_problems(design: Design) -> Iterator[Problem]:
    """Yield the templates of a theme that cannot be read as such."""
    environment = Environment(autoescape=True)
    for name, text in design.theme.templates.items():
        try:
            environment.parse(text)
        except TemplateSyntaxError as error:
            message = f"This template cannot be read: {error.message}."
            fix = "Compare it with ours: see docs/theme.md."
            yield Problem(f"{FOLDER}/{TEMPLATES}/{name}", error.lineno, "", message, fix)
        except RecursionError:
            message, fix = (
                "One thing stands in another too often here.",
                "Write it in fewer levels.",
            )
            yield Problem(f"{FOLDER}/{TEMPLATES}/{name}", 0, "", message, fix)
