"""Reader of the parties that are to be screened: one CSV row for each."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from accord.domain.listing import ListingKind
from accord.domain.screening import Query
from accord.errors import InputDataError, Problem
from accord.sources.lists.countries import country_of
from accord.sources.lists.dates import birth_of

__all__ = ["COLUMNS", "PartyRow", "read_parties", "read_party"]

COLUMNS = ("id", "name", "schema", "birth_date", "country", "identifier", "final_recipient")
"""Columns of the file; all but ``name`` may be missing. Others are carried by nobody and named once."""
_LONGEST_NAME = 2000
_KINDS = {
    "person": ListingKind.PERSON,
    "organization": ListingKind.ORGANIZATION,
    "organisation": ListingKind.ORGANIZATION,
    "company": ListingKind.ORGANIZATION,
    "publicbody": ListingKind.ORGANIZATION,
    "vessel": ListingKind.VESSEL,
    "airplane": ListingKind.AIRCRAFT,
    "legalentity": ListingKind.UNKNOWN,
    "": ListingKind.UNKNOWN,
}
_WRONG = {
    "name": ("Only the beginning of a very long name was compared.", f"at most {_LONGEST_NAME} characters"),
    "birth_date": ("A birth date was left out: it is no date.", "such as 1960, 1960-05 or 1960-05-17"),
    "schema": ("A kind was left out: every kind was compared.", ", ".join(_KINDS)[:-2]),
    "final_recipient": ("The exemption was left out: the party was screened.", "true or false"),
}
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One row of the file.

    Attributes:
        query: The party; None if the row names nobody.
        problems: What is wrong with the row. With a query, the party is screened without the wrong value.
    """

    query: Query | None
    problems: tuple[Problem, ...] = ()


def read_parties(path: Path) -> Iterator[PartyRow]:
    """Read parties one by one, so that a file of any size fits.

    Args:
        path: CSV file in UTF-8 with a header; a row without ``id`` is called by its line.

    Yields:
        Each row, in order. A row that cannot be used comes with its problem (ACC-397 to ACC-399).

    Raises:
        InputDataError: The file is no CSV in UTF-8, or has no column ``name`` (ACC-396).
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _rows(path, file)
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(path, str(error)) from error


def read_party(row: Mapping[str, str]) -> PartyRow:
    """Read one party that was given by hand.

    Args:
        row: Values by column; ``name`` must be there.
    """
    return _party("", 0, {"id": "1", **row})


def _unreadable(path: Path, value: str) -> InputDataError:
    return InputDataError(
        Problem(
            id="ACC-396",
            what="The file of parties cannot be read.",
            file=str(path),
            value=value,
            expected=f"a CSV file in UTF-8 with a header: name, and any of {', '.join(COLUMNS)}",
            fix="Save it as CSV (UTF-8, with commas), with a header.",
        )
    )


def _rows(path: Path, file: Iterator[str]) -> Iterator[PartyRow]:
    reader = csv.reader(file)
    header = [cell.strip().lower() for cell in next(reader, [])]
    if "name" not in header:
        raise _unreadable(path, ", ".join(header) or "an empty file")
    for cells in reader:
        if not cells:
            continue
        line = reader.line_num
        if len(cells) != len(header):
            problem = Problem(
                id="ACC-397",
                what="A row has another number of cells than the header; the party is not screened.",
                file=str(path),
                line=line,
                value=f"{len(cells)} cells",
                expected=f"{len(header)} cells",
                fix="Put quotes around cells that hold a comma.",
            )
            yield PartyRow(None, (problem,))
            continue
        yield _party(str(path), line, {name: cell.strip() for name, cell in zip(header, cells, strict=True)})


def _party(path: str, line: int, row: Mapping[str, str]) -> PartyRow:
    number = row.get("id") or f"line {line}"
    name = row["name"]
    if not any(letter.isalnum() for letter in name):
        problem = Problem(
            id="ACC-398",
            what="A row names nobody; nothing was screened for it.",
            file=path,
            line=line,
            row=number,
            field="name",
            value=name[:80],
            expected="a name with at least one letter or digit",
            fix="Give the name, or take the row out.",
        )
        return PartyRow(None, (problem,))
    problems, query = _read_cells(path, line, row, number)
    return PartyRow(query, problems)


def _read_cells(
    path: str, line: int, row: Mapping[str, str], number: str
) -> tuple[tuple[Problem, ...], Query]:
    birth = birth_of(row.get("birth_date", ""))
    kind = _KINDS.get(row.get("schema", "").lower())
    exempt = _TRUTH.get(row.get("final_recipient", "").lower())
    is_wrong = {
        "name": len(row["name"]) > _LONGEST_NAME,
        "birth_date": birth is None and bool(row.get("birth_date")),
        "schema": kind is None,
        "final_recipient": exempt is None,
    }
    problems = tuple(
        Problem(
            id="ACC-399",
            what=_WRONG[field][0],
            file=path,
            line=line,
            row=number,
            field=field,
            value=row[field][:80],
            expected=_WRONG[field][1],
            fix="Correct the cell and screen the file again.",
        )
        for field, wrong in is_wrong.items()
        if wrong
    )
    countries = (country_of(part, part) for part in row.get("country", "").split(";"))
    numbers = (part.strip() for part in row.get("identifier", "").split(";"))
    query = Query(
        id=number,
        name=row["name"],
        kind=kind or ListingKind.UNKNOWN,
        birth_date=birth,
        countries=tuple(country for country in countries if country),
        identifiers=tuple(part for part in numbers if part),
        is_exempt=exempt or False,
    )
    return problems, query
