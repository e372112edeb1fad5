"""A council changes how its site looks in a folder of its own, and is told when ours moves on."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.contrast import DARK, LIGHT
from localoffer.pipeline import Task, build, check
from localoffer.problems import Problem, UsageError, errors
from localoffer.render.assets import make_assets
from localoffer.render.design import Design
from localoffer.render.environment import make_environment
from localoffer.render.page_file import render, template_of
from localoffer.serving.site_context import SiteFolders, make_site_context
from localoffer.theme.site_theme import SiteTheme
from localoffer.theme.svg import why_unsafe
from tests.support.command_line import run_in

ROOT = Path(__file__).parent.parent
GOOD = ROOT / "tests" / "examples" / "good"
DAY = date(2026, 11, 21)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n"
FONT = b"wOF2 and its letters"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


def lay(content: Path, files: dict[str, str | bytes]) -> None:
    """Write files of the theme."""
    for path, text in files.items():
        file = content / "theme" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())


def with_facts(content: Path, facts: str) -> None:
    """Add facts to ``site.yaml``."""
    file = content / "site.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{facts}\n", encoding="utf-8")


def problems(content: Path) -> list[Problem]:
    return list(check(Task(content, ROOT, None, DAY)).problems)


def built(content: Path) -> Path:
    """Build the site beside the content, with styles that are compiled once."""
    site = content.parent / "site"
    build(Task(content, ROOT, content.parent / "state", DAY), site)
    return site


def page_of(site: Path, address: str = "services/saturday-club") -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def styles_of(site: Path) -> str:
    name = re.search(r'href="/(assets/site\.[^"]+\.css)"', page_of(site))
    assert name
    return (site / name[1]).read_text(encoding="utf-8")


def accepted(content: Path, *paths: str) -> None:
    for path in paths:
        assert run_in(ROOT, ["theme", "accept", path, "--content", str(content)]) == 0


def test_a_template_of_the_theme_takes_the_place_of_ours_and_can_build_on_it(content: Path) -> None:
    lay(
        content,
        {
            "templates/components/footer.html": "<footer>Our own foot, {{ council.name }}</footer>",
            "templates/layout.html": '{% extends "ours/layout.html" %}\n'
            "{% block main_class %}{{ super() }} ours-too{% endblock %}",
        },
    )
    page = page_of(built(content))
    assert "<footer>Our own foot, Little Marsh Council</footer>" in page
    assert 'ours-too"' in page
    assert 'class="foot"' not in page


def test_plain_styles_come_last_and_name_files_of_the_theme(content: Path) -> None:
    lay(
        content,
        {
            "styles/site.css": ".top{background:url(files/marsh.svg)}\n",
            "files/marsh.svg": SVG,
        },
    )
    site = built(content)
    styles = styles_of(site)
    name = re.search(r"\.top\{background:url\((theme\.[0-9a-f]{10}/marsh\.svg)\)\}\s*$", styles)
    assert name
    assert (site / "assets" / name[1]).read_text(encoding="utf-8") == SVG


def test_sass_of_the_theme_takes_the_place_of_ours_and_can_build_on_it(content: Path) -> None:
    lay(content, {"styles/_print.scss": '@use "ours/print";\n.own { round: 1px + 1px; }\n'})
    accepted(content, "styles/_print.scss")
    styles = styles_of(built(content))
    assert ".own{round:2px}" in styles
    assert "@media print" in styles


def test_what_changes_in_the_theme_is_what_a_clean_build_makes(content: Path) -> None:
    lay(content, {"templates/components/footer.html": "<footer>One</footer>"})
    built(content)
    lay(content, {"templates/components/footer.html": "<footer>Two</footer>"})
    assert "<footer>Two</footer>" in page_of(built(content))
    lay(content, {"templates/icons/phone.svg": SVG.replace("<svg", '<svg class="icon"')})
    site = built(content)
    sprite = next((site / "assets").glob("icons.*.svg")).read_text(encoding="utf-8")
    assert '<path d="M0 0h9v9z"/>' in sprite
    shutil.rmtree(content / "theme")
    assert "<footer>" not in page_of(built(content))


def test_a_build_that_is_asked_for_again_sees_a_changed_theme(
    content: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOCAL_OFFER_STATE", str(content.parent / "state"))
    words = ["build", "--content", str(content), "--site", str(content.parent / "site")]
    assert [run_in(ROOT, words), run_in(ROOT, words)] == [0, 0]
    assert "Nothing has changed since the last build." in capsys.readouterr().out
    lay(content, {"styles/site.css": ".new{top:0}"})
    assert run_in(ROOT, words) == 0
    assert "Nothing has changed" not in capsys.readouterr().out


def test_pages_made_for_a_request_have_the_theme_too(content: Path) -> None:
    lay(content, {"templates/components/footer.html": "<footer>Our own foot</footer>"})
    site = built(content)
    checked = check(Task(content, ROOT, None, DAY))
    assert checked.offer
    folders = SiteFolders(content, site, ROOT, content.parent / "state")
    environment = make_site_context(checked, checked.offer, folders).environment
    shown = environment.get_template("components/footer.html").render()
    assert shown == "<footer>Our own foot</footer>"


def test_an_overlay_is_warned_of_until_it_is_accepted_and_again_when_ours_changes(
    content: Path,
) -> None:
    lay(content, {"templates/components/footer.html": "<footer>Own</footer>"})
    (found,) = problems(content)
    assert (found.path, found.level) == ("theme/templates/components/footer.html", "warning")
    assert found.message.startswith("This covers our file, and may lack what ours has by now.")
    assert found.fix.endswith("python build.py theme accept templates/components/footer.html")
    accepted(content, "templates/components/footer.html")
    assert problems(content) == []
    notes = content / "theme" / "theme.yaml"
    text = notes.read_text(encoding="utf-8")
    notes.write_text(re.sub(r"html: \w{16}", "html: 0123456789abcdef", text), encoding="utf-8")
    (found,) = problems(content)
    assert found.message.startswith("This was made for another version of our file")


def test_an_overlay_of_a_file_that_we_no_longer_have_is_warned_of(content: Path) -> None:
    lay(
        content,
        {
            "templates/components/old.html": "<p>Old</p>",
            "theme.yaml": "made_from:\n  templates/components/old.html: 0123456789abcdef\n",
        },
    )
    (found,) = problems(content)
    assert found.message.startswith("Our file that this was made from is gone")


def test_a_copied_file_is_ours_and_needs_no_warning(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["theme", "copy", "components/footer.html", "--content", str(content)]
    assert run_in(ROOT, words) == 0
    copy = content / "theme" / "templates" / "components" / "footer.html"
    assert capsys.readouterr().out == f"{copy}\n"
    ours = ROOT / "templates" / "components" / "footer.html"
    assert copy.read_bytes() == ours.read_bytes()
    assert problems(content) == []
    assert run_in(ROOT, words) == 2
    assert "is there already. Edit it" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("copy", "components/foter.html"), "Did you mean components/footer.html?"),
        (("copy", "scripts/site.js"), 'We have no file "scripts/site.js" that a theme can cover'),
        (("copy", "favicon.svg"), 'We have no file "favicon.svg" that a theme can cover'),
        (("copy", "../docs/../templates/layout.html"), "that a theme can cover"),
        (("copy", "../../etc/passwd"), 'We have no file "../../etc/passwd" that a theme can cover'),
        (("accept", "layout.html"), "To begin one: theme copy layout.html"),
    ],
)
def test_what_cannot_be_copied_or_accepted_is_a_sentence(
    content: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, str], sentence: str
) -> None:
    assert run_in(ROOT, ["theme", *words, "--content", str(content)]) == 2
    assert sentence in capsys.readouterr().err
    assert not (content / "theme").exists()


FAULTS: dict[str, tuple[dict[str, str | bytes], str]] = {
    "a kind of file": ({"files/notes.docx": b"PK"}, "A theme has no place for this file."),
    "a place": ({"scripts/own.js": "alert(1)"}, "A theme has no place for this file."),
    "a drawing that is no icon": ({"templates/favicon.svg": SVG}, "A theme has no place for this"),
    "a size": ({"files/logo.svg": SVG + " " * 200_000}, "The file is larger than 200 kB"),
    "a name": ({"files/our logo.svg": SVG}, "cannot be part of a web address."),
    "a picture": ({"files/logo.png": b"GIF89a"}, "This file is no png, whatever its name says."),
    "a drawing": ({"files/logo.svg": SVG.replace("<path", "<script/><path")}, "holds <script>."),
    "an icon": (
        {"templates/icons/own.svg": "<svg onload='x()'/>"},
        "holds an instruction (onload).",
    ),
    "styles": ({"styles/site.css": "\n.a{background:url(//x.org/a.png)}"}, "from another site"),
    "a font": ({"styles/site.css": '@import "https://fonts.org/a.css";'}, "from another site"),
    "a script": ({"templates/own.html": '<script src="https://x.org/a.js">'}, "from another site"),
    "a file": ({"styles/site.css": ".a{background:url(files/x.svg)}"}, 'no file "x.svg" in'),
    "more css": ({"styles/more.css": ".a{top:0}"}, "This file is never read."),
    "a template": ({"templates/own.html": "\n{% if %}"}, "This template cannot be read: Expected"),
    "levels": ({"templates/own.html": "{{ " + "(" * 5000}, "One thing stands in another too often"),
    "letters": ({"templates/own.html": b"\xff"}, "There is a character here that is not UTF-8."),
    "notes": ({"theme.yaml": "made_from: [a]"}, "This file is not what the command `theme copy`"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_theme_is_a_sentence_at_its_file(content: Path, fault: str) -> None:
    files, sentence = FAULTS[fault]
    lay(content, files)
    (found,) = errors(problems(content))
    assert found.path == f"theme/{next(iter(files))}"
    assert sentence in found.message
    assert found.fix


def test_nothing_outside_the_theme_can_be_brought_in_by_a_link(content: Path) -> None:
    lay(content, {"files/logo.svg": SVG})
    (content / "theme" / "files" / "shadow.svg").symlink_to("/etc/passwd")
    (content / "theme" / "templates").symlink_to(content / "guides")
    paths = [(one.path, one.message) for one in problems(content)]
    told = "This is a link, or no file."
    assert paths == [("theme/files/shadow.svg", told), ("theme/templates", told)]


def test_a_template_of_the_theme_reaches_nothing_but_its_page(content: Path) -> None:
    text = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
    lay(content, {"templates/components/footer.html": text})
    with pytest.raises(UsageError, match=r"cannot be made with the templates in theme/: access to"):
        built(content)
    lay(content, {"templates/components/footer.html": "{{ no_such_thing }}"})
    with pytest.raises(UsageError, match=r"theme/: 'no_such_thing' is undefined\."):
        built(content)


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ asset('theme/gone.svg') }}", "there is no 'theme/gone.svg'"),
        ('{% include "components/footer.html" %}', "a template or a macro shows itself"),
        ("{{ to() }}", "missing 1 required positional argument"),
    ],
)
def test_a_template_that_breaks_is_a_sentence(content: Path, template: str, reason: str) -> None:
    lay(content, {"templates/components/footer.html": template})
    with pytest.raises(UsageError, match=f"made with the templates in theme/: .*{reason}"):
        built(content)


def test_our_own_templates_make_the_same_pages_beside_those_of_a_theme() -> None:
    """On the first page of each kind and template that the example has."""
    checked = check(Task(ROOT / "content", ROOT, None, DAY))
    assert checked.offer
    kinds = {(page.kind, template_of(page)): page for page in reversed(checked.pages)}
    looks = (checked.offer.site.colours, checked.offer.site.looks, ROOT / ".localoffer")
    assets = make_assets(checked.design, *looks)
    alone, beside = (
        make_environment(design, checked.offer, assets, checked.base)
        for design in (Design(ROOT), Design(ROOT, SiteTheme({"own.html": ""})))
    )
    assert (alone.sandboxed, beside.sandboxed) == (False, True)
    assert len(kinds) > 40
    for page in kinds.values():
        assert render(page, alone) == render(page, beside), page.address


def test_sass_that_does_not_compile_is_a_sentence(content: Path) -> None:
    lay(content, {"styles/_print.scss": ".a { top: "})
    with pytest.raises(UsageError, match=r"The styles do not compile: [^/]+_print\.scss 1:11"):
        built(content)


@pytest.mark.parametrize(
    "drawing",
    [
        "<svg><script>x()</script></svg>",
        "<svg><a onclick='x()'/></svg>",
        "<svg xmlns:xlink='http://www.w3.org/1999/xlink'><a xlink:href='javascript:x()'/></svg>",
        "<svg><image href='https://example.org/a.png'/></svg>",
        "<svg><style>@import 'https://example.org/a.css'</style></svg>",
        "<svg><rect style='fill:url(https://example.org/a)'/></svg>",
        "<svg><foreignObject/></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg>&a;</svg>",
        "<?xml version='1.0' encoding='utf-16'?><svg/>\ud800",
        "<svg><style><a/>@import 'https://example.org/a.css'</style></svg>",
        "<svg><rect style='fill:image-set(\"https://example.org/a\" 1x)'/></svg>",
        "<svg><image><set attributeName='href' to='https://example.org/a'/></image></svg>",
        "<?xml-stylesheet href='https://example.org/a.css'?><svg/>",
        "<svg><SCRIPT/></svg>",
        "<html/>",
        "no drawing",
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(drawing: str) -> None:
    assert why_unsafe(drawing.encode("utf-8", "surrogatepass"))


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda words: f"<svg>{words}</svg>".encode())
)
def test_any_bytes_are_a_drawing_or_are_refused(raw: bytes) -> None:
    assert why_unsafe(raw) != ""


def test_a_drawing_in_another_encoding_is_refused() -> None:
    entity = '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'
    for encoding in ("utf-16", "utf-16-le"):
        assert why_unsafe(entity.encode(encoding)) == "something that is no XML in UTF-8"
    assert why_unsafe(b'<?xml version="1.0" encoding="x-none"?><svg/>') is None


def test_a_theme_that_is_a_file_or_has_letters_that_cannot_be_shown_is_said(content: Path) -> None:
    (content / "theme").write_text("", encoding="utf-8")
    assert [one.path for one in errors(problems(content))] == ["theme"]
    (content / "theme").unlink()
    lay(content, {"files/a\x1b[31m.svg": SVG})
    assert [one.path for one in errors(problems(content))] == ["theme/files/a\ufffd[31m.svg"]


def test_a_drawing_that_draws_is_taken() -> None:
    shapes = "<defs><g id='a'/></defs><use href='#a'/><rect fill='url(#g)'/>"
    assert (
        why_unsafe(f"<svg>{shapes}<image href='data:image/png;base64,iVBO'/></svg>".encode())
        is None
    )
    for file in sorted((ROOT / "templates" / "icons").glob("*.svg")):
        assert why_unsafe(file.read_bytes()) is None, file.name


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
