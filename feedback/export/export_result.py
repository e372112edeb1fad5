"""What became of one file of the content."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A file that was written, removed, left as it is, or refused; and why, a sentence each."""

    path: str
    deed: str
    reasons: tuple[str, ...] = ()
