"""Tables of units by indicators, the inputs of a composite, and the problems that its methods report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from accord.domain.composite import ValueTable
from accord.errors import InputDataError, Problem

__all__ = ["CompositeInputs", "Floats", "Table", "refusal"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Values of units.

    Attributes:
        units: Codes of the units, one for each row.
        columns: Codes of the columns.
        values: Units by columns; nan is unknown and never zero.
    """

    units: tuple[str, ...]
    columns: tuple[str, ...]
    values: Floats

    @classmethod
    def of(cls, read: ValueTable) -> Table:
        """Return a table as read, unknown values as nan."""
        rows = [[np.nan if value is None else value for value in row] for row in read.rows]
        return cls(units=read.units, columns=read.columns, values=np.array(rows, np.float64))

    def having(self, values: Floats) -> Table:
        """Return a table with the same units and columns and other values."""
        return Table(units=self.units, columns=self.columns, values=values)

    def column(self, code: str) -> Floats:
        """Return the values of one column."""
        return self.values[:, self.columns.index(code)]

    def rows(self, units: tuple[str, ...]) -> Table:
        """Return the rows of some units, in their order."""
        places = {unit: place for place, unit in enumerate(self.units)}
        values = self.values[[places[unit] for unit in units]]
        return Table(units=units, columns=self.columns, values=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeInputs:
    """What a composite is computed from, as read.

    Attributes:
        data: Values of units by indicators, in the order of the tree.
        errors: Standard errors of the values; None where no table states them.
        denominators: Columns by which indicators are divided; None where none is.
        groups: Group of each unit, for imputation; a unit without one is left out of it.
    """

    data: Table
    errors: Table | None = None
    denominators: Table | None = None
    groups: Mapping[str, str] = field(default_factory=dict)


def refusal(problem_id: str, what: str, *, row: str, field: str, value: str = "", fix: str) -> InputDataError:
    """Return the error that a value of a table cannot be used by a step."""
    return InputDataError(Problem(id=problem_id, what=what, row=row, field=field, value=value, fix=fix))
