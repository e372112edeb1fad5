"""Faults of a theme: each is a sentence at its file, and nothing outside it can be reached."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.problems import UsageError, errors
from localoffer.theme.svg import why_unsafe
from tests.support.theme_files import GOOD, ROOT, SVG, built, lay, problems


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


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
