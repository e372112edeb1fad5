"""What is found in a report: its words, its day, how hard it is, which parts it seems to have.

The reports are written for these tests, in the styles that schools write in.
"""

import zlib
from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from localoffer.link_check.limits import LinkCheckLimits
from localoffer.link_check.report_text.extract import read as read_here
from localoffer.link_check.report_text.reader_process import (
    Reading,
    format_of,
    read_report,
    reading_of,
)
from localoffer.link_check.report_text.report_sections import all_signs
from localoffer.schools.report_parts import report_parts

TODAY = date(2026, 11, 21)
LIMITS = LinkCheckLimits()
ALL = {part.id for part in report_parts()}

#: A sentence or two below each heading, with nothing in it that tells one part from another.
FILL = (
    "<p>This is how we go about it here, and we say so in plain words. It starts on the first"
    " day, and anyone in the office can tell you more about it.</p>"
)
FRAME = (
    "<!doctype html><html><head><title>{title}</title></head><body><nav><a>SEN policy</a>"
    "<a>Complaints</a></nav><main>{main}</main><footer>Site by Brook Web, updated 3 November"
    " 2026. SENDIASS. Accessibility plan.</footer></body></html>"
)


def page(main: str, title: str = "Wren Bank School") -> bytes:
    """Return a web page with a menu above and small print below."""
    return FRAME.format(title=title, main=main).encode()


def headed(*headings: str) -> str:
    """Return headings, each with a paragraph below."""
    return "".join(f"<h2>{heading}</h2>{FILL}" for heading in headings)


def pdf(pages: Sequence[Sequence[str]], *, picture: bool = False, end: str = "") -> bytes:
    """Return a PDF of pages of lines, written by hand (ISO 32000-1, 7.5)."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, lines in enumerate(pages):
        words = "".join(
            f"BT /F1 11 Tf 50 {780 - 16 * row} Td ({_escaped(line)}) Tj ET\n"
            for row, line in enumerate(lines)
        )
        drawn = words.encode("cp1252") + (
            b"q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q" if picture else b""
        )
        packed = zlib.compress(drawn)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>".encode()
        )
        objects.append(
            f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
            + packed
            + b"\nendstream"
        )
    body, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    return (
        body
        + (
            f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n"
            f"<</Size {count}/Root 1 0 R{end}>>\nstartxref\n{len(body)}\n%%EOF\n"
        ).encode()
    )


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def read(body: bytes, kind: str = "text/html", charset: str = "utf-8") -> Reading:
    """Return what is found in a report."""
    form = format_of(kind, body)
    return reading_of(form, read_here(form, charset, body, TODAY))


def read_by_another(body: bytes, kind: str) -> Reading:
    """Return what is found in a report by a process of its own, as on a real run."""
    return read_report(format_of(kind, body), "", body, TODAY, LIMITS)


def test_every_part_has_signs_and_no_sign_is_for_a_part_unknown() -> None:
    assert {signs.part for signs in all_signs()} == ALL


def test_a_report_made_of_our_own_questions_seems_to_have_every_part() -> None:
    found = read(page(headed(*(part.question for part in report_parts()))))
    assert ALL - set(found.seems) == set()
    assert (found.format, found.has_text) == ("page", "yes")


def test_a_report_in_the_words_of_schedule_1_seems_to_have_every_part() -> None:
    found = read(
        page(
            "<h1>SEN Information Report</h1>"
            + headed(
                "The kinds of special educational needs for which provision is made",
                "Identification and assessment of pupils with SEN",
                "Evaluating the effectiveness of our provision for pupils with SEN",
                "Arrangements for assessing and reviewing pupils’ progress",
                "Our approach to teaching pupils with SEN",
                "How we adapt the curriculum and the learning environment",
                "Additional support for learning available to pupils with SEN",
                "How pupils with SEN are enabled to engage in activities with those who have none",
                "Support for emotional and social development",
                "Name and contact details of the SENCO",
                "Expertise and training of staff",
                "How equipment and facilities will be secured",
                "Arrangements for consulting parents",
                "Arrangements for consulting young people and involving them in their education",
                "Arrangements for the treatment of complaints",
                "Involving health and social services bodies and other organisations",
                "Contact details of support services for parents",
                "Transferring between phases of education, and preparing for adulthood",
                "Where the local authority’s Local Offer is published",
                "Arrangements for the admission of disabled pupils",
                "Steps taken to prevent disabled pupils from being treated less favourably",
                "Facilities provided to assist access by disabled pupils",
                "Our accessibility plan",
            )
        )
    )
    assert ALL - set(found.seems) == set()


def test_a_report_in_fourteen_questions_has_the_parts_they_ask_about() -> None:
    """The questions that many councils gave their schools; several parts of the law are missing."""
    found = read(
        page(
            headed(
                "How does the school know if children need extra help?",
                "How will school staff support my child?",
                "How will the curriculum be matched to my child’s needs?",
                "How will you and I both know how my child is doing?",
                "What support will there be for my child’s overall well-being?",
                "What training have the staff had?",
                "How will my child be included in trips outside the classroom?",
                "How accessible is the school environment?",
                "How will the school prepare my child to move to a new class or school?",
                "How are parents involved in the school?",
            )
        )
    )
    assert {
        "identifying", "extra-support", "adapting", "progress", "wellbeing", "staff-skills",
        "joining-in", "access", "moving-on", "parents",
    } <= set(found.seems)  # fmt: skip
    assert not {"complaints", "admissions", "fair-treatment", "accessibility-plan"} & set(
        found.seems
    )


def test_a_report_in_running_text_is_known_by_its_sentences() -> None:
    found = read(
        page(
            "<h1>Our offer for SEND</h1><p>Our SENDCo is Mx Brook, and her mailbox is on the"
            " front page. If you are worried about your child, talk to the class teacher first."
            "</p><p>We have a ramp at the main door and an accessible toilet by the hall. Staff"
            " have had training on autism and on dyslexia. We track each child's progress and"
            " tell parents about it three times a year.</p><p>Brackenshire SENDIASS gives free"
            " advice. You can find the Local Offer on the council's website.</p>"
        )
    )
    assert {
        "senco", "identifying", "access", "staff-skills", "progress", "support-services",
        "local-offer",
    } <= set(found.seems)  # fmt: skip
    assert not {"complaints", "joining-in", "admissions", "moving-on", "pupils"} & set(found.seems)


def test_a_report_in_bold_lines_and_tables_is_read_as_well() -> None:
    found = read(
        page(
            "<p><b>What if I am not happy?</b><br>Speak to us, then write to the chair of"
            " governors, who answers within ten days.</p><table><tr><th>Moving on to secondary"
            " school</th><td>From the summer before, children spend six mornings there with"
            " someone they know.</td></tr></table><details><summary>Trips and clubs: can my child"
            " join in?</summary><div>Yes. We plan each of them so that nobody is left at home,"
            " and we ask you first.</div></details>"
        )
    )
    assert set(found.seems) == {"complaints", "moving-on", "joining-in"}


def test_a_policy_is_no_report_and_seems_to_have_few_parts() -> None:
    found = read(
        page(
            "<h1>Special Educational Needs Policy</h1><h2>1. Aims</h2><p>The governing board has"
            " regard to the Code of Practice in all that it does. This document sets out the"
            " duties of the board and of the head teacher.</p><h2>2. Definitions</h2><p>A person"
            " has a learning difficulty if it calls for provision that is different from what is"
            " made generally for others of the same age.</p><h2>3. Roles</h2><p>The head teacher"
            " has overall responsibility. The board names one of its members as the link"
            " governor.</p><h2>4. Legislation</h2><p>This document rests on Part 3 of the Children"
            " and Families Act 2014 and the Regulations of the same year.</p><h2>5. Monitoring of"
            " this document</h2><p>The board looks at it each year.</p>"
        )
    )
    assert len(found.seems) <= 4


def test_a_list_of_contents_alone_is_no_report() -> None:
    questions = "".join(f"<h3>{part.question}</h3>" for part in report_parts())
    found = read(page(f"{questions}<p>{'Words that say nothing of use here. ' * 10}</p>"))
    assert len(found.seems) <= 2


def test_menus_news_and_small_print_are_not_read() -> None:
    found = read(
        page(
            '<div class="latest-news"><h2>News</h2><p>4 November 2026: the fair raised £300 and'
            ' everyone had a good day of it.</p></div><div id="cookie-banner">We use cookies.'
            f"</div><h1>SEN report</h1><p>Reviewed in September 2025.</p>{FILL}"
        )
    )
    assert found.dated == date(2025, 9, 1)
    assert found.words == 38
    assert not {"support-services", "accessibility-plan", "complaints"} & set(found.seems)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("SEN Information Report September 2025", date(2025, 9, 1)),
        ("Reviewed: 12/09/2025", date(2025, 9, 12)),
        ("Last updated 3rd March 2026. Next review March 2027", date(2026, 3, 3)),
        ("SEN Information Report 2025-26", date(2025, 9, 1)),
        ("SEN Information Report 2025 – 2026", date(2025, 9, 1)),
        ("SEN Information Report 2025/2026", date(2025, 9, 1)),
        ("Written in Autumn 2025", date(2025, 9, 1)),
        ("Agreed by governors: Spring Term 2026", date(2026, 1, 1)),
        ("Approved 01.10.25", date(2025, 10, 1)),
        ("Version of 2026-02-28", date(2026, 2, 28)),
        ("Dated October 9, 2026", date(2026, 10, 9)),
        ("Reviewed September 2024. To be reviewed: September 2025", date(2024, 9, 1)),
        ("Reviewed September 2024. Review date: September 2025", date(2024, 9, 1)),
        ("Reviewed Sept 2025. Our trip of 4 June 2026 was a joy", date(2025, 9, 1)),
        ("Report of December 2026", None),
        ("Report of 31/02/2026", None),
        ("SEND Code of Practice: 0 to 25 years, January 2015", None),
        ("Equality Act 2010, Children and Families Act 2014", None),
        ("Accessibility plan 2023-2026", None),
        ("Call 01632 960123, room 12.1", None),
        ("It cost £12.09.25 in 1/2/3", None),
    ],
)
def test_the_day_of_a_report_is_read_as_schools_write_it(written: str, day: date | None) -> None:
    found = read_here("page", "utf-8", page(f"<h1>For families</h1><p>{written}.</p>{FILL}"), TODAY)
    assert found["dated"] == (day.isoformat() if day else None)


def test_a_pdf_with_text_is_read_like_a_page() -> None:
    lines = [
        "SEN Information Report 2025-2026",
        "1. How will you know if my child needs extra help?",
        "Teachers watch how each child learns and we talk with you within two",
        "weeks of seeing that something is hard. You can raise a worry with us at",
        "any time.",
        "2. Who is the SENCO, and how do I reach them?",
        "The SENCO is Mx Brook. Call the office on 01632 960123 and ask for the",
        "mailbox. We answer in three days.",
        "Complaints",
        "Talk to the head first. Then write to the chair of governors, who has to",
        "answer you within twenty school days.",
    ]
    found = read(pdf([lines, ["What training do staff have?", *lines[2:5]]]), "application/pdf")
    assert (found.format, found.has_text, found.dated) == ("PDF", "yes", date(2025, 9, 1))
    assert {"identifying", "senco", "complaints", "staff-skills"} <= set(found.seems)
    assert len(found.seems) < 10
    assert found.words
    assert found.reading_age


def test_a_scan_has_no_text() -> None:
    found = read(pdf([["p. 1"], [], []], picture=True), "application/pdf")
    assert (found.format, found.has_text, found.words) == ("PDF", "no", None)
    assert (found.seems, found.why) == ((), "")


def test_a_pdf_that_is_locked_says_so() -> None:
    def locked(password: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf([["Words to read. " * 5] * 9]))))
        writer.encrypt(password, "owner", algorithm="AES-256")
        out = BytesIO()
        writer.write(out)
        return out.getvalue()

    closed = read(locked("secret"), "application/pdf")
    assert (closed.has_text, closed.why) == ("no", "the PDF is locked with a password")
    assert read(locked(""), "application/pdf").has_text == "yes"


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7\nnot a PDF after all",
        pdf([["Words. " * 20] * 20])[:600],
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj trailer<</Root 1 0 R>>",
        b"%PDF-" + bytes(50_000),
    ],
)
def test_a_broken_pdf_harms_nothing(body: bytes) -> None:
    found = read_by_another(body, "application/pdf")
    assert (found.format, found.has_text, found.words) == ("PDF", "not known", None)
    assert found.why


def test_what_takes_too_long_or_too_much_memory_is_left() -> None:
    deep = b"<p>" + b"<b>" * 400_000 + b"words " * 1000
    quick = LinkCheckLimits(reading=0.2)
    assert read_report("page", "", deep, TODAY, quick).why == "it takes too long to read"
    small = LinkCheckLimits(memory=50_000_000)
    assert read_report("page", "", deep, TODAY, small).why == "it could not be read"


def test_a_file_is_what_its_first_bytes_say_whatever_its_server_calls_it() -> None:
    words = page(f"<h1>SEN report</h1>{FILL}")
    a_pdf = pdf([["How will my child be taught? " * 3] * 5])
    assert read_by_another(words, "application/pdf").format == "page"
    assert read_by_another(a_pdf, "text/html").format == "PDF"
    assert read_by_another(a_pdf, "application/octet-stream").has_text == "yes"
    for body in (b"PK\x03\x04 a document", b"\x89PNG picture", b"{\\rtf1 words}", b"just words"):
        found = read_by_another(body, "application/msword")
        assert (found.format, found.has_text) == ("other", "not known")


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (page(f"<h1>Café’s report</h1>{FILL}"), ""),
        (page(f"<h1>Café’s report</h1>{FILL}").decode().encode("cp1252"), "windows-1252"),
        (page(f"<h1>Café’s report</h1>{FILL}").decode().encode("cp1252"), "no-such-letters"),
        (page(f"<h1>Café’s report</h1>{FILL}").decode().encode("utf-16"), "utf-8"),
        (b"\xef\xbb\xbf" + page(f"<h1>A report</h1>{FILL}"), "utf-8"),
        (page(f"<h1>A report\x00\x01</h1>{FILL}") + b"\xff\xfe\x80", "utf-8"),
    ],
)
def test_letters_are_read_whatever_they_are_called(body: bytes, charset: str) -> None:
    found = read(body, "text/html", charset)
    assert (found.has_text, found.words) == ("yes", 34)


def test_a_page_that_only_leads_to_a_report_is_not_called_read() -> None:
    found = read(page('<h1>SEN</h1><p><a href="report.pdf">Our SEN report</a></p>'))
    assert (found.format, found.has_text, found.words) == ("page", "not known", None)


def test_the_reading_age_rises_with_the_words() -> None:
    easy = "<p>We look at each child. We see how they do. Then we tell you. We meet in May. </p>"
    hard = (
        "<p>Notwithstanding the aforementioned considerations, the multidisciplinary professionals"
        " collaboratively facilitate individualised differentiation opportunities throughout"
        " statutory educational environments. </p>"
    )
    ages = [read(page(f"<h1>Report</h1>{text * 6}")).reading_age for text in (easy, hard)]
    assert ages[0] in range(4, 9)
    assert ages[1] in range(20, 26)
