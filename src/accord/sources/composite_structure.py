"""A table of the indicators and groups of a composite, one row each."""

from __future__ import annotations

from decimal import Decimal

from accord.domain.composite import Direction, Group, Indicator, StructureSource
from accord.sources.rates.grid import Grid, TableFile, decode_table, read_grid
from accord.sources.rates.refusals import Place, Refusals, cell_problem
from accord.sources.score_cells import ROW_NAMES, clean_number, missing_problem, number_problem

__all__ = ["read_structure"]

_COLUMNS = ("code", "parent", "direction", "unit", "weight", "denominator")


def read_structure(
    file: TableFile, source: StructureSource
) -> tuple[tuple[Indicator, ...], tuple[Group, ...], tuple[str, ...]]:
    """Read indicators and groups: a row that others name as their parent is a group.

    Args:
        file: The CSV file.
        source: Its columns.

    Returns:
        Indicators, groups, and the codes of rows that stand alone: they have no parent and are none. Such
        rows (names of countries, denominators) are no part of a composite.

    Raises:
        InputDataError: The file is no such table (ACC-340, ACC-341, ACC-347), a weight is no number
            (ACC-603), a code is missing (ACC-606), a direction is neither 1 nor -1 (ACC-607).
    """
    named = [column for name in _COLUMNS if (column := getattr(source, name))]
    grid = read_grid(decode_table(file), file=file.name, columns=named, row_names=ROW_NAMES)
    refusals = Refusals()
    rows = [_Row(grid, source, line, cells) for line, cells in grid.rows]
    parents = {row.cell("parent") for row in rows} - {""}
    indicators, groups, alone = [], [], []
    for row in rows:
        code = row.cell("code")
        if not code:
            refusals.add(missing_problem(row.place("code"), "code"))
        elif code in parents:
            groups.append(Group(code=code, parent=row.cell("parent"), weight=row.weight(refusals)))
        elif row.cell("parent"):
            indicators.append(row.indicator(refusals))
        else:
            alone.append(code)
    refusals.finish()
    return tuple(indicators), tuple(groups), tuple(alone)


class _Row:
    def __init__(self, grid: Grid, source: StructureSource, line: int, cells: object) -> None:
        self._file, self._line, self._source = grid.file, line, source
        self._cells = dict(zip(grid.header, cells if isinstance(cells, list) else [], strict=True))

    def cell(self, name: str) -> str:
        text = self._cells.get(getattr(self._source, name), "")
        return "" if text in self._source.absent else text

    def place(self, name: str) -> Place:
        column = getattr(self._source, name)
        return Place(self._file, self._line, column, self._cells.get(column, ""), self.cell("code"))

    def weight(self, refusals: Refusals) -> Decimal:
        text = self.cell("weight")
        is_top = not self.cell("parent")
        if not self._source.weight or (is_top and not text):
            return Decimal(1)
        if clean_number(text) is None:
            refusals.add(number_problem(self.place("weight")))
            return Decimal(1)
        return Decimal(text)

    def indicator(self, refusals: Refusals) -> Indicator:
        sign = clean_number(self.cell("direction"))
        if sign not in (1, -1):
            refusals.add(
                cell_problem(
                    self.place("direction"),
                    "ACC-607",
                    "It is not said whether more is better.",
                    expected="1 if more is better, -1 if less is better",
                    fix="State the direction of this vintage of the indicator; it has no default.",
                )
            )
        return Indicator(
            code=self.cell("code"),
            parent=self.cell("parent"),
            direction=Direction.DOWN if sign == -1 else Direction.UP,
            unit=self.cell("unit"),
            weight=self.weight(refusals),
            denominator=self.cell("denominator"),
        )
