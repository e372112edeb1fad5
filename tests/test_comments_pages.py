"""What a small council's families read under "You said, we did", and where else they read it."""

import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.support.comments import (
    CANNOT,
    DOING,
    DONE,
    LISTENING,
    ROOT,
    build_site,
    lay_comments,
    set_feedback,
)

SAID = "you-said-we-did"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    good = ROOT / "tests" / "examples" / "good"
    return Path(shutil.copytree(good, tmp_path / "content"))


def html(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")


def words(page: str) -> str:
    """The words of a page's main part, as they are read aloud."""
    main = page.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    main = re.sub(r"<form.*?</form>|<template.*?</template>", " ", main, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def numbers(page: str) -> list[str]:
    """The comments that a list has, in its order."""
    return re.findall(rf'<h2><a href="/{SAID}/(\d{{4}}-\d+)/"', page)


def test_where_nothing_was_said_yet_there_is_only_the_page_that_asks(content: Path) -> None:
    site = build_site(content)
    assert not (site / SAID).exists()
    assert "You do not have to say who you are" in words(html(site, "tell-us"))
    assert f"/{SAID}/" not in html(site, "tell-us")


def test_the_newest_comes_first_and_open_ones_are_shown_with_their_status_in_words(
    content: Path,
) -> None:
    lay_comments(
        content,
        c2026_002={**DONE, "said": "2026-09"},
        c2026_003=LISTENING,
        c2026_001={**DOING, "said": "2025-12"},
    )
    page = html(build_site(content), SAID)
    assert numbers(page) == ["2026-003", "2026-002", "2026-001"]
    said = words(page)
    assert "We are listening: 1 comment We are doing it: 1 comment Done: 1 comment" in said
    assert "We have read this. We have not answered it yet." in said


def test_a_page_says_who_does_what_by_when_what_changed_and_when_it_is_looked_at_again(
    content: Path,
) -> None:
    lay_comments(content, c2026_001=DOING, c2026_002={**DONE, "next_review": "2027-03-01"})
    site = build_site(content)
    doing, done = words(html(site, f"{SAID}/2026-001")), html(site, f"{SAID}/2026-002")
    assert "To be done by 18 December 2026 by the Local Offer team" in doing
    assert "late" not in doing
    assert '<a href="/guides/short-breaks/">Short breaks</a>' in done
    assert "We look at it again 1 March 2027" in words(done)


def test_what_is_late_says_so_and_what_cannot_be_done_says_why_and_sorry(content: Path) -> None:
    late = {**DOING["action"], "by": "2026-11-20"}
    lay_comments(content, c2026_001={**DOING, "action": late}, c2026_002=CANNOT)
    said = words(html(build_site(content), SAID))
    assert "It was to be done by 20 November 2026" in said
    assert "It is late. Sorry." in said
    assert "Why we cannot do it The bus company sets it." in said
    assert "We are sorry that it costs so much." in said


def test_so_few_that_they_could_be_known_are_not_counted(content: Path) -> None:
    people = {"c2026_001": 1, "c2026_002": 4, "c2026_003": 5}
    lay_comments(content, **{key: {**LISTENING, "people": n} for key, n in people.items()})
    said = words(html(build_site(content), SAID))
    assert [who for who in ("A parent or carer,", "A few parents", "5 parents") if who in said] == [
        "A parent or carer,", "A few parents", "5 parents",
    ]  # fmt: skip
    assert "4 parents" not in said


def test_every_value_that_has_comments_has_a_list_with_as_many_as_its_count(content: Path) -> None:
    lay_comments(
        content,
        c2025_001={**DONE, "said": "2025-06", "who": "young person"},
        c2026_001={**DOING, "themes": ["money", "transport"]},
        c2026_002={**CANNOT, "who": "forum"},
    )
    site = build_site(content)
    listed = {
        str(file.parent.relative_to(site / SAID)): len(numbers(file.read_text(encoding="utf-8")))
        for way in ("status", "theme", "year", "from")
        for file in sorted((site / SAID / way).rglob("index.html"))
    }
    assert listed == {
        "status/cannot": 1, "status/doing": 1, "status/done": 1,
        "theme/money": 1, "theme/transport": 3, "year/2025": 1, "year/2026": 2,
        "from/forum": 1, "from/parents-and-carers": 1, "from/young-people": 1,
    }  # fmt: skip
    link = r'<a href="/you-said-we-did/theme/transport/">Travel</a> <span class="count">3 comments'
    assert link in html(site, SAID)


def test_a_long_list_comes_in_parts_of_twenty(content: Path) -> None:
    lay_comments(content, **{f"c2026_{n:03}": LISTENING for n in range(1, 46)})
    site = build_site(content)
    parts = [numbers(html(site, f"{SAID}{part}")) for part in ("", "/part-2", "/part-3")]
    assert [len(part) for part in parts] == [20, 20, 5]
    assert (parts[0][0], parts[2][-1]) == ("2026-045", "2026-001")
    assert 'rel="next"' in html(site, f"{SAID}/theme/transport")


def test_what_was_said_of_a_page_stands_on_it_even_where_it_moved(content: Path) -> None:

    (content / "redirects.yaml").write_text(
        "- {old: /old/, new: /older/}\n- {old: /older/, new: /guides/short-breaks/}\n", "utf-8"
    )
    lay_comments(
        content,
        c2026_001={**DONE, "about": "/old/"},
        c2026_002={**DONE, "about": "/guides/short-breaks/"},
        c2026_003={**LISTENING, "about": "/services/saturday-club/"},
    )
    site = build_site(content)
    guide, club = html(site, "guides/short-breaks"), html(site, "services/saturday-club")
    assert "What families said about this page" in words(guide)
    assert guide.count(f'href="/{SAID}/2026-00') == 2
    assert f'href="/{SAID}/2026-003/"' in club
    assert "What families said" not in html(site, "guides/ask-for-a-plan")


def test_a_page_has_the_three_newest_and_a_way_to_the_rest(content: Path) -> None:
    lay_comments(
        content,
        **{f"c2026_00{n}": {**LISTENING, "about": "/topics/short-breaks/"} for n in range(1, 6)},
    )
    site = build_site(content)
    heard = html(site, "topics/short-breaks").partition('class="heard"')[2]
    assert re.findall(r"2026-00\d", heard) == ["2026-005", "2026-004", "2026-003"]
    assert f'<a href="/{SAID}/about/topics/short-breaks/">All 5 comments about this page' in heard
    assert len(numbers(html(site, f"{SAID}/about/topics/short-breaks"))) == 5


def test_a_page_is_made_again_when_what_was_said_of_it_changes(content: Path) -> None:
    lay_comments(content, c2026_001={**LISTENING, "about": "/guides/short-breaks/"})
    site = build_site(content)
    assert "We are listening" in words(html(site, "guides/short-breaks"))
    other = (site / "guides" / "ask-for-a-plan" / "index.html").stat().st_mtime_ns
    lay_comments(content, c2026_001={**DONE, "about": "/guides/short-breaks/"})
    build_site(content)
    said = words(html(site, "guides/short-breaks"))
    assert "Done. A parent or carer, October 2026" in said
    assert "We are listening" not in said
    assert (site / "guides" / "ask-for-a-plan" / "index.html").stat().st_mtime_ns == other


def test_what_was_left_out_is_counted_and_not_told(content: Path) -> None:
    lay_comments(content, c2026_001=LISTENING)
    (content / "counts").mkdir()
    counts: dict[str, Any] = {
        "begins": "2025-09-01", "ends": "2026-08-31", "as_at": "2026-10-01",
        "received": 40, "published": 30, "answered": 30,
        "withheld": [{"what": "about one person", "number": 6}, {"what": "vexatious"}],
        "not_to_publish": 4,
    }  # fmt: skip
    (content / "counts" / "2025-26.yaml").write_text(
        "".join(f"{key}: {json.dumps(value)}\n" for key, value in counts.items()), "utf-8"
    )
    said = words(html(build_site(content), SAID))
    assert "1 September 2025 to 31 August 2026: 6 comments about help for one person" in said
    assert "A few comments sent only to upset or annoy" in said
    assert "4 comments whose senders asked us not to publish them" in said


def test_young_people_read_what_they_said_and_short_words(content: Path) -> None:
    short = {"said": "What does a bus cost?", "answer": "It is on the page now."}
    lay_comments(
        content,
        c2026_001={**LISTENING, "who": "young person"},
        c2026_002={**DONE, "in_short": short},
        c2026_003=CANNOT,
    )
    page = html(build_site(content), f"{SAID}/young-people")
    assert numbers(page) == ["2026-002", "2026-001"]
    assert "What does a bus cost? Done We said: It is on the page now." in words(page)


def test_the_feed_has_the_last_answers_first_and_each_comment_by_its_address(
    content: Path,
) -> None:
    lay_comments(content, c2026_001={**DONE, "answered": "2026-11-20"}, c2026_002=LISTENING)
    site = build_site(content)
    feed = (site / SAID / "feed.atom").read_text(encoding="utf-8")
    here = f"https://localoffer.example.org/{SAID}"
    assert re.findall(r"<entry>.*?<id>(.*?)</id>", feed) == [
        f"{here}/2026-001/",
        f"{here}/2026-002/",
    ]
    assert re.findall(r"<updated>(.*?)</updated>", feed)[0] == "2026-11-20T00:00:00Z"


def test_what_people_type_is_never_markup(content: Path) -> None:
    said = "<script>alert(1)</script> & <b>bold</b>"
    lay_comments(content, c2026_001={**LISTENING, "you_said": said, "about": "/"})
    site = build_site(content)
    pages = [html(site, address) for address in ("", SAID, f"{SAID}/2026-001")]
    assert all("&lt;script&gt;alert(1)&lt;/script&gt;" in page for page in pages)
    assert [page for page in pages if "<b>bold" in page or "<script>alert" in page] == []


def test_a_council_that_has_the_service_asks_on_every_page_and_robots_stay_away(
    content: Path,
) -> None:
    set_feedback(content, address="/feedback", triage_days=3, answer_days=15)
    site = build_site(content)
    guide, lost = html(site, "guides/short-breaks"), (site / "404.html").read_text("utf-8")
    assert '<form class="useful" action="/feedback/useful" method="post">' in guide
    assert '<input type="hidden" name="page" value="/guides/short-breaks/">' in guide
    assert 'href="/feedback/comment?page=/guides/short-breaks/"' in guide
    assert 'href="/feedback/correction?page=/guides/short-breaks/"' in guide
    assert "correction?page" not in html(site, "a-z")
    assert "useful" not in lost
    assert "Disallow: /feedback/\n" in (site / "robots.txt").read_text("utf-8")
    ways = words(html(site, "tell-us"))
    assert "Someone reads it within 3 working days." in ways
    assert "We aim to answer within 15 working days." in ways
    assert "/feedback/comment?words=young" in html(site, "tell-us")


def test_without_the_service_people_ring_write_or_e_mail(content: Path) -> None:
    site = build_site(content)
    guide, ways = html(site, "guides/short-breaks"), html(site, "tell-us")
    assert 'class="useful"' not in guide
    assert "mailto:localoffer@example.org?subject=Something%20wrong" in guide
    assert "/feedback" not in ways
    assert "01632 960100" in ways
    assert "Post it to: Little Marsh Council, Town Hall, Little Marsh, LM1 1AA" in words(ways)
    assert "Disallow" not in (site / "robots.txt").read_text("utf-8")


def test_a_service_elsewhere_is_sent_to_and_the_policy_of_every_page_lets_it(
    content: Path,
) -> None:
    set_feedback(content, address="https://say.example.org/feedback")
    site = build_site(content)
    guide = html(site, "guides/short-breaks")
    assert 'action="https://say.example.org/feedback/useful"' in guide
    assert "form-action 'self' mailto: https://say.example.org/feedback/;" in guide
    assert "Disallow" not in (site / "robots.txt").read_text("utf-8")


def test_a_title_is_the_first_words_that_make_sense_alone(content: Path) -> None:
    said = {
        "c2026_004": "No bus came.",
        "c2026_003": "The letter about the bus comes in the last week. My son was upset by it all.",
        "c2026_002": "I was cold. We stood at the gate for more than an hour before anybody came.",
        "c2026_001": "Straße " * 20,
    }
    lay_comments(content, **{key: {**LISTENING, "you_said": text} for key, text in said.items()})
    titles = re.findall(r"<h2><a [^>]*>(.*?)</a></h2>", html(build_site(content), SAID))
    assert titles[:4] == [
        "No bus came.",
        "The letter about the bus comes in the last week.",
        "I was cold. We stood at the gate for more than an hour before anybody…",
        " ".join(["Straße"] * 10) + "…",
    ]
