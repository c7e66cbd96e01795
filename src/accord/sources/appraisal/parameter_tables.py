"""Tables of parameters: one row each, with one value, or with a path in columns that are years."""

from __future__ import annotations

import typing
from collections.abc import Sequence

from accord.sources.appraisal.tables import Cells, marked_value, year_of
from accord.sources.marked_yaml import Marked

__all__ = ["marked_parameters"]


def marked_parameters(header: Sequence[str], rows: Cells, row_type: type, *, file: str) -> list[Marked]:
    """Return table rows as parameters; empty years between two values of a path are interpolated.

    Args:
        header: Names of the columns.
        rows: Line and cells of each row.
        row_type: What the rows are.
        file: Name of the file; a cell that cannot be read is refused by the reader of rows.
    """
    hints = typing.get_type_hints(row_type)
    found = []
    for line, cells in rows:
        stated: dict[str, Marked] = {}
        path: list[Marked] = []
        for name, cell in zip(header, cells, strict=True):
            if cell in (None, ""):
                continue
            year, value = year_of(name), marked_value(cell, hints.get(name), line)
            if year is None:
                stated[name] = value
            else:
                path.append(Marked({"year": Marked(year, line), "value": value}, line))
        if path:
            stated["points"] = Marked(path, line)
        found.append(Marked(stated, line))
    return found
