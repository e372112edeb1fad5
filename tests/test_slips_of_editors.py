"""What people who are no programmers do wrong in a file, and what they read: one row a slip."""

from pathlib import Path

import pytest

from localoffer.check.check_file import check_file
from localoffer.check.checked_file import CheckSettings
from localoffer.problems import Level, Problem
from localoffer.read.content_files import ContentFile, walk

GOOD = Path(__file__).parent / "examples" / "good"
CLUB = "services/saturday-club.md"
TEXT = (GOOD / CLUB).read_text(encoding="utf-8")


def told(text: str) -> list[Problem]:
    """Return what is told of the good club's file with another text."""
    file = ContentFile(CLUB, GOOD / CLUB, text.encode())
    return list(check_file(file, CheckSettings(is_fictional=True)).problems)


def line_of(words: str) -> int:
    return TEXT[: TEXT.index(words)].count("\n") + 1


#: What stands in the file, what an editor writes there, and words of what they read.
IN_THE_HEADER = [
    # Dates, times, ages, prices
    ("assured_date: 2026-10-01", "assured_date: 3/4/26", "2026-04-03 if that is the day"),
    ("assured_date: 2026-10-01", "assured_date: 1st October 2026", "2026-10-01 if that is"),
    ("assured_date: 2026-10-01", "assured_date: Thu, 1 Oct 2026", '"Thu, 1 Oct 2026" is not a'),
    ("assured_date: 2026-10-01", "assured_date: 2026–10–01", "2026-10-01 if that is the day"),
    ("assured_date: 2026-10-01", "assured_date: 2026-31-02", "is not a day in the calendar"),
    ("assured_date: 2026-10-01", "assured_date: last week", "Write year-month-day, such as"),
    ("opens_at: 9:30", "opens_at: 24:00", "Write 24-hour time: 0:00."),
    ("opens_at: 9:30", "opens_at: 9.30am", "Write 24-hour time: 9:30."),
    ("closes_at: 11:30", "closes_at: 1:30pm", "Write 24-hour time: 13:30."),
    ("closes_at: 11:30", "closes_at: noon", "Write 24-hour time: 12:00."),
    ("byday: SA", "byday: Saturdays", 'Did you mean "SA"?'),
    ("minimum_age: 0", "minimum_age: 5+", "Write 5 and nothing else."),
    ("minimum_age: 0", "minimum_age: 6 months", "in years (0 for a baby)"),
    ("amount: 4", 'amount: "1,200"', "such as 1200."),
    ("byday: SA", "byday: [SA, SU]", "One value is expected here"),
    ("byday: SA", "byday: Monday to Friday", "a row for each further one"),
    ("assured_date: 2026-10-01", "assured_date: 2026/10/01", "2026-10-01 if that is the day"),
    ("topics: [short-breaks]", "topics: short-breaks]", "topics: [short-breaks]."),
    ("topics: [short-breaks]", "topics: [short-breaks ehc-plans]", "[short-breaks, ehc-plans]."),
    ("{step-free: yes}", "{step-free:yes}", "Write step-free: yes"),
    ("free: no", "free:\nno", "Write free: no"),
    ("free: no", "- free: no", "Write free: no or, if it is a row"),
    ("free: no", "**free**: no", "cannot begin with & or *"),
    ("minimum_age: 0", "minimum_age: 0-11", '"0-11" is not a whole number.'),
    ("maximum_age: 11", "maximum_age: 11 years", "Write 11 and nothing else."),
    ("maximum_age: 11", "maximum_age: N/A", '"N/A" says nothing here.'),
    ("amount: 4", "amount: five pounds", '"five pounds" is not a number.'),
    ("amount: 4", "amount: £4.50 each", "such as 4.50."),
    ("free: no", "free: yes please", "Write yes or no."),
    ("free: no", "free: no # we think", ""),
    # One value and several
    ("kind: activity", "kind: activity, club", "Write one: activity."),
    ("kind: activity", "kind: [activity, club]", "Text is expected here, not a list"),
    ("topics: [short-breaks]", "topics: short-breaks", "topics: [short-breaks]."),
    ("topics: [short-breaks]", "topics:\n  • short-breaks", "do not begin with a hyphen"),
    ("topics: [short-breaks]", "topics:\n  -short-breaks", "topics: [short-breaks]."),
    ("needs: [any]", "needs: autism and adhd", "needs: [autism, adhd]."),
    ("needs: [any]", 'needs: ["autism, adhd"]', "each on its own: [autism, adhd]."),
    ("[{number: 01632 960300}]", "01632 960300", "phones: [{number: 01632 960300}]."),
    ("[{number: 01632 960300}]", "[01632 960300]", "{number: 01632 960300}."),
    ("01632 960300", "1632960300", "Write the number and nothing else: 01632960300."),
    ("01632 960300", "01632 960300/960301", "holds 2 phone numbers"),
    # Addresses
    ("LM1 1AB", "Little Marsh LM1 1AB", "Write the postcode and nothing else: LM1 1AB"),
    ("city: Little Marsh", "city: Little Marsh, LM1 1AB", "LM1 1AB stands in city."),
    ("owner:", "email: mailto:hi@example.org\nowner:", "nothing else: hi@example.org"),
    ("owner:", "email: a@example.org, b@example.org\nowner:", "holds 2 e-mail addresses."),
    ("owner:", "email: none\nowner:", "Take this line out."),
    ("owner:", "url: www.example.org\nowner:", "nothing else: https://www.example.org"),
    ("owner:", "url: https://example.org/a.\nowner:", "nothing else: https://example.org/a"),
    ("owner:", "url: <https://example.org/a>\nowner:", "nothing else: https://example.org/a"),
    ("owner:", "url: [us](https://example.org/a)\nowner:", "Write url: https://example.org/a"),
    ("owner:", "url: see website\nowner:", "is not a web address."),
    # Words
    ("£4 a session.", "N/A", '"N/A" tells families nothing.'),
    ("£4 a session.", "TBC", "meant to be replaced"),
    ("£4 a session.", "See our website", "sends families away"),
    ("£4 a session.", "£4.<br>Free for carers.", "A field shows HTML as it is written"),
    ("£4 a session.", "It costs **£4**.", "A field shows bold words as it is written"),
    ("£4 a session.", "It costs [£4](/a/).", "A field shows a link as it is written"),
    # Signs that YAML reads in its own way
    ("name: The", 'name: "The', "A quote is opened here and never closed."),
    ("The Saturday Club", '"The "Saturday" Club"', "Write name: 'The \"Saturday\" Club'"),
    ("The Saturday Club", "Play: the Club", 'Write name: "Play: the Club"'),
    ("The Saturday Club", "Club #2", 'YAML takes "#2" for a comment'),
    ("The Saturday Club", "@Saturday Club", "cannot begin with the character @"),
    ("The Saturday Club", "%Saturday Club", "cannot begin with the character %"),
    ("The Saturday Club", "*Saturday* Club", "cannot begin with & or *"),
    ("The Saturday Club", "& Club", "cannot begin with & or *"),
    ("The Saturday Club", "- Saturday Club", "A hyphen and a space stand where"),
    ("The Saturday Club", "[Saturday] Club", 'Write name: "[Saturday] Club"'),
    ("The Saturday Club", "“The Saturday Club”", 'Write "The Saturday Club"'),
    # Fields
    ("free: no", "free: no\nfree: yes", '"free" is written twice, on lines'),
    ("free: no", " free: no", "This line does not fit the lines above it"),
    ("free: no", "free: no\ndescription: A club.", "Write that text below the header"),
    ("free: no", "free: no\nwebsite: https://example.org", 'Did you mean "url"?'),
    ("free: no", "free: no\ntelephone: 01632 960300", 'Did you mean "phones"?'),
    ("free: no", "free: no\nopening hours: all day", 'Did you mean "schedules"?'),
    ("The Saturday Club", "Saturday " * 40, "Write 200 letters at most."),
]


@pytest.mark.parametrize(("right", "written", "words"), IN_THE_HEADER)
def test_a_slip_in_the_header_is_told_at_its_line(right: str, written: str, words: str) -> None:
    lines = range(line_of(right), line_of(right) + written.count("\n") + 1)
    problems = told(TEXT.replace(right, written, 1))
    if not words:
        assert problems == []
        return
    about = [one for one in problems if words in f"{one.message} {one.fix}"]
    assert [one.line in lines for one in about] == [True], problems


def test_no_slip_is_answered_in_the_words_of_a_program() -> None:
    for right, written, _ in IN_THE_HEADER:
        for problem in told(TEXT.replace(right, written, 1)):
            sentences = f"{problem.message} {problem.fix}"
            for word in ("NoneType", "str", "int", "pydantic", "NoneType", "Input should", "ctx"):
                assert word not in sentences.split(), sentences


@pytest.mark.parametrize("written", ["Children’s club 😀", "Café — déjà vu", "B & B", "5% club"])
def test_what_is_right_is_left_alone(written: str) -> None:
    assert told(TEXT.replace("The Saturday Club", written, 1)) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("services/Saturday Club.md", "such as saturday-club.md."),
        ("services/saturday_club.md", "such as saturday-club.md."),
        ("services/saturday-club.MD", "such as saturday-club.md."),
        ("services/saturday-club.markdown", "such as saturday-club.md,"),
        ("services/saturday-club.txt", "such as saturday-club.md,"),
        ("services/saturday-club.docx", "neither .md nor .yaml"),
        ("services/photo.jpg", "neither .md nor .yaml"),
        ("services/saturday-club.yml", "ends in .yaml"),
    ],
)
def test_a_file_of_another_name_is_told_with_a_name_that_would_do(
    name: str, words: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.parent.mkdir()
    file.write_text(TEXT, encoding="utf-8")
    (problem,) = walk(tmp_path)
    assert isinstance(problem, Problem)
    assert words in f"{problem.message} {problem.fix}"


def test_a_file_at_no_place_says_where_it_belongs() -> None:
    file = ContentFile("service/saturday-club.md", GOOD / CLUB, TEXT.encode())
    (problem,) = check_file(file, CheckSettings()).problems
    assert problem.level is Level.ERROR
    assert "folder of its kind" in problem.fix
