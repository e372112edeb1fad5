"""Made-up rows of the national register of schools, for the tests of its import."""

import csv
import io
from pathlib import Path

COLUMNS = (
    "GSSLACode (name)", "URN", "LA (code)", "LA (name)", "EstablishmentNumber",
    "EstablishmentName", "TypeOfEstablishment (code)", "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)", "OpenDate", "CloseDate", "PhaseOfEducation (name)",
    "StatutoryLowAge", "StatutoryHighAge", "NurseryProvision (name)",
    "OfficialSixthForm (name)", "SpecialClasses (name)", "NumberOfPupils",
    "TrustSchoolFlag (name)", "Trusts (name)", "Street", "Locality", "Address3", "Town",
    "Postcode", "SchoolWebsite", "TelephoneNum", "HeadFirstName", "HeadLastName",
    "Section41Approved (name)", *(f"SEN{number} (name)" for number in range(1, 14)),
    "TypeOfResourcedProvision (name)", "ResourcedProvisionCapacity", "SenUnitCapacity",
)  # fmt: skip
HERON = {
    "URN": "900001", "LA (code)": "999", "LA (name)": "Brackenshire",
    "GSSLACode (name)": "E10000099", "EstablishmentNumber": "2001",
    "EstablishmentName": "Heron Primary School", "TypeOfEstablishment (code)": "01",
    "TypeOfEstablishment (name)": "Community school", "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (name)": "Primary", "StatutoryLowAge": "3", "StatutoryHighAge": "11",
    "NurseryProvision (name)": "Has Nursery Classes", "NumberOfPupils": "207",
    "OfficialSixthForm (name)": "Does not have a sixth form", "Street": "1 Reed Lane",
    "SpecialClasses (name)": "No Special Classes", "Town": "Sandmere", "Postcode": "SC11AA",
    "SchoolWebsite": "www.heron.example.org", "TelephoneNum": "1632960001",
    "HeadFirstName": "Zebedee", "HeadLastName": "Quillfeather", "SEN1 (name)": "Not Applicable",
    "SEN3 (name)": "ASD - Autistic Spectrum Disorder",
}  # fmt: skip
OTTER = {
    **HERON, "URN": "900002", "EstablishmentNumber": "4002", "Postcode": "SC2 2BB",
    "EstablishmentName": "Otter Academy", "TypeOfEstablishment (code)": "34",
    "TypeOfEstablishment (name)": "Academy converter", "PhaseOfEducation (name)": "Secondary",
    "StatutoryLowAge": "11", "StatutoryHighAge": "18", "Town": "Thornbeck", "SEN3 (name)": "",
    "OfficialSixthForm (name)": "Has a sixth form", "SchoolWebsite": "http://otter.example.org/",
    "TrustSchoolFlag (name)": "Supported by a multi-academy trust", "Trusts (name)": "Rivers Trust",
}  # fmt: skip


def write_register(
    folder: Path, *rows: dict[str, str], name: str = "edubasealldata20260901.csv"
) -> Path:
    """A register as it is published: Windows-1252, every field quoted, CRLF."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    file = folder / name
    file.write_bytes(text.getvalue().encode("cp1252"))
    return file


def import_arguments(council: Path, source: Path, *more: str) -> list[str]:
    """The words that import a register into a council's content, with a report beside it."""
    arguments = ["import", "schools", str(source), "--content", str(council)]
    report = ["--report", str(council.parent / "report.md")]
    return [
        *arguments,
        *report,
        *([] if "--authority" in more else ["--authority", "Brackenshire"]),
        *more,
    ]
