"""Looks of a council: logo, pictures, links, words, fonts and colours of its own."""

import re
import shutil
from pathlib import Path

import pytest

from localoffer.contrast import DARK, LIGHT
from localoffer.problems import errors
from tests.support.theme_files import GOOD, ROOT, SVG, built, lay, page_of, problems, styles_of

PNG = b"\x89PNG\r\n\x1a\n"

FONT = b"wOF2 and its letters"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


def with_facts(content: Path, facts: str) -> None:
    """Add facts to ``site.yaml``."""
    file = content / "site.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{facts}\n", encoding="utf-8")


LOOKS = """\
looks:
  logo: {file: logo.svg, alt: Little Marsh Council}
  favicon: tab.png
  share_picture: {file: share.png, alt: Children on the marsh}
  font: {family: Lexend, file: lexend.woff2, bold: lexend-bold.woff2}
  heading_font: {family: Marsh Sans, file: marsh.woff2}
  header_links:
    - {label: Council home, address: "https://www.example.org"}
  footer_links:
    - {label: The club again, address: /services/saturday-club/}
  words:
    - {ours: Contact, yours: Ring us}
    - {ours: Words explained, yours: What words mean}
    - {ours: Find a service or school, yours: Find help}
"""

FILES: dict[str, str | bytes] = {
    "files/logo.svg": SVG,
    "files/tab.png": PNG,
    "files/share.png": PNG,
    "files/lexend.woff2": FONT,
    "files/lexend-bold.woff2": FONT,
    "files/marsh.woff2": FONT,
}


@pytest.fixture
def looking(content: Path) -> Path:
    """The site of a council with a look of its own."""
    with_facts(content, LOOKS)
    lay(content, FILES)
    assert problems(content) == []
    return built(content)


def test_logo_favicon_and_shared_picture_stand_on_every_page(looking: Path) -> None:
    page = page_of(looking)
    folder = re.search(r"/assets/theme\.[0-9a-f]{10}/", page)
    assert folder
    logo = f'<img class="logo" src="{folder[0]}logo.svg" alt="Little Marsh Council">'
    assert logo in page
    assert 'class="mark"' not in page
    assert f'<link rel="icon" href="{folder[0]}tab.png">' in page
    shared = f'property="og:image" content="https://localoffer.example.org{folder[0]}share.png"'
    assert shared in page
    assert 'property="og:image:alt" content="Children on the marsh"' in page
    for name in FILES:
        assert (looking / folder[0][1:] / Path(name).name).is_file()


def test_links_of_the_council_end_the_menu_and_the_footer(looking: Path) -> None:
    page = page_of(looking)
    menu, footer = page.partition('<footer class="foot">')[::2]
    assert menu.count('<a href="https://www.example.org">Council home</a>') == 2
    assert '<a href="/services/saturday-club/" aria-current="page">The club again</a>' in footer


def test_the_menu_the_footer_and_fixed_pages_have_the_councils_own_words(looking: Path) -> None:
    page = page_of(looking)
    menu, footer = page.partition('<footer class="foot">')[::2]
    for part in (menu, footer):
        assert '<a href="/contact/">Ring us</a>' in part
        assert '<a href="/glossary/">What words mean</a>' in part
        assert "Words explained" not in part
    assert '<a href="/find/">Find help</a></li>' in menu
    assert "<h1>What words mean</h1>" in page_of(looking, "glossary")
    assert "<title>What words mean – " in page_of(looking, "glossary")


def test_fonts_are_the_councils_own_files(looking: Path) -> None:
    styles = styles_of(looking)
    assert styles.count("@font-face{") == 3
    assert 'body{font-family:"Lexend",system-ui,' in styles
    assert 'h1,h2,h3,h4{font-family:"Marsh Sans",system-ui,' in styles
    for name in re.findall(r"src:url\(([^)]+)\)", styles):
        assert (looking / "assets" / name).read_bytes() == FONT


def test_what_site_yaml_names_has_to_be_there(content: Path) -> None:
    with_facts(content, LOOKS.replace("/services/saturday-club/", "/services/no-club/"))
    lay(content, {name: raw for name, raw in FILES.items() if name != "files/tab.png"})
    told = {one.field: one.message for one in problems(content)}
    assert told == {
        "looks.favicon": 'There is no file "tab.png" in theme/files/.',
        "looks.footer_links.1.address": "There is no page /services/no-club/ on this site.",
    }


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ("looks: {favicon: ../../secret.png}", '"../../secret.png" cannot be used here'),
        (
            "looks: {logo: {file: logo.exe, alt: Us}}",
            "has to be svg or png or jpg or webp",
        ),
        ("looks: {words: [{ours: Contacts, yours: Us}]}", '"Contacts" are not words of the menu'),
        ('looks: {footer_links: [{label: Us, address: "javascript:x()"}]}', "is not a web address"),
    ],
)
def test_what_looks_may_not_hold_is_a_sentence(content: Path, facts: str, sentence: str) -> None:
    with_facts(content, facts)
    assert [one for one in problems(content) if sentence in one.message]


def _with_colours(content: Path, colours: str) -> None:
    file = content / "site.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"colours: .*", f"colours: {colours}", text), "utf-8")


@pytest.mark.parametrize(
    ("colours", "sentence"),
    [
        ('{ink: "#999999"}', "What has the colour ink, #999999, cannot be seen on the ground"),
        ('{ground: "#333333"}', "cannot be seen on the ground, #333333 (1.1 to 1)"),
        ('{brand: "#7fc4d0"}', "Links in #7fc4d0 cannot be read on the page's ground"),
        ('{card: "#777777"}', "What has the colour ink, #1f2d2c, cannot be seen on the card"),
        ('{edge: "#eeeeee"}', "the contrast has to be 3 to 1 or more"),
        ('{dark: {link: "#222222"}}', "What has the colour link, #222222, cannot be seen"),
    ],
)
def test_a_colour_that_cannot_be_read_on_another_is_refused(
    content: Path, colours: str, sentence: str
) -> None:
    _with_colours(content, colours)
    (found,) = errors(problems(content))
    assert sentence in f"{found.message} {found.fix}"


def test_colours_of_both_schemes_reach_the_page(content: Path) -> None:
    _with_colours(content, '{ground: "#ffffff", dark: {ground: "#000000", ink: "#ffffff"}}')
    site = built(content)
    assert "@media screen and (prefers-color-scheme:light){:root{--ground:#ffffff}}" in styles_of(
        site
    )
    dark = "@media screen and (prefers-color-scheme:dark){:root{--ground:#000000;--ink:#ffffff}}"
    assert dark in styles_of(site)
    assert '(prefers-color-scheme: dark)" content="#000000">' in page_of(site)


def test_the_colours_that_others_are_compared_with_are_those_of_the_styles() -> None:
    text = (ROOT / "templates" / "styles" / "_tokens.scss").read_text(encoding="utf-8")
    light, dark = text.partition("@media")[::2]
    for colours, scheme in ((LIGHT, light), (DARK, dark)):
        for name, colour in colours.items():
            if name != "link":
                assert f"--{name}: {colour};" in scheme, name
    assert f"--link: {DARK['link']};" in dark
    assert f"var(--brand, {LIGHT['link']})" in light
