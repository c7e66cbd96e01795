"""Tables of a composite: values in wide or long form, and units with what they are divided by."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from accord.cleaning.territory_codes import strange_codes
from accord.domain.composite import TableForm, TableSource, UnitsSource, ValueTable
from accord.errors import Problem
from accord.sources.rates.grid import Grid, TableFile, decode_table, read_grid
from accord.sources.rates.refusals import Place, Refusals, cell_problem
from accord.sources.row_problems import nearest
from accord.sources.score_cells import (
    ROW_NAMES,
    clean_number,
    clean_year,
    missing_problem,
    number_problem,
    spelling_problems,
    strange_problem,
    twice_problem,
    year_problem,
)

__all__ = ["read_units", "read_values"]

_Cell = tuple[int, str, str, str]


def read_values(
    file: TableFile, source: TableSource, indicators: Sequence[str]
) -> tuple[ValueTable, tuple[str, ...]]:
    """Read values of units by indicators.

    Args:
        file: The CSV file.
        source: How it is written.
        indicators: Codes of the indicators.

    Returns:
        The values, columns in the order of the indicators, and in words what of the file is not needed.

    Raises:
        InputDataError: The file is no such table (ACC-340, ACC-341, ACC-347); a unit is no country among
            countries (ACC-601); a year is none (ACC-602); a number cannot be read (ACC-603); two values for
            one key (ACC-604); one place under two codes (ACC-605); a unit is missing (ACC-606); a code of an
            indicator is not known (ACC-609); no row is of the period, or several years stand in the table
            and none is chosen (ACC-690).
    """
    refusals = Refusals()
    if source.form is TableForm.WIDE:
        needed = (source.unit, *indicators)
    else:
        needed = (source.unit, source.indicator, source.value)
    needed = (*needed, source.year) if source.year else needed
    whole = read_grid(decode_table(file), file=file.name, columns=needed, row_names=ROW_NAMES)
    grid = _of_period(whole, source, refusals)
    cells = _wide(grid, source, indicators) if source.form is TableForm.WIDE else _long(grid, source)
    table = _gathered(cells, indicators, source, Place(file.name), refusals)
    refusals.finish()
    others = len(whole.rows) - len(grid.rows)
    passed_over = [f"column {name}" for name in whole.unlisted(needed)]
    return table, (*passed_over, *([f"{others} rows of other years"] if others else []))


def _of_period(grid: Grid, source: TableSource, refusals: Refusals) -> Grid:
    """Return the rows of the period; of a table without years all rows."""
    if not source.year:
        return grid
    column, unit = grid.header.index(source.year), grid.header.index(source.unit)
    place = Place(grid.file, field=source.year)
    years: dict[int, list[tuple[int, Sequence[str]]]] = {}
    for line, cells in grid.rows:
        year = clean_year(cells[column])
        if year is None:
            refusals.add(year_problem(place._replace(line=line, value=cells[column], row=cells[unit])))
        else:
            years.setdefault(year, []).append((line, cells))
    refusals.finish()
    stated = ", ".join(str(year) for year in sorted(years))
    chosen = source.period or (next(iter(years)) if len(years) == 1 else 0)
    if chosen not in years:
        refusals.add(
            cell_problem(
                place._replace(value=str(source.period) if source.period else stated),
                "ACC-690",
                "No row is of the period that the specification names."
                if source.period
                else "The table holds several years, and the specification names none.",
                expected=f"one of {stated}" if source.period else "`period: YEAR` beside `year` of the table",
                fix="State the year that is scored; values of several years make no one score.",
            )
        )
        refusals.finish()
    return Grid(file=grid.file, header=grid.header, rows=tuple(years[chosen]))


def _wide(grid: Grid, source: TableSource, indicators: Sequence[str]) -> Iterator[_Cell]:
    unit, columns = grid.header.index(source.unit), [grid.header.index(code) for code in indicators]
    for line, cells in grid.rows:
        for code, column in zip(indicators, columns, strict=True):
            yield line, cells[unit], code, cells[column]


def _long(grid: Grid, source: TableSource) -> Iterator[_Cell]:
    columns = [grid.header.index(name) for name in (source.unit, source.indicator, source.value)]
    for line, cells in grid.rows:
        unit, code, value = (cells[column] for column in columns)
        yield line, unit, code, value


def _gathered(
    cells: Iterator[_Cell], indicators: Sequence[str], source: TableSource, place: Place, refusals: Refusals
) -> ValueTable:
    known, absent = set(indicators), {"", *source.absent}
    values: dict[str, dict[str, float | None]] = {}
    lines: dict[tuple[str, str], int] = {}
    reported: set[int] = set()
    for line, unit, code, text in cells:
        here = place._replace(line=line, row=f"{unit} {code}".strip(), field=source.value or code, value=text)
        if not unit and line not in reported:
            refusals.add(missing_problem(here._replace(field=source.unit, value=""), "unit"))
            reported.add(line)
        if code not in known:
            refusals.add(_unknown_code(here._replace(field=source.indicator, value=code), known))
            continue
        if lines.setdefault((unit, code), line) != line:
            if line not in reported:
                refusals.add(twice_problem(here, lines[unit, code]))
            reported.add(line)
            continue
        number = clean_number(text)
        if number is None and text not in absent:
            refusals.add(number_problem(here))
        values.setdefault(unit, {})[code] = number
    for problem in spelling_problems(values, place._replace(field=source.unit)):
        refusals.add(problem)
    if not source.own_codes:
        _refuse_strange(lines, place._replace(field=source.unit), refusals)
    return ValueTable(
        units=tuple(values),
        columns=tuple(indicators),
        rows=tuple(tuple(row.get(code) for code in indicators) for row in values.values()),
        lines=lines,
    )


def _refuse_strange(lines: Mapping[tuple[str, str], int], place: Place, refusals: Refusals) -> None:
    """Refuse a unit that is no country in a table most of whose units are countries (ACC-601)."""
    first = {unit: line for (unit, _), line in reversed(list(lines.items()))}
    for unit in sorted(strange_codes(frozenset(first))):
        here = place._replace(line=first[unit], value=unit, row=unit)
        refusals.add(strange_problem(here, "state `own_codes: true` beside the file"))


def _unknown_code(place: Place, known: Collection[str]) -> Problem:
    return cell_problem(
        place,
        "ACC-609",
        "The specification has no indicator with this code.",
        expected=f"one of the {len(known)} indicators of the specification",
        fix=nearest(place.value, sorted(known)),
    )


def read_units(
    file: TableFile, source: UnitsSource, denominators: Sequence[str], group: str
) -> tuple[ValueTable, dict[str, str]]:
    """Read a table with one row for each unit.

    Args:
        file: The CSV file.
        source: How it is written.
        denominators: Columns of numbers that are needed.
        group: Column with the group of a unit; empty if none is needed.

    Returns:
        The denominators, and the group of each unit that has one.

    Raises:
        InputDataError: As ``read_values``.
    """
    needed = [source.unit, *denominators, *([group] if group else [])]
    grid = read_grid(decode_table(file), file=file.name, columns=needed, row_names=ROW_NAMES)
    wide, refusals = TableSource(file=source.file, unit=source.unit, absent=source.absent), Refusals()
    place = Place(file.name, field=group or source.unit)
    groups = _groups(grid, source, group or source.unit, place, refusals)
    table = _gathered(_wide(grid, wide, denominators), denominators, wide, place, refusals)
    unit = grid.header.index(source.unit)
    units = tuple(cells[unit] for _, cells in grid.rows)
    table = replace(
        table,
        units=table.units if denominators else units,
        rows=table.rows if denominators else ((),) * len(units),
        lines={**table.lines, **({(cells[unit], group): line for line, cells in grid.rows} if group else {})},
    )
    refusals.finish()
    return table, groups if group else {}


def _groups(grid: Grid, source: UnitsSource, group: str, place: Place, refusals: Refusals) -> dict[str, str]:
    unit, column, absent = grid.header.index(source.unit), grid.header.index(group), {"", *source.absent}
    lines: dict[str, int] = {}
    for line, cells in grid.rows:
        if lines.setdefault(cells[unit], line) != line:
            refusals.add(twice_problem(place._replace(line=line, row=cells[unit]), lines[cells[unit]]))
    return {cells[unit]: cells[column] for _, cells in grid.rows if cells[column] not in absent}
