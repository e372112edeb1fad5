"""What only an example may hold is refused in a council's own files: line, words, what to write."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from localoffer.check.fictional_checks import fictional_problems
from localoffer.pipeline import Task, check
from localoffer.problems import Problem, errors

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
DAY = date(2026, 11, 21)


def _words(text: str) -> list[str]:
    """Return what is refused in a text, as the sentences quote it."""
    page = f"---\nname: A club\n---\n{text}\n"
    return [one.message.split('"')[1] for one in fictional_problems("services/club.md", page)]


@pytest.mark.parametrize(
    "number",
    [
        "01632 960123",
        "01632960123",
        "(01632) 960 123",
        "01632-960-123",
        "01632\u00a0960123",
        "01632 \u2013 960123",
        "+44 1632 960123",
        "0044 1632 960123",
        "0113 496 0999",
        "0114 4960000",
        "0115 496 0000",
        "0116 496 0000",
        "0117 496 0000",
        "0118 496 0000",
        "0121 496 0000",
        "0131 496 0000",
        "0141 496 0000",
        "0151 496 0000",
        "0161 496 0000",
        "0191 498 0000",
        "020 7946 0018",
        "028 9018 0000",
        "028 9649 6912",
        "029 2018 0482",
        "03069 990146",
        "07700 900123",
        "+447700900123",
        "0808 157 0120",
        "0909 879 0123",
    ],
)
def test_every_number_that_is_kept_for_drama_is_refused(number: str) -> None:
    assert _words(f"Ring {number} today.") == [number.replace("\u00a0", " ")]


def test_a_number_with_a_nought_in_brackets_is_refused() -> None:
    assert len(_words("Ring +44 (0)1632 960123 today.")) == 1


def test_of_two_numbers_in_a_row_each_is_judged_by_itself() -> None:
    assert _words("0300 123 4567 01632 960123 and 07700 900100, 0800 1111") == [
        "01632 960123",
        "07700 900100",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ring 0300 123 4567, 999, 111 or 116 123.",
        "Ring 01633 960123 or 0113 497 0123.",
        "Ring 07700 901123 or 020 7946 1018.",
        "Ring 0191 496 0123 or 0808 158 0120.",
        "The order 2026 0163 2960 and the sum 101632960123456.",
        "Write to info@myexample.org, or see https://www.example.org.uk/ and https://my-example.com.",
        "For example.Organise a day. It is an example. Com in.",
        "Ring the office in Sandmere Road, Clapham, or Thornbeck Drive.",
        "The Brackenshires came. Thornbecker.",
        "We are at SE1 4AB, SC and S1 4AB. Room SC1.",
        "A test. An example/test. See https://www.gov.uk/example",
    ],
)
def test_what_is_real_or_could_be_is_left_alone(text: str) -> None:
    assert _words(text) == []


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Write to club@example.org.", ["example.org"]),
        ("Write to club@mail.Example.COM, please.", ["mail.Example.COM"]),
        ("[Ours](https://localoffer.example.org/a)", ["localoffer.example.org"]),
        ("See http://example.net", ["example.net"]),
        ("Write to club@school.example", ["school.example"]),
        ("See https://offer.test/ and https://offer.invalid", ["offer.test", "offer.invalid"]),
        ("For families in Brackenshire's towns", ["Brackenshire"]),
        ("[A card](/services/brackenshire-plus-card/)", ["brackenshire"]),
        ("Clear Path Advice is free", ["Clear Path Advice"]),
        ("FAIRWAY MEDIATION", ["FAIRWAY MEDIATION"]),
        ("Come to Thornbeck Library", ["Thornbeck"]),
        ("Corn Street, SC2 7QF and SC14AB", ["SC2 7QF", "SC14AB"]),
    ],
)  # fmt: skip
def test_addresses_and_names_of_the_example_are_refused(text: str, refused: list[str]) -> None:
    assert _words(text) == refused


def test_a_problem_says_the_line_the_field_and_what_to_write() -> None:
    text = "- id: club\n  phones:\n    - {number: 01632 960123}\n  email: a@example.org\n"
    assert list(fictional_problems("contacts.yaml", text)) == [
        Problem(
            "contacts.yaml", 3, "phones.1.number",
            '"01632 960123" is a number for drama, which nobody has.',
            "Write the real number, or take it out.",
        ),
        Problem(
            "contacts.yaml", 4, "email",
            '"example.org" is an address for examples, where nobody answers.',
            "Write the real address, or take it out.",
        ),
    ]  # fmt: skip


def test_a_register_number_of_the_example_is_refused_where_such_numbers_stand() -> None:
    def refused(field: str) -> int:
        return len(list(fictional_problems("schools/a.md", f"---\n{field}\n---\nText.\n")))

    assert refused('urn: "990055"') == 1
    assert refused("urn: 990055") == 1
    assert refused("urn: 109905") == 0
    assert refused('urn: "99005"') == 0
    assert refused('places: "990055"') == 0


def test_comments_of_yaml_are_left_alone() -> None:
    text = "# such as https://localoffer.example.org\nphone: 0300 123 4567  # 01632 960123\n"
    assert list(fictional_problems("site.yaml", text)) == []


@pytest.mark.parametrize("sign", ["0", "+44", "0 ", "@", "a.", "@a.", "SC1 ", "Brackenshire", "("])
def test_a_hostile_text_is_read_in_one_go(sign: str) -> None:
    text = f"---\nname: A club\n---\n{sign * 200_000}"[:400_000]
    assert all(problem.path for problem in fictional_problems("services/club.md", text))


def test_a_copy_of_the_example_that_does_not_say_so_is_refused(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    site = (content / "site.yaml").read_text(encoding="utf-8")
    (content / "site.yaml").write_text(site.replace("fictional: yes", ""), encoding="utf-8")
    problems = errors(check(Task(content, ROOT, None, DAY)).problems)
    assert {"site.yaml", "contacts.yaml"} < {problem.path for problem in problems}
    assert not any(problem.path.startswith("national/") for problem in problems)


def test_the_example_says_that_it_is_one_and_is_left_alone() -> None:
    checked = check(Task(CONTENT, ROOT, ROOT / ".localoffer", DAY))
    assert checked.offer
    assert checked.offer.site.fictional
    assert not any("example council" in problem.message for problem in checked.problems)
