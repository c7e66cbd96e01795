"""The figures that say how many years a partner needs to close its gap."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from accord.domain.figure import Figure, InputRole
from accord.methods.convergence.closing import Closing, Outcome, years_to_close
from accord.methods.convergence.comparison import Comparison, shown
from accord.methods.convergence.gaps import GapPoint
from accord.methods.convergence.group import inputs

__all__ = ["CLOSING_METHOD", "closing_figure", "closing_of"]

CLOSING_METHOD = "years_to_close 1.0"

_STEP = Decimal("0.1")


def closing_of(comparison: Comparison, points: Sequence[GapPoint]) -> Closing:
    """Return when the gap of a partner closes, or that this cannot be assessed.

    Args:
        comparison: What is compared.
        points: The gap in each period, at least one.
    """
    group = comparison.group
    if group.segment.direction is None:
        reason = "Not assessable: neither more nor less is better, so that no gap closes."
        return Closing(outcome=Outcome.NOT_ASSESSABLE, reason=reason)
    advantages = [point.advantage for point in points if point.advantage is not None]
    if len(advantages) < len(points):
        places = ", ".join(point.observation.period.text for point in points if point.advantage is None)
        reason = f"Not assessable: a growth rate needs values above zero, and one is not in {places}."
        return Closing(outcome=Outcome.NOT_ASSESSABLE, reason=reason)
    return years_to_close(
        [point.observation.period.middle for point in points],
        advantages,
        [point.std_error for point in points],
        level=group.settings.level,
    )


def closing_figure(
    comparison: Comparison, partner: str, points: Sequence[GapPoint], closing: Closing
) -> Figure:
    """Return the figure: years with an interval, or a word.

    Args:
        comparison: What is compared.
        partner: Id of the partner.
        points: The gap in each period; empty if it has none.
        closing: What can be said.
    """
    group, trend = comparison.group, closing.trend
    is_number = closing.outcome is Outcome.YEARS
    lower, upper = _tenths(closing.lower), _tenths(closing.upper)
    if points:
        periods = [comparison.benchmark_id(point.point.period.text) for point in points]
    else:
        is_absent = comparison.path.reason and closing.outcome is not Outcome.NOT_ASSESSABLE
        periods = [comparison.benchmark_id()] if is_absent else []
    return Figure(
        id=comparison.partner_id("years", partner),
        label=f"Years to close the gap at the present pace: {comparison.label(partner)}",
        value=_tenths(closing.point) if is_number else closing.outcome.value,
        unit="years" if is_number else "",
        method=CLOSING_METHOD,
        inputs=(
            *inputs(InputRole.OBSERVED, (point.observation.id for point in points)),
            *inputs(InputRole.TERM, periods),
            *comparison.definitions,
        ),
        parameters=comparison.parameters(
            level=str(group.level),
            pace=shown(trend.slope if trend else None),
            pace_lower=shown(closing.pace_lower),
            pace_upper=shown(closing.pace_upper),
            pace_error=shown(trend.quantile_and_error(group.settings.level)[1] if trend else None),
            pace_error_stated=shown(trend.stated_error if trend else None),
            correlation=shown(trend.correlation if trend else None),
            degrees=shown(trend.degrees if trend else None),
            point_years="" if is_number or closing.point is None else str(_tenths(closing.point)),
            latest="never" if closing.runs_to_never else "",
        ),
        reason=_reason(closing),
        subject=group.indicator.id,
        partner=partner,
        lower=lower,
        upper=upper,
        level=group.level if lower is not None else None,
        n=len(points) or None,
    )


def _reason(closing: Closing) -> str:
    if not closing.runs_to_never:
        return closing.reason
    return f"{closing.reason} What the data allow runs from {_tenths(closing.lower)} years to never."


def _tenths(years: float | None) -> Decimal | None:
    return None if years is None else Decimal(repr(years)).quantize(_STEP)
