"""How a council's site looks besides its colours: ``looks:`` in ``site.yaml``.

The files that it names lie in ``theme/files/`` of the content folder.
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from localoffer.model.base import RecordPart, ask
from localoffer.model.fields import Line, YesNo, invalid, read_link
from localoffer.problems import quoted


def _file(*endings: str) -> AfterValidator:
    """Return a validator for the name of a file in ``theme/files/``."""

    def check(name: str) -> str:
        if "/" in name or not name.endswith(tuple(f".{ending}" for ending in endings)):
            listed = " or ".join(endings)
            message = f"{quoted(name)} cannot be used here: the file has to be {listed}."
            raise invalid(message, "Put the file into theme/files/, and write its name alone.")
        return name

    return AfterValidator(check)


def _read_address(address: str) -> str:
    """Return the address of a page of the site, or a whole web address."""
    is_page = address.startswith("/") and not address.startswith("//")
    return address if is_page else read_link(address)


PictureFile = Annotated[str, _file("svg", "png", "jpg", "webp")]
SharedFile = Annotated[str, _file("png", "jpg")]
IconFile = Annotated[str, _file("svg", "png", "ico")]
FontFile = Annotated[str, _file("woff2")]
Family = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9 -]{0,39}$")]
Address = Annotated[str, AfterValidator(_read_address)]


class Logo(RecordPart):
    """The council's mark at the top of every page."""

    file: PictureFile = ask("the file's name", example="logo.svg")
    alt: Line = ask("what it says or shows", example="Kent County Council")
    has_title: YesNo = ask("yes if the site's title stands in the picture", default=False)


class SharePicture(RecordPart):
    """The picture that is shown beside a link to the site elsewhere, 1200 by 630 pixels."""

    file: SharedFile = ask("the file's name", example="share.png")
    alt: Line = ask("what it shows")


class Font(RecordPart):
    """A font of the council's own, which it may use on the web."""

    family: Family = ask("its name", example="Lexend")
    file: FontFile = ask("the file of its letters", example="lexend.woff2")
    bold: FontFile | None = ask("the file of its bold letters, if it has one", default=None)


class FrameLink(RecordPart):
    """A link of the header or the footer."""

    label: Line = ask("its words", example="Council tax")
    address: Address = ask("where it leads", example="https://www.example.org")


class OwnWords(RecordPart):
    """Other words for a page of a fixed address, in the menu, the footer and its title."""

    ours: Line = ask("our words", example="Talk to someone")
    yours: Line = ask("your words", example="Get in touch")


class Looks(RecordPart):
    """How the site looks, besides its colours."""

    logo: Logo | None = ask("the council's mark", default=None)
    favicon: IconFile | None = ask("the small picture in a browser's tab", default=None)
    share_picture: SharePicture | None = ask("the picture beside shared links", default=None)
    font: Font | None = ask("the font of the words", default=None)
    heading_font: Font | None = ask("the font of headings", default=None)
    header_links: tuple[FrameLink, ...] = ask(
        "links at the end of the menu, three at most", default=(), max_length=3
    )
    footer_links: tuple[FrameLink, ...] = ask(
        "links at the end of the footer", default=(), max_length=12
    )

    words: tuple[OwnWords, ...] = ask("other words for pages of a fixed address", default=())

    @property
    def own_words(self) -> Mapping[str, str]:
        """The council's own words by ours."""
        return {words.ours: words.yours for words in self.words}

    @property
    def files(self) -> Mapping[tuple[str | int, ...], str]:
        """The name of each file that is named, by the place of the field."""
        named: dict[tuple[str | int, ...], str | None] = {("favicon",): self.favicon}
        for place, part in (("logo", self.logo), ("share_picture", self.share_picture)):
            named[place, "file"] = part.file if part else None
        for place, font in (("font", self.font), ("heading_font", self.heading_font)):
            named[place, "file"] = font.file if font else None
            named[place, "bold"] = font.bold if font else None
        return {place: name for place, name in named.items() if name}
