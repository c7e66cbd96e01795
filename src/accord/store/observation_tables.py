"""Observations as Arrow tables and back, exact to the last digit."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from pathlib import Path

import pyarrow as pa

from accord.domain.observation import Absence, Observation
from accord.domain.observed_period import ObservedPeriod
from accord.errors import Problem, UsageError
from accord.store.tables import read_tables

__all__ = ["OBSERVATION_SCHEMAS", "observations_of", "read_observation_tables", "to_observation_table"]

_NUMBER = pa.decimal128(38, 18)
_STEP, _MOST = Decimal(1).scaleb(-18), Decimal(10) ** 20
_EXACT = Context(prec=40)
_NUMBERS = ("value", "std_error", "lower", "upper", "level")
_COLUMNS = tuple(field.name for field in dataclasses.fields(Observation))
OBSERVATION_SCHEMAS: Mapping[str, pa.Schema] = {
    "observations": pa.schema(
        [pa.field(name, _NUMBER if name in _NUMBERS else pa.string()) for name in _COLUMNS]
    ),
    "observation_files": pa.schema(
        [
            ("name", pa.string()),
            ("sha256", pa.string()),
            ("layout", pa.string()),
            ("layout_sha256", pa.string()),
            ("publisher", pa.string()),
            ("url", pa.string()),
            ("licence", pa.string()),
            ("vintage", pa.string()),
            ("rows", pa.int64()),
            ("unread", pa.list_(pa.string())),
        ]
    ),
}
"""Tables of a reading: what was observed, and the files in which it stood."""


def to_observation_table(observations: Iterable[Observation]) -> pa.Table:
    """Return observations as a table; numbers are kept to the 18th decimal, what is not known stays empty.

    Args:
        observations: Observations in the order in which they are to stand.

    Raises:
        ValueError: A number has more than 20 digits before its point.
    """
    rows = list(observations)
    columns = {name: [_cell(getattr(row, name)) for row in rows] for name in _COLUMNS}
    try:
        return pa.table(columns, schema=OBSERVATION_SCHEMAS["observations"])
    except pa.ArrowInvalid as error:
        raise ValueError("a number has more digits than the table holds") from error


def observations_of(table: pa.Table) -> tuple[Observation, ...]:
    """Return the observations of a table that ``to_observation_table`` made."""
    columns = table.select(list(_COLUMNS)).to_pydict()
    rows = zip(*(columns[name] for name in _COLUMNS), strict=True)
    return tuple(_observation(dict(zip(_COLUMNS, row, strict=True))) for row in rows)


def read_observation_tables(folder: Path) -> tuple[tuple[Observation, ...], list[dict[str, object]]]:
    """Return the observations and the rows about files of a folder that a reading wrote.

    Raises:
        UsageError: The folder holds no such tables (ACC-212).
    """
    tables = read_tables(folder, tuple(OBSERVATION_SCHEMAS))
    missing = [name for name in OBSERVATION_SCHEMAS if name not in tables]
    if missing:
        raise UsageError(
            Problem(
                id="ACC-212",
                what="The folder holds no observations.",
                file=str(folder),
                value=f"no table {', '.join(missing)}",
                expected="a folder that `accord read observations` wrote",
                fix="Run `accord read observations FILE... --layout NAME --out FOLDER` and name that folder.",
            )
        )
    return observations_of(tables["observations"]), tables["observation_files"].to_pylist()


def _cell(value: object) -> object:
    if isinstance(value, Decimal):
        return value.quantize(_STEP, context=_EXACT) if abs(value) < _MOST else value
    return value if value is None else str(value)


def _observation(cells: dict[str, object]) -> Observation:
    for name in _NUMBERS:
        number = cells[name]
        if isinstance(number, Decimal):
            cells[name] = _plain(number)
    absence = cells["absence"]
    cells["absence"] = None if absence is None else Absence(str(absence))
    cells["period"] = _period(str(cells["period"]))
    return Observation(**cells)  # type: ignore[arg-type]  # the columns are the fields


@functools.cache
def _period(text: str) -> ObservedPeriod:
    return ObservedPeriod(text)


def _plain(number: Decimal) -> Decimal:
    """Return a number without the zeros that the table adds after its last digit."""
    shorter = number.normalize(_EXACT)
    return shorter if shorter != shorter.to_integral_value() else shorter.quantize(Decimal(1), context=_EXACT)
