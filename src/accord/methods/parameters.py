"""The constants that methods use, taken from content by name."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from accord.domain.definition import Parameter
from accord.errors import InputDataError, Problem

__all__ = ["PARAMETERS", "Parameters", "read_parameters"]

PARAMETERS: dict[str, tuple[str, str]] = {
    "trend_window_months": ("months", "how far back a trend looks"),
    "substantial_share": ("share", "mean known score above which a rating is substantial"),
    "known_share": ("share", "share of measures that must be known before `substantial` or `not_started`"),
    "partly_from": ("share", "share of the way from which a measure is partly met"),
    "partly_score": ("share", "score of a measure that is partly met"),
}
"""Names of the parameters that a declaration must state, with unit and meaning."""


class Parameters:
    """Parameters by name.

    Args:
        values: Value by name; every name of ``PARAMETERS``.
    """

    def __init__(self, values: dict[str, Decimal]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Decimal:
        return self._values[name]

    def shown(self, *names: str) -> dict[str, str]:
        """Return some parameters as text, for publication with a figure."""
        return {name: str(self._values[name]) for name in names}


def read_parameters(rows: Iterable[Parameter]) -> Parameters:
    """Check that content states every parameter, in the unit that the methods expect.

    Raises:
        InputDataError: One is missing, unknown, or in another unit (ACC-325).
    """
    given = {row.id: row for row in rows}
    problems = []
    for name, (unit, meaning) in PARAMETERS.items():
        row = given.get(name)
        if row is None or row.unit != unit:
            problems.append(
                Problem(
                    id="ACC-325",
                    what=f"The parameter `{name}` is missing or in another unit.",
                    file=row.origin.file if row else "",
                    line=row.origin.line if row else 0,
                    row=name,
                    field="unit" if row else "id",
                    value=row.unit if row else "",
                    expected=f"{name} in {unit}: {meaning}",
                    fix="State it under `parameters:` with the reason for its value.",
                )
            )
    if problems:
        raise InputDataError(*problems)
    return Parameters({name: given[name].value for name in PARAMETERS})
