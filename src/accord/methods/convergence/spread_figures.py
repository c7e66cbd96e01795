"""The figures that say whether places come together: sigma and beta convergence."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.indicator import Scale
from accord.methods.convergence.beta import Beta, beta_convergence
from accord.methods.convergence.comparison import shown
from accord.methods.convergence.dispersion import Dispersion, dispersion, levels_of
from accord.methods.convergence.group import Group, decimal, inputs, left_out_parameters
from accord.methods.convergence.panels import Floats, Panel, balanced_panel

__all__ = ["BETA_METHOD", "ORDINAL_REASON", "SIGMA_METHOD", "spread_figures"]

SIGMA_METHOD = "sigma_convergence 1.0"
BETA_METHOD = "beta_convergence 1.0"

ORDINAL_REASON = "Not assessable: words in an order have no differences."
"""What is said of ordinal indicators."""

_NO_LOGARITHM = "Not assessable: a value is not above zero, so that its logarithm does not exist."


def spread_figures(group: Group) -> Iterator[Figure]:
    """Yield sigma and beta where at least two partners have observations.

    Sigma is that of the partners; beta is that of all places with observations, since six points carry no
    regression.

    Args:
        group: The series.
    """
    if len(group.of_partners) < 2:
        return
    yield from _sigma(group, balanced_panel(group.of_partners, least=group.settings.least_units))
    yield _beta(group, balanced_panel([one for one in group.series if one.observations]))


def _definition(group: Group) -> tuple[FigureInput, ...]:
    return inputs(InputRole.DEFINITION, (group.indicator.id,))


def _levels(group: Group, panel: Panel, *, least: int) -> tuple[Floats | None, str]:
    """Return the levels of a panel, or why there are none."""
    if group.indicator.scale is Scale.ORDINAL:
        return None, ORDINAL_REASON
    if len(panel.units) < least or len(panel.periods) < 2:
        n, periods = len(panel.units), len(panel.periods)
        return None, f"Needed are {least} units in the same 2 periods; there are {n} units in {periods}."
    levels = levels_of(panel, group.indicator.scale)
    return levels, "" if levels is not None else _NO_LOGARITHM


def _sigma(group: Group, panel: Panel) -> Iterator[Figure]:
    """Yield the spread in each period, then its change."""
    levels, reason = _levels(group, panel, least=group.settings.least_units)
    what = "ln" if group.indicator.scale is Scale.RATIO else "value"
    parameters = group.parameters(
        units=", ".join(panel.units), missing=", ".join(group.missing), of=what, **left_out_parameters(panel)
    )
    label = f"Standard deviation among partners: {group.indicator.label}"
    if levels is None:
        seen = [row.id for one in group.of_partners for row in one.observations]
        yield Figure(
            id=group.figure_id("sigma"),
            label=label,
            value=None,
            method=SIGMA_METHOD,
            inputs=(*inputs(InputRole.NOT_COUNTED, seen), *_definition(group)),
            parameters=parameters,
            reason=reason,
            subject=group.indicator.id,
        )
        return
    found = dispersion(levels, panel.times, level=group.settings.level)
    names = [group.figure_id("sigma", period.text) for period in panel.periods]
    for place, (name, sigma) in enumerate(zip(names, found.sigma, strict=True)):
        yield Figure(
            id=name,
            label=f"{label}, {panel.periods[place]}",
            value=decimal(sigma),
            unit="" if what == "ln" else group.indicator.unit,
            method=SIGMA_METHOD,
            inputs=(
                *inputs(InputRole.OBSERVED, (rows[place].id for rows in panel.rows)),
                *_definition(group),
            ),
            parameters=parameters | {"period": panel.periods[place].text},
            reason="Of the natural logarithm." if what == "ln" else "Of the value.",
            subject=group.indicator.id,
            n=len(panel.units),
        )
    yield _sigma_change(group, panel, found, parameters)


def _sigma_change(group: Group, panel: Panel, found: Dispersion, parameters: dict[str, str]) -> Figure:
    names = [group.figure_id("sigma", period.text) for period in panel.periods]
    trend = found.trend
    margin = trend.margin(group.settings.level) if trend else 0.0
    words = "The interval of the change is not known."
    if found.ratio is None:
        words = "All began at the same level, so that no ratio can be taken."
    if found.lower is not None and found.upper is not None:
        sure = found.upper < 1 or found.lower > 1
        closer = found.ratio is not None and found.ratio < 1
        words = (
            f"The partners have come {'closer together' if closer else 'further apart'}."
            if sure
            else "Not distinguishable from no change."
        )
    return Figure(
        id=group.figure_id("sigma"),
        label=f"Spread among partners, {panel.periods[-1]} divided by {panel.periods[0]}:"
        f" {group.indicator.label}",
        value=decimal(found.ratio),
        unit="ratio",
        method=SIGMA_METHOD,
        inputs=(
            *inputs(InputRole.NUMERATOR, names[-1:]),
            *inputs(InputRole.DENOMINATOR, names[:1]),
            *inputs(InputRole.TERM, names[1:-1]),
            *_definition(group),
        ),
        parameters=parameters
        | group.parameters(
            trend_percent=shown(100 * trend.slope if trend else None),
            trend_lower=shown(100 * (trend.slope - margin) if trend else None),
            trend_upper=shown(100 * (trend.slope + margin) if trend else None),
        ),
        reason=f"{words} Below 1 is closer together.",
        subject=group.indicator.id,
        lower=decimal(found.lower),
        upper=decimal(found.upper),
        level=group.level if found.lower is not None else None,
        n=len(panel.units),
    )


def _beta(group: Group, panel: Panel) -> Figure:
    levels, reason = _levels(group, panel, least=group.settings.least_units_beta)
    found: Beta | None = None
    used: list[str] = []
    if levels is not None:
        years = panel.times[-1] - panel.times[0]
        found = beta_convergence(levels[:, 0], levels[:, -1], years, level=group.settings.level)
        used = [row.id for rows in panel.rows for row in (rows[0], rows[-1])]
        reason = _beta_reason(found)
    seen = [one.observations[-1].id for one in group.series if one.observations]
    return Figure(
        id=group.figure_id("beta"),
        label=f"Yearly growth by initial level: {group.indicator.label}",
        value=decimal(100 * found.slope) if found else None,
        unit="percent a year",
        method=BETA_METHOD,
        inputs=(
            *inputs(InputRole.OBSERVED if used else InputRole.NOT_COUNTED, used or seen),
            *_definition(group),
        ),
        parameters=group.parameters(
            units=", ".join(panel.units),
            missing=", ".join(group.missing),
            years=shown(found.years if found else None),
            std_error_percent=shown(100 * found.std_error if found else None),
            speed_percent=shown(100 * found.speed if found and found.speed is not None else None),
            half_life_years=shown(found.half_life if found else None),
            **left_out_parameters(panel),
        ),
        reason=reason,
        subject=group.indicator.id,
        lower=decimal(100 * found.lower) if found else None,
        upper=decimal(100 * found.upper) if found else None,
        level=group.level if found else None,
        n=found.n if found else None,
    )


def _beta_reason(found: Beta | None) -> str:
    if found is None:
        return "All began at the same level."
    if not found.is_distinguishable:
        return "Not distinguishable from no link between initial level and growth."
    if found.slope > 0:
        return "Those who began higher grew faster."
    life = f" Half of a gap is closed in {found.half_life:.0f} years." if found.half_life else ""
    return f"Those who began lower grew faster.{life} This alone does not show that the spread shrinks."
