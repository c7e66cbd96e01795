"""The cells of files from which the score of a unit comes: values, divisors, and what stands in for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accord.domain.composite import CompositeSpec, ValueTable
from accord.domain.recorded_cell import RecordedCell
from accord.methods.composite.naming import cell_id
from accord.methods.composite.unit_descent import IndicatorSteps, UnitDescent

__all__ = ["CellTables", "UsedCell", "used_cells"]

_ERRORS, _UNITS = "errors", "units"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellTables:
    """The tables of a composite with the places of their cells.

    Attributes:
        spec: The specification, which names the files.
        data: Values.
        errors: Standard errors; None if no table states them.
        units: Denominators and groups; None if there is no such table.
        hashes: SHA-256 of each file by its name.
    """

    spec: CompositeSpec
    data: ValueTable
    errors: ValueTable | None
    units: ValueTable | None
    hashes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedCell:
    """A cell and what it does in a score.

    Attributes:
        cell: The cell.
        role: ``value``, ``denominator``, ``standard error``, ``group``, or ``stand-in``: the value of another
            unit behind an imputed one.
        line: Line of the file; 0 if no row holds the cell.
        column: Column of the file.
    """

    cell: RecordedCell
    role: str
    line: int
    column: str


def used_cells(tables: CellTables, descent: UnitDescent) -> tuple[UsedCell, ...]:
    """Return the cells from which the score of a unit comes, each once.

    Not done: the cells of other units that fix the scale of a normalisation or the limits of a treatment;
    these are all cells of the column, and the descent names the method.

    Args:
        tables: The tables.
        descent: How the score of the unit came about.
    """
    found: dict[str, UsedCell] = {}
    for steps in descent.indicators:
        for used in _of_indicator(tables, descent.unit, steps):
            found.setdefault(used.cell.id, used)
    return tuple(found.values())


def _of_indicator(tables: CellTables, unit: str, steps: IndicatorSteps) -> Iterator[UsedCell]:
    leaf, by = steps.indicator, tables.spec.imputation.by
    yield _value(tables, unit, leaf.code, "value")
    if leaf.denominator and tables.units is not None:
        yield _of_unit(tables, unit, leaf.denominator, "denominator")
    if tables.errors is not None and (unit, leaf.code) in tables.errors.lines:
        yield _cell(tables, tables.errors, unit, leaf.code, table=_ERRORS)
    if steps.stand_ins and by and tables.units is not None:
        yield _of_unit(tables, unit, by, "group")
    for other in steps.stand_ins:
        yield _value(tables, other, leaf.code, "stand-in")
        if leaf.denominator and tables.units is not None:
            yield _of_unit(tables, other, leaf.denominator, "stand-in")


def _value(tables: CellTables, unit: str, code: str, role: str) -> UsedCell:
    return _cell(tables, tables.data, unit, code, role=role)


def _of_unit(tables: CellTables, unit: str, column: str, role: str) -> UsedCell:
    assert tables.units is not None  # noqa: S101  (the callers asked)
    return _cell(tables, tables.units, unit, column, table=_UNITS, role=role)


def _cell(
    tables: CellTables,
    found: ValueTable,
    unit: str,
    column: str,
    *,
    table: str = "",
    role: str = "standard error",
) -> UsedCell:
    spec = tables.spec
    sources = {"": spec.data, _ERRORS: spec.errors, _UNITS: spec.units}
    source = sources[table]
    file = source.file if source else ""
    line = found.lines.get((unit, column), 0)
    value = None
    if column in found.columns:
        value = (
            found.rows[found.units.index(unit)][found.columns.index(column)] if unit in found.units else None
        )
        said = "not known" if value is None else repr(value)
    else:
        said = "the group of the unit"
    name = "standard error of " if table == _ERRORS else ""
    return UsedCell(
        cell=RecordedCell(
            id=cell_id(spec.id, column, unit, table),
            says=f"{name}{column} of {unit}: {said}",
            file=file,
            sha256=tables.hashes.get(file, ""),
            place=f"line {line}, column {column}" if line else "no row holds it",
        ),
        role=role,
        line=line,
        column=column,
    )
