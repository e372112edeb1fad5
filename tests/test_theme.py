"""A council's own theme: its templates, styles and pictures beside ours."""

import re
import shutil
from pathlib import Path

import pytest

from localoffer.pipeline import Task, check
from localoffer.render.assets import make_assets
from localoffer.render.design import Design
from localoffer.render.environment import make_environment
from localoffer.render.page_file import render, template_of
from localoffer.serving.site_context import SiteFolders, make_site_context
from localoffer.theme.site_theme import SiteTheme
from tests.support.command_line import run_in
from tests.support.theme_files import DAY, GOOD, ROOT, SVG, built, lay, page_of, problems, styles_of


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "content"))


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
