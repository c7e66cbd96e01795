"""The XML form of the reference rates becomes rows: currency, day, rate, each with its line."""

from __future__ import annotations

from xml.parsers import expat

from accord.errors import InputDataError
from accord.sources.rates.grid import Grid, TableFile
from accord.sources.rates.refusals import Place, cell_problem

__all__ = ["XML_COLUMNS", "is_xml", "read_xml_grid"]

XML_COLUMNS = ("currency", "time", "rate")
"""Columns of the rows, named after the attributes of the file."""

_CUBE = "http://www.ecb.int/vocabulary/2002-08-01/eurofxref Cube"
_UTF8_MARK = b"\xef\xbb\xbf"


def is_xml(file: TableFile) -> bool:
    """Tell whether a file is XML, by its first character."""
    return file.content.removeprefix(_UTF8_MARK).lstrip()[:1] == b"<"


def read_xml_grid(file: TableFile) -> Grid:
    """Read ``eurofxref-daily.xml`` or one of the longer files of the same form.

    A ``Cube`` with a ``time`` is a day, one with a ``currency`` a rate of the day in which it stands.
    Every other element (subject, sender) is passed over.

    Args:
        file: The file.

    Returns:
        One row a rate; a day or a rate that is not stated is an empty cell.

    Raises:
        InputDataError: It is not well formed, holds a document type declaration (nothing is defined or
            fetched), or has no rate in this form (ACC-362).
    """
    rows: list[tuple[int, list[str]]] = []
    day = ""
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal day
        if name != _CUBE:
            return
        day = attributes.get("time", day)
        if "currency" in attributes or "rate" in attributes:
            cells = {**attributes, "time": day}
            rows.append((parser.CurrentLineNumber, [cells.get(name, "").strip() for name in XML_COLUMNS]))

    def refuse_type(*_declaration: object) -> None:
        raise _refusal(file, parser.CurrentLineNumber, "a document type declaration")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse_type
    try:
        parser.Parse(file.content, True)
    except expat.ExpatError as error:
        raise _refusal(file, error.lineno, expat.ErrorString(error.code)) from error
    if not rows:
        raise _refusal(file, 0, "no rate")
    return Grid(file=file.name, header=XML_COLUMNS, rows=tuple(rows))


def _refusal(file: TableFile, line: int, found: str) -> InputDataError:
    return InputDataError(
        cell_problem(
            Place(file.name, line, value=found),
            "ACC-362",
            "The file is not the XML of the reference rates.",
            expected="eurofxref-daily.xml or eurofxref-hist.xml of the European Central Bank: elements Cube"
            " with time, currency and rate",
            fix="Download it again, or take eurofxref-hist.csv.",
        )
    )
