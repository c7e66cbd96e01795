"""The residual value: what is left of a project after the horizon, in its last year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_conventions import ResidualMethod
from accord.domain.appraisal_flows import FlowKind
from accord.methods.appraisal.line_building import Line
from accord.methods.appraisal.rate_schedule import Rate, RateSchedule

__all__ = ["residual_lines"]

_DIGITS = Decimal(1).scaleb(-12)


def residual_lines(spec: Appraisal, lines: Sequence[Line], rate: Rate) -> tuple[Line, ...]:
    """Return the lines of residual value that are computed; stated ones are among the lines already.

    Each follows the line from which it comes, so that a dearer investment leaves a greater residual value.

    Args:
        spec: The appraisal.
        lines: Lines of one analysis.
        rate: Declared rate of that analysis; used by ``remaining_flows`` only, and held when other rates are
            compared.
    """
    return tuple(_METHODS[spec.residual.method](spec, lines, rate))


def _none(spec: Appraisal, lines: Sequence[Line], rate: Rate) -> Iterator[Line]:
    yield from ()


def _straight_line(spec: Appraisal, lines: Sequence[Line], rate: Rate) -> Iterator[Line]:
    """Every amount loses an equal part a year: from the year after it was spent, or from the opening on."""
    opening = spec.residual.opening_year
    for line in lines:
        if line.kind not in {FlowKind.INVESTMENT, FlowKind.REPLACEMENT} or not line.life:
            continue
        left = Decimal(0)
        for year, amount in zip(spec.years, line.amounts, strict=True):
            used = spec.last_year - (max(year, opening - 1) if opening else year)
            years_left = min(max(line.life - used, 0), line.life)
            left += amount * years_left / line.life
        yield _line(spec, line, left, f"straight line over {line.life} years")


def _remaining_flows(spec: Appraisal, lines: Sequence[Line], rate: Rate) -> Iterator[Line]:
    years, step = spec.residual.years, 1 + spec.residual.growth
    annuity = _annuity(rate, spec.last_year, years, step)
    operating = set(FlowKind) - {FlowKind.INVESTMENT, FlowKind.REPLACEMENT, FlowKind.RESIDUAL}
    made = "{years} further years at {rate}"
    if spec.residual.growth:
        made += f", growing by {spec.residual.growth} a year"
    if isinstance(rate, RateSchedule) and rate.is_nominal:
        made += f", with inflation as in {rate.inflation[-1][0]}"
    for line in lines:
        if line.kind in operating:
            yield _line(spec, line, line.signed[-1] * annuity, made.format(years=years, rate=rate))


def _annuity(rate: Rate, last_year: int, years: int, step: Decimal) -> Decimal:
    """Return what a unit in each further year, growing by a step, is worth in the last year."""
    if not isinstance(rate, RateSchedule):
        return sum(((step / (1 + rate)) ** year for year in range(1, years + 1)), Decimal(0))
    worth, whole = Decimal(1), Decimal(0)
    for year in range(last_year + 1, last_year + years + 1):
        worth *= step / (1 + rate.in_year(year))
        whole += worth
    return whole


def _line(spec: Appraisal, line: Line, value: Decimal, made: str) -> Line:
    nothing = (Decimal(0),) * (len(line.amounts) - 1)
    return Line(
        id=f"residual.{line.id}",
        kind=FlowKind.RESIDUAL,
        amounts=(*nothing, value.quantize(_DIGITS)),
        source=line.source,
        made=f"residual value of {line.id}: {made}",
        follows=line.id,
        parameter=line.parameter,
        deflator=line.deflator,
        first_year=spec.last_year,
        origin=line.origin,
    )


_METHODS: Mapping[ResidualMethod, Callable[[Appraisal, Sequence[Line], Rate], Iterator[Line]]] = {
    ResidualMethod.NONE: _none,
    ResidualMethod.STATED: _none,
    ResidualMethod.STRAIGHT_LINE: _straight_line,
    ResidualMethod.REMAINING_FLOWS: _remaining_flows,
}
