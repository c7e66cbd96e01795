"""The first steps of a composite: division, screening of units, and what stands in for unknown values.

Reference: OECD and Joint Research Centre, Handbook on Constructing Composite Indicators (2008), steps 2 to 4.
Where the handbook leaves a choice, the step does what COINr 1.1 does, so that results can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from accord.domain.composite import Indicator
from accord.domain.composite_steps import Imputation, ImputationMethod, Screening, ScreeningMethod
from accord.methods.composite.table import CompositeInputs, Floats, Table, refusal

__all__ = ["ScreenedUnit", "denominated", "error_scale", "imputed", "screened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenedUnit:
    """How a unit fared in the screening.

    Attributes:
        unit: Code of the unit.
        known: Indicators with a value.
        zeros: Values that are zero.
        of: Indicators.
        is_included: Whether the unit stays.
        reason: Why, in words.
    """

    unit: str
    known: int
    zeros: int
    of: int
    is_included: bool
    reason: str


def denominated(inputs: CompositeInputs, indicators: Sequence[Indicator]) -> Table:
    """Divide the indicators that have a denominator; an unknown denominator leaves the value unknown.

    Raises:
        InputDataError: A denominator is zero or negative (ACC-610).
    """
    return inputs.data.having(inputs.data.values / error_scale(inputs, indicators))


def error_scale(inputs: CompositeInputs, indicators: Sequence[Indicator]) -> Floats:
    """Return by what each value, and so its standard error, is divided; 1 without a denominator.

    Raises:
        InputDataError: A denominator is zero or negative (ACC-610).
    """
    scale = np.ones_like(inputs.data.values)
    for column, indicator in enumerate(indicators):
        if not indicator.denominator or inputs.denominators is None:
            continue
        divisors = inputs.denominators.rows(inputs.data.units).column(indicator.denominator)
        if (divisors <= 0).any():
            unit = inputs.data.units[int(np.flatnonzero(divisors <= 0)[0])]
            raise refusal(
                "ACC-610",
                "A denominator is not above zero.",
                row=unit,
                field=indicator.denominator,
                value=str(divisors[inputs.data.units.index(unit)]),
                fix="Correct it, or leave the cell empty if the denominator is not known.",
            )
        scale[:, column] = divisors / float(indicator.factor)
    return scale


def screened(table: Table, settings: Screening) -> tuple[Table, tuple[ScreenedUnit, ...]]:
    """Keep the units with enough values.

    The share of values is compared with ``least_share``, the share of them that is not zero with
    ``least_not_zero``; ``include`` and ``exclude`` have the last word. Every unit is reported.

    Raises:
        InputDataError: No unit is left (ACC-611).
    """
    found = tuple(_screened(unit, table.values[place], settings) for place, unit in enumerate(table.units))
    kept = tuple(unit.unit for unit in found if unit.is_included)
    if not kept:
        raise refusal(
            "ACC-611",
            "The screening leaves no unit.",
            row="screening",
            field="least_share",
            value=str(settings.least_share),
            fix="Lower the least share, or complete the data.",
        )
    return table.rows(kept), found


def _screened(unit: str, values: Floats, settings: Screening) -> ScreenedUnit:
    of, known = len(values), int(np.isfinite(values).sum())
    zeros = int((values == 0).sum())
    looks_at = settings.method
    reasons = []
    # Shares are written as COINr does, so that one on the limit falls on the same side.
    if looks_at is not ScreeningMethod.NOT_ZERO and 1 - (of - known) / of < float(settings.least_share):
        reasons.append("too few values")
    not_zero = 1 - zeros / known if known else 1.0
    if looks_at is not ScreeningMethod.AVAILABILITY and not_zero < float(settings.least_not_zero):
        reasons.append("too many zeros")
    if looks_at is ScreeningMethod.NONE:
        reasons = []
    if unit in settings.include:
        reasons, words = [], "included by name"
    elif unit in settings.exclude:
        reasons, words = ["excluded by name"], ""
    else:
        words = "enough values" if looks_at is not ScreeningMethod.NONE else "not screened"
    return ScreenedUnit(
        unit=unit,
        known=known,
        zeros=zeros,
        of=of,
        is_included=not reasons,
        reason=", ".join(reasons) or words,
    )


def imputed(table: Table, settings: Imputation, groups: Sequence[str]) -> Table:
    """Fill unknown values by indicator; a value that no known one stands behind stays unknown.

    Args:
        table: Values.
        settings: The method.
        groups: Group of each unit; empty for a unit without one, which is then neither filled nor used.
    """
    if settings.method is ImputationMethod.NONE:
        return table
    by_group = settings.method in (ImputationMethod.GROUP_MEAN, ImputationMethod.GROUP_MEDIAN)
    is_median = settings.method in (ImputationMethod.MEDIAN, ImputationMethod.GROUP_MEDIAN)
    names = np.array(groups) if by_group else np.full(len(table.units), "all")
    values = table.values.copy()
    for column in values.T:
        for name in np.unique(names[names != ""]):
            members = names == name
            known = column[members & np.isfinite(column)]
            if len(known):
                stand_in = np.median(known) if is_median else known.mean()
                column[members & np.isnan(column)] = stand_in
    return table.having(values)
