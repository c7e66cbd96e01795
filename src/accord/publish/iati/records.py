"""Takes the rows of one activity after another out of the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["NO_ROWS", "Cell", "Record", "Row", "read_records", "written"]

Cell = str | int | bool | Decimal | date | None
Row = Mapping[str, Cell]
NO_ROWS: Sequence[Row] = ()
_KEY = "activity"
_BATCH = 512
"""Activities that are taken out at once: memory for their rows is all that an export needs."""
_BLANKS = " \t\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One activity with all its rows.

    Attributes:
        activity: Its row in the table ``activities``.
        tables: Its rows in the other tables, in the order of the tables.
    """

    activity: Row
    tables: Mapping[str, Sequence[Row]]
    _inside: dict[tuple[str, str], dict[Cell, list[Row]]] = field(default_factory=dict, repr=False)

    def rows(self, table: str) -> Sequence[Row]:
        """Return the rows of a table; for ``activities`` the row of the activity itself."""
        return (self.activity,) if table == "activities" else self.tables.get(table, NO_ROWS)

    def inside(self, table: str, key: str, value: Cell) -> Sequence[Row]:
        """Return the rows of a table that stand inside one row of another table.

        Args:
            table: The table.
            key: Key column of the other table, such as ``transaction``.
            value: The key; None for rows that stand at a higher level.
        """
        if (table, key) not in self._inside:
            groups: dict[Cell, list[Row]] = {}
            for row in self.rows(table):
                groups.setdefault(row.get(key), []).append(row)
            self._inside[table, key] = groups
        return self._inside[table, key].get(value, NO_ROWS)


def read_records(tables: Mapping[str, pa.Table], reporting_org: str | None = None) -> Iterator[Record]:
    """Yield the activities in the order of the table ``activities``.

    Args:
        tables: Tables as ``layout.yml`` of the reader defines them; absent ones are empty.
        reporting_org: Reference of the one publisher whose activities are wanted; None for all.

    Yields:
        Activities. Rows whose activity is not in ``activities`` are not given.

    Raises:
        ValueError: A table is not sorted by activity.
    """
    places = {name: _sorted_keys(name, table) for name, table in tables.items() if _KEY in table.column_names}
    del places["activities"]
    activities = tables["activities"]
    wanted = np.arange(activities.num_rows)
    if reporting_org is not None:
        is_own = pc.fill_null(pc.equal(activities["reporting_org"], reporting_org), False)
        wanted = np.flatnonzero(is_own.to_numpy())
    for start in range(0, len(wanted), _BATCH):
        rows = activities.take(pa.array(wanted[start : start + _BATCH])).to_pylist()
        keys = np.array([row[_KEY] for row in rows], np.int64)
        grouped = {name: _group(tables[name], place, keys) for name, place in places.items()}
        for row in rows:
            own = {name: found[row[_KEY]] for name, found in grouped.items() if row[_KEY] in found}
            yield Record(activity=row, tables=own)


def written(value: Cell) -> str:
    """Return a cell as IATI writes it; an empty text if it is blank."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.strip(_BLANKS) else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
    return value.isoformat() if isinstance(value, date) else str(value)


def _sorted_keys(name: str, table: pa.Table) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    keys = np.asarray(table[_KEY].to_numpy(), np.int64)
    if np.any(keys[1:] < keys[:-1]):
        raise ValueError(f"the table {name} is not sorted by activity")
    return keys


def _group(
    table: pa.Table,
    place: np.ndarray[tuple[int], np.dtype[np.int64]],
    keys: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> dict[int, list[Row]]:
    """Return the rows of some activities by activity."""
    first, last = np.searchsorted(place, keys, "left"), np.searchsorted(place, keys, "right")
    spans = [np.arange(start, end) for start, end in zip(first, last, strict=True) if end > start]
    grouped: dict[int, list[Row]] = defaultdict(list)
    if spans:
        for row in table.take(pa.array(np.concatenate(spans))).to_pylist():
            grouped[row[_KEY]].append(row)
    return grouped
