"""A name or an address that a sentence proposes would itself do."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckSettings
from localoffer.model.fields import SLUG
from localoffer.read.content_files import ContentFile
from localoffer.read.file_names import can_be_address, is_device, suggest_name
from localoffer.read.markdown_links import link_slips

GOOD = Path(__file__).parent / "examples" / "good"
CLUB = "services/saturday-club.md"
TEXT = (GOOD / CLUB).read_text(encoding="utf-8")
STEADY = settings(derandomize=True, deadline=None, database=None, max_examples=150)

NAMES = st.text(max_size=12) | st.sampled_from(
    ("CON", "nul.md", "Ünïcode Club.MD", "a" * 200, "-", "...", "com1.yaml", "x" * 79 + "-y.md")
)


@STEADY
@given(NAMES.filter(lambda name: "/" not in name and "\0" not in name))
def test_a_file_name_that_is_proposed_can_be_an_address(name: str) -> None:
    proposed = Path(suggest_name(Path(name or "a")))
    assert can_be_address(proposed)
    assert not is_device(proposed.stem)


@STEADY
@given(NAMES.filter(lambda name: name.isprintable()))
def test_an_id_that_is_proposed_is_one(name: str) -> None:
    text = TEXT.replace("kind: activity", f"kind: {'x ' * 60}{name!a}", 1)
    file = ContentFile(CLUB, GOOD / CLUB, text.encode())
    for problem in check_file(file, CheckSettings(is_fictional=True)).problems:
        proposed = re.fullmatch(r"Write ([a-z0-9-]+)\.", problem.fix)
        if problem.field == "kind" and proposed:
            assert SLUG.fullmatch(proposed[1])
            assert len(proposed[1]) <= 80


@STEADY
@given(
    st.text(st.sampled_from("ahtps:/.@-_wco%“” \\#?="), min_size=1, max_size=20)
    | st.sampled_from(("www." + "a" * 300 + ".org", "x@" + "b" * 80 + ".org"))
)
def test_a_link_that_is_proposed_is_an_address(target: str) -> None:
    for problem in link_slips(f"[a]({target})", "a.md", 1):
        proposed = re.fullmatch(r"(?:Write|Take the curly quotes out:) (\S+)", problem.fix)
        if proposed and not proposed[1].startswith("["):
            assert [*link_slips(f"[a]({proposed[1]})", "a.md", 1)] == [], problem
