"""The list of a holder: a CSV table of subjects of one type, read strictly and checked by the normaliser.

The first row names the fields of the type. An empty cell is a field that is not known. Rows that cannot be
normalised are refused with row, field, expectation and next step; a value is never repeated, because refusals
end up in terminals and tickets.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from accord.exchange.normalising import RefusedSubjectError, Subject, match_keys
from accord.exchange.normalising.steps import FIELDS
from accord.exchange.normalising.subject import IdentifierType

__all__ = ["MOST_LIST_BYTES", "ListRefusal", "RefusedListError", "list_fields", "read_list"]

MOST_LIST_BYTES = 1_073_741_824
_MOST_REFUSALS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRefusal:
    """Why a row cannot be listed.

    Attributes:
        row: Number of the row in the file; the header is row 1.
        field: Name of the field at fault.
        expected: What it should hold.
        fix: What to do next.
    """

    row: int
    field: str
    expected: str
    fix: str


class RefusedListError(ValueError):
    """A list has rows that cannot be listed; nothing of it is used.

    Attributes:
        refusals: The first of them.
        count: How many there are.
    """

    def __init__(self, refusals: tuple[ListRefusal, ...], count: int) -> None:
        self.refusals = refusals
        self.count = count
        super().__init__(f"{count} rows cannot be listed")


def list_fields(kind: IdentifierType) -> tuple[str, ...]:
    """Return the names of the columns that a list of a type may have."""
    return tuple(field.name for field in FIELDS[kind])


def read_list(data: bytes, kind: IdentifierType) -> tuple[Subject, ...]:
    """Return the subjects of a list, in the order of the file.

    Args:
        data: CSV in UTF-8, with a header.
        kind: Type of every subject.

    Raises:
        RefusedListError: The header or a row is refused.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise _refused(row, "text", "UTF-8", "Save the table as CSV in UTF-8.") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    refusals: list[ListRefusal] = []
    subjects: list[Subject] = []
    try:
        header = _header(next(reader, []), kind)
        for cells in reader:
            if not cells:
                continue
            refusal = _add(subjects, cells, header, kind)
            if refusal is not None:
                refusals.append(ListRefusal(row=reader.line_num, **refusal))
    except csv.Error:
        fix = "Look for a quotation mark that is not closed."
        raise _refused(reader.line_num, "row", "CSV after RFC 4180", fix) from None
    if refusals:
        raise RefusedListError(tuple(refusals[:_MOST_REFUSALS]), len(refusals))
    return tuple(subjects)


def _header(cells: list[str], kind: IdentifierType) -> list[str]:
    known = list_fields(kind)
    header = [cell.strip() for cell in cells]
    if not header or len(set(header)) != len(header) or not set(header) <= set(known):
        fix = "Name the columns in the first row, and take other columns out."
        raise _refused(1, "header", f"some of the columns {', '.join(known)}, each once", fix)
    return header


def _add(
    subjects: list[Subject], cells: list[str], header: list[str], kind: IdentifierType
) -> dict[str, str] | None:
    """Add the subject of a row; return why not, if it cannot be."""
    if len(cells) != len(header):
        return {
            "field": "row",
            "expected": f"{len(header)} cells, not {len(cells)}",
            "fix": "Put cells with a comma in quotation marks.",
        }
    fields = {name: cell for name, cell in zip(header, cells, strict=True) if cell.strip()}
    subject = Subject(type=kind, fields=fields)
    try:
        match_keys(subject)
    except RefusedSubjectError as error:
        return {"field": error.field, "expected": error.expected, "fix": error.fix}
    subjects.append(subject)
    return None


def _refused(row: int, field: str, expected: str, fix: str) -> RefusedListError:
    return RefusedListError((ListRefusal(row=row, field=field, expected=expected, fix=fix),), 1)
