"""A table of units by periods without a hole, so that the same units are compared throughout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.domain.observation import Observation, Series
from accord.domain.observed_period import ObservedPeriod
from accord.methods.convergence.settings import ConvergenceSettings

__all__ = ["Floats", "Panel", "balanced_panel", "in_window"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Observations of the same units in the same periods.

    Attributes:
        units: Codes of the units, in the order of their codes.
        periods: The periods, in their order.
        rows: The observations, one tuple for each unit, one entry for each period.
        units_left_out: Units that lack periods, with the number of periods of the window that they have.
        periods_left_out: Periods that lack units, with the number of units that have them.
    """

    units: tuple[str, ...]
    periods: tuple[ObservedPeriod, ...]
    rows: tuple[tuple[Observation, ...], ...]
    units_left_out: Mapping[str, int]
    periods_left_out: Mapping[str, int]

    @property
    def times(self) -> tuple[float, ...]:
        """Middles of the periods, in years."""
        return tuple(period.middle for period in self.periods)

    @property
    def values(self) -> Floats:
        """The values, units by periods."""
        numbers = [[float(row.value or 0) for row in rows] for rows in self.rows]
        return np.array(numbers, np.float64).reshape(len(self.units), len(self.periods))

    @property
    def std_errors(self) -> Floats:
        """Standard errors, units by periods; nan where none is stated."""
        numbers = [
            [float("nan") if row.std_error is None else float(row.std_error) for row in rows]
            for rows in self.rows
        ]
        return np.array(numbers, np.float64).reshape(len(self.units), len(self.periods))


def in_window(series: Iterable[Series], settings: ConvergenceSettings) -> tuple[Series, ...]:
    """Return series with those observations only that lie in the window.

    The window ends with the last period that any of the series has, unless the settings say otherwise, so
    that it is one window for all.

    Args:
        series: Series that are compared with each other.
        settings: The window.
    """
    given = tuple(series)
    ends = [row.period.ends for one in given for row in one.observations]
    if not ends:
        return given
    last = ObservedPeriod(settings.last).ends if settings.last else max(ends)
    first = ObservedPeriod(settings.first).begins if settings.first else last - settings.window_years
    return tuple(
        Series(
            partner=one.partner,
            indicator=one.indicator,
            segment=one.segment,
            source=one.source,
            vintage=one.vintage,
            observations=tuple(
                row
                for row in one.observations
                if row.period.begins >= first - 1e-9 and row.period.ends <= last + 1e-9
            ),
            absent=one.absent,
        )
        for one in given
    )


def balanced_panel(series: Sequence[Series], *, least: int = 0) -> Panel:
    """Return the observations of those units that have a value in each of those periods that remain.

    Starting with all units and all periods, whatever lacks the largest share leaves first, a unit or a
    period, until nobody lacks anything. So one member that never reported does not cost all periods, and a
    last year for which most have not reported yet does not cost most members. At ``least`` units only
    periods leave, so that the units that are needed stay where some period has them. Nothing is filled in;
    who left is named. Of equals the period leaves before the unit, the earlier before the later period, and
    units in the order of their codes: the order in which series are given does not matter.

    Args:
        series: Series of one indicator, source, vintage and segment; none twice for a unit.
        least: Number of units below which no unit is left out.
    """
    found = {
        one.partner: {row.period.text: row for row in one.observations}
        for one in sorted(series, key=lambda one: one.partner)
        if one.observations
    }
    known = {row.period.text: row.period for one in series for row in one.observations}
    units = list(found)
    periods = sorted(known, key=lambda text: (known[text].begins, known[text].ends))
    has = np.array([[text in found[unit] for text in periods] for unit in units], np.bool_)
    has = has.reshape(len(units), len(periods))
    units_in, periods_in = _without_holes(has, least)
    return Panel(
        units=tuple(units[u] for u in units_in),
        periods=tuple(known[periods[p]] for p in periods_in),
        rows=tuple(tuple(found[units[u]][periods[p]] for p in periods_in) for u in units_in),
        units_left_out={unit: int(has[u].sum()) for u, unit in enumerate(units) if u not in units_in},
        periods_left_out={
            text: int(has[:, p].sum()) for p, text in enumerate(periods) if p not in periods_in
        },
    )


def _without_holes(has: NDArray[np.bool_], least: int) -> tuple[list[int], list[int]]:
    """Return the places of the units and of the periods that remain."""
    units, periods = list(range(has.shape[0])), list(range(has.shape[1]))
    while units and periods:
        lacking = ~has[np.ix_(units, periods)]
        if not lacking.any():
            break
        by_unit, by_period = lacking.mean(1), lacking.mean(0)
        if by_period.max() >= by_unit.max() or len(units) <= least:
            periods.pop(int(by_period.argmax()))
        else:
            units.pop(int(by_unit.argmax()))
    return units, periods
