"""A composite as its files state it: the specification and its tables, checked against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from accord.domain.composite import CompositeSpec, Indicator, ValueTable
from accord.domain.composite_tree import Tree
from accord.errors import InputDataError, Problem
from accord.sources.composite_spec import checked_tree, parse_spec
from accord.sources.composite_structure import read_structure
from accord.sources.composite_tables import read_units, read_values
from accord.sources.rates.grid import TableFile, decode_table
from accord.sources.rates.refusals import Place, Refusals, cell_problem
from accord.sources.row_problems import nearest

__all__ = ["CompositeFiles", "read_composite"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeFiles:
    """What was read.

    Attributes:
        spec: The specification.
        tree: Its indicators and groups.
        data: Values of units by indicators.
        errors: Standard errors of the values; None if no table states them.
        denominators: Columns by which indicators are divided; None if there is none.
        groups: Group of each unit that has one.
        passed_over: Columns and rows that were not needed, in words.
        files: Names of the files read, with their SHA-256.
        raw: The bytes of these files, unchanged.
    """

    spec: CompositeSpec
    tree: Tree
    data: ValueTable
    errors: ValueTable | None
    denominators: ValueTable | None
    groups: dict[str, str]
    passed_over: tuple[str, ...]
    files: dict[str, str]
    raw: dict[str, bytes]


def read_composite(path: Path) -> CompositeFiles:
    """Read a specification and its tables, which stand beside it.

    Args:
        path: The YAML file.

    Raises:
        InputDataError: A file is missing, or anything in one is wrong; see the readers.
        OSError: A file cannot be opened.
    """
    folder = _Folder(path.parent)
    spec = parse_spec(decode_table(folder.file(path.name)), file=path.name)
    indicators, groups, passed_over, stated_in = spec.indicators, spec.groups, [], path.name
    if spec.structure:
        stated_in = spec.structure.file
        indicators, groups, alone = read_structure(folder.file(stated_in), spec.structure)
        passed_over += [f"{stated_in}: row {code} stands alone" for code in alone]
    tree = checked_tree(indicators, groups, spec, stated_in)
    codes = [leaf.code for leaf in tree.indicators]
    data, unused = read_values(folder.file(spec.data.file), spec.data, codes)
    passed_over += [f"{spec.data.file}: {what}" for what in unused]
    errors = read_values(folder.file(spec.errors.file), spec.errors, codes)[0] if spec.errors else None
    denominators, unit_groups = _units(spec, tree, folder)
    refusals = Refusals()
    for problem in _mismatches(spec, tree, data, errors, denominators):
        refusals.add(problem)
    refusals.finish()
    return CompositeFiles(
        spec=spec,
        tree=tree,
        data=data,
        errors=None if errors is None else _aligned(errors, data),
        denominators=denominators,
        groups=unit_groups,
        passed_over=tuple(passed_over),
        files=folder.read,
        raw=folder.raw,
    )


class _Folder:
    """Reads files beside the specification and remembers what they were."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.read: dict[str, str] = {}
        self.raw: dict[str, bytes] = {}

    def file(self, name: str) -> TableFile:
        path = self._folder / name
        if not path.is_file():
            raise InputDataError(
                Problem(
                    id="ACC-609",
                    what="A file that the specification names does not exist.",
                    file=name,
                    expected="a file in the folder of the specification",
                    fix="Correct the name; it is seen from the folder of the specification.",
                )
            )
        found = TableFile(name=name, content=path.read_bytes())
        self.read[name], self.raw[name] = found.sha256, found.content
        return found


def _units(spec: CompositeSpec, tree: Tree, folder: _Folder) -> tuple[ValueTable | None, dict[str, str]]:
    divisors = sorted({leaf.denominator for leaf in tree.indicators if leaf.denominator})
    if spec.units is None:
        if divisors:
            raise InputDataError(
                Problem(
                    id="ACC-608",
                    what="Denominators are named without a table of units.",
                    file=spec.structure.file if spec.structure else "",
                    value=", ".join(divisors),
                    fix="State `units` in the specification.",
                )
            )
        return None, {}
    return read_units(folder.file(spec.units.file), spec.units, divisors, spec.imputation.by)


def _aligned(errors: ValueTable, data: ValueTable) -> ValueTable:
    """Return errors with a row for each unit of the data; a unit without one has none that is known."""
    rows = dict(zip(errors.units, errors.rows, strict=True))
    nothing: tuple[float | None, ...] = (None,) * len(data.columns)
    return ValueTable(
        units=data.units,
        columns=data.columns,
        rows=tuple(rows.get(unit, nothing) for unit in data.units),
        lines=errors.lines,
    )


def _mismatches(
    spec: CompositeSpec,
    tree: Tree,
    data: ValueTable,
    errors: ValueTable | None,
    units: ValueTable | None,
) -> Iterator[Problem]:
    """Yield what does not fit between tables, and values that cannot be true."""
    known = set(data.units)
    if spec.units and units:
        for unit in sorted(known - set(units.units)):
            place = Place(spec.data.file, _line(data, unit), spec.data.unit, unit, unit)
            yield _no_unit(place, f"a unit that has a row in {spec.units.file}, too", units.units)
    for unit in (*spec.screening.include, *spec.screening.exclude):
        if unit not in known:
            yield _no_unit(Place("", 0, "screening", unit, unit), "a unit of the data", data.units)
    for code in sorted(set(spec.treatment.untreated) - {leaf.code for leaf in tree.indicators}):
        yield cell_problem(
            Place("", field="treatment.untreated", value=code),
            "ACC-609",
            "The specification has no indicator with this code.",
            expected="the code of an indicator",
            fix="Correct the code.",
        )
    for column, leaf in enumerate(tree.indicators):
        yield from _untrue(spec.data.file, leaf, data, column)
    if errors and spec.errors:
        for unit in sorted(set(errors.units) - known):
            place = Place(spec.errors.file, _line(errors, unit), spec.errors.unit, unit, unit)
            yield _no_unit(place, f"a unit that has a row in {spec.data.file}, too", data.units)
        yield from _negative(spec.errors.file, errors)


def _negative(file: str, errors: ValueTable) -> Iterator[Problem]:
    for unit, row in zip(errors.units, errors.rows, strict=True):
        for code, value in zip(errors.columns, row, strict=True):
            if value is not None and value < 0:
                yield cell_problem(
                    Place(file, errors.lines.get((unit, code), 0), code, f"{value:g}", unit),
                    "ACC-617",
                    "A standard error is below zero.",
                    expected="zero or more; empty if it is not known",
                    fix="Correct the standard error.",
                )


def _line(table: ValueTable, unit: str) -> int:
    """Return the first line on which a unit stands."""
    return min((line for (name, _), line in table.lines.items() if name == unit), default=0)


def _no_unit(place: Place, expected: str, others: Sequence[str]) -> Problem:
    near = nearest(place.value, sorted(others))
    return cell_problem(
        place,
        "ACC-609",
        "A unit stands in one table and not in the other.",
        expected=expected,
        fix=f"{near} Write the unit with the same code in all tables, or complete the other table.",
    )


def _untrue(file: str, leaf: Indicator, data: ValueTable, column: int) -> Iterator[Problem]:
    """Yield values outside what the indicator can be: a missing value stored as 0 is one of them."""
    for unit, row in zip(data.units, data.rows, strict=True):
        value = row[column]
        if value is None:
            continue
        below = leaf.least is not None and value < leaf.least
        if below or (leaf.most is not None and value > leaf.most):
            yield cell_problem(
                Place(file, data.lines.get((unit, leaf.code), 0), leaf.code, f"{value:g}", unit),
                "ACC-615",
                "The value cannot be true: it is outside the range of the indicator.",
                expected=f"from {leaf.least} to {leaf.most}",
                fix="Leave the cell empty if the value is not known (some tables store that as 0), or correct"
                " the value, the scale or the range.",
            )
