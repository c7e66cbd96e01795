"""How many years a gap takes to close at the present pace: a number, closed already, never, or cannot say.

The advantage is ln(value / benchmark) on ratio scales and the difference on interval scales, turned so that
nought is parity and below it the partner is behind. Its pace is the slope of
:func:`accord.methods.convergence.trends.linear_trend`; from the last gap g and the pace b follow -g / b
years. Years Y are in the interval if the advantage after Y years, g + b Y, is not distinguishable from
nought:

    (g + b Y)^2 <= t^2 (v + 2 c Y + s^2 Y^2)

with the standard error s of the pace, v the variance of the error of measurement of the last gap (nought if
none is stated) and c its covariance with the pace. This is the theorem of Fieller (Journal of the Royal
Statistical Society B 16, 1954): where the pace is not distinguishable from nought the interval has no end,
and the answer is ``cannot_say``, with the fewest years that remain possible.

Never: the whole interval of the pace is at or below nought: the gap grows, or stands still without any doubt.
A pace near nought within doubt is ``cannot_say``, not ``never``: where "standing still" would end is not set
here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import sqrt

from accord.methods.convergence.trends import LEAST_PERIODS, Trend, linear_trend

__all__ = ["Closing", "Outcome", "years_to_close"]


class Outcome(StrEnum):
    """What can be said of the time until a gap closes.

    ``cannot_say``: too few values, or a pace that doubt hides; ``not_assessable``: no number of values would
    help, since the indicator has no direction, no differences or no growth rate.
    """

    CLOSED = "closed"
    YEARS = "years"
    NEVER = "never"
    CANNOT_SAY = "cannot_say"
    NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """When a gap closes if the present pace goes on.

    Attributes:
        outcome: What can be said.
        point: Gap divided by pace, in years, whatever its doubt; None if the gap does not close at the
            estimated pace, or is closed. Only with the outcome ``years`` is it an estimate.
        lower: Fewest years that the pace allows within its doubt; None if closed, never, or unknown.
        upper: Most years; None if none can be named. With ``lower`` and without ``upper`` the interval runs
            from that many years to never.
        trend: The trend of the advantage; None with too few periods.
        pace_lower: Lower end of the interval of the pace, in a year; above nought closes the gap.
        pace_upper: Upper end.
        reason: The outcome in plain words.
    """

    outcome: Outcome
    point: float | None = None
    lower: float | None = None
    upper: float | None = None
    trend: Trend | None = None
    pace_lower: float | None = None
    pace_upper: float | None = None
    reason: str = ""

    @property
    def runs_to_never(self) -> bool:
        """Whether the interval has a first year and no last one."""
        return self.lower is not None and self.upper is None


def years_to_close(
    times: Sequence[float],
    advantages: Sequence[float],
    std_errors: Sequence[float | None] = (),
    *,
    level: float,
) -> Closing:
    """Say when a gap closes at the pace of the periods given.

    How, and what never means, stands at the head of this module. Nothing is forecast: "at the present pace"
    is an if.

    Args:
        times: Times in years, rising.
        advantages: The advantage at these times; the last one is "now".
        std_errors: Standard errors of measurement where they are stated.
        level: Share that intervals hold.
    """
    now = advantages[-1]
    trend = linear_trend(times, advantages, std_errors)
    if now >= 0:
        return Closing(outcome=Outcome.CLOSED, trend=trend, reason="The value is at or beyond the benchmark.")
    if trend is None:
        few = f"Periods that can be compared: {len(times)}; a pace needs {LEAST_PERIODS}."
        return Closing(outcome=Outcome.CANNOT_SAY, reason=few)
    margin = trend.margin(level)
    low, high = trend.slope - margin, trend.slope + margin
    open_gap = Closing(
        outcome=Outcome.NEVER,
        trend=trend,
        pace_lower=low,
        pace_upper=high,
        reason=f"The gap {'grows' if trend.slope < 0 else 'stands still'} at the present pace.",
    )
    if high <= 0:
        return open_gap
    first, last = _fieller(now, trend, std_errors[-1] or 0.0 if std_errors else 0.0, level)
    is_sure = low > 0
    return replace(
        open_gap,
        outcome=Outcome.YEARS if is_sure else Outcome.CANNOT_SAY,
        point=-now / trend.slope if trend.slope > 0 else None,
        lower=first,
        upper=last,
        reason="The gap closes at the present pace."
        if is_sure
        else "The pace is not distinguishable from standing still.",
    )


def _fieller(now: float, trend: Trend, std_error: float, level: float) -> tuple[float, float | None]:
    """Return the fewest years from now on, and the most where the pace is distinguishable from nought."""
    quantile, pace_error = trend.quantile_and_error(level)
    t2 = quantile**2
    square = trend.slope**2 - t2 * pace_error**2
    linear = now * trend.slope - t2 * trend.last_weight * std_error**2
    constant = now**2 - t2 * std_error**2
    root = sqrt(max(linear**2 - square * constant, 0.0))
    if square > 0:
        return max((-linear - root) / square, 0.0), (-linear + root) / square
    if constant <= 0:
        return 0.0, None
    # Stable form of the root above nought; also right where the square term is nought and linear is below it.
    return constant / (root - linear), None
