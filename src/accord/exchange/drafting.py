"""A directory is drafted from the cards of nodes and a table of legal bases."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from accord.exchange.canonical import JsonValue, MalformedError
from accord.exchange.directory import Directory
from accord.exchange.directory_rows import directory_json, read_directory
from accord.exchange.node_folder import Card

__all__ = ["BASIS_COLUMNS", "draft_directory"]

BASIS_COLUMNS = (
    "asker",
    "holder",
    "purpose",
    "type",
    "id",
    "text",
    "reference",
    "valid_from",
    "valid_to",
    "offence_minimum_years",
    "evidence",
)
"""Columns of the table of legal bases."""


def draft_directory(
    cards: Sequence[Card], bases: bytes, *, name: str, serial: int, valid: tuple[datetime, datetime]
) -> Directory:
    """Return a directory; nothing is allowed in it that no row of the table allows.

    Args:
        cards: Cards of the nodes that take part.
        bases: CSV with the columns of ``BASIS_COLUMNS``.
        name: Name of the exchange.
        serial: Number of the issue, greater than that of the one before.
        valid: First and last moment.

    Raises:
        MalformedError: A row or the whole contradicts itself.
    """
    empty = Directory(
        name=name,
        serial=serial,
        valid_from=valid[0],
        valid_to=valid[1],
        remarks=("Everything is denied unless a row of the legal bases allows it.",),
        peers=tuple(card.peer for card in cards),
        authorities=tuple(card.authority for card in cards),
        quotas=(),
        bases=(),
    )
    value = directory_json(empty)
    if not isinstance(value, dict):
        raise MalformedError("directory", "an object")
    return read_directory({**value, "bases": _rows(bases)})


def _rows(data: bytes) -> list[JsonValue]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise MalformedError("bases", "CSV in UTF-8") from None
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    if tuple(reader.fieldnames or ()) != BASIS_COLUMNS:
        raise MalformedError("bases row 1", "the columns " + ", ".join(BASIS_COLUMNS))
    rows: list[JsonValue] = []
    for row in reader:
        years = row["offence_minimum_years"]
        if (
            None in row
            or None in row.values()
            or not (years.isascii() and years.isdigit() and len(years) < 4)
        ):
            raise MalformedError(
                f"bases row {reader.line_num}", "a cell for each column, and years in digits"
            )
        rows.append({**row, "offence_minimum_years": int(years)})
    return rows
