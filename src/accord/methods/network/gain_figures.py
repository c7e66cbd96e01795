"""Figures of what projects add on a network: alone, as the last, by Shapley's value, and for each partner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from accord.domain.evidence import Evidence
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.network_change import Network
from accord.methods.network.analysis import NETWORK_METHOD
from accord.methods.network.figure_rows import (
    DECIMALS,
    LEVEL,
    Basis,
    effects_of,
    inputs_of,
    network_figure_id,
    rounded,
)
from accord.methods.network.reach import minutes_by_place
from accord.methods.network.reach_figures import NO_MEAN
from accord.methods.network.report import Measured, NetworkReport, Spread

__all__ = ["gain_figures", "partner_figures", "place_figures"]

_OUTSIDE = (
    "The value, with every guess at its likely value, lies outside the range, because most guesses reach"
    " further to one side than to the other: half of all draws lie below {median} {unit}. It stands here"
    " because only likely values add up."
)
_SMALL = "Not nothing, but under half of a thousandth of a minute."
_NOTHING = 1e-9
"""Minutes below which a difference of two sums is their last bits."""

_READINGS = {
    "alone": "as the only project",
    "last": "as the last of all projects",
    "shapley": "averaged over all orders of building",
}


def gain_figures(report: NetworkReport, network: Network, basis: Basis) -> Iterator[Figure]:
    """Yield what all projects add together, and each in three readings that stand side by side.

    Args:
        report: The answer about the network.
        network: The network.
        basis: Figures on which these rest.
    """
    found = report.attribution
    if found is None:
        return
    unit = "minutes" if report.measured is Measured.MINUTES else "people"
    what = "mean_minutes" if unit == "minutes" else "potential"
    word = "Minutes of a mean journey saved" if unit == "minutes" else "People reached more"
    ranges = {row.project: row for row in report.ranges}
    question = report.question
    draws = {"draws": str(question.draws), "seed": str(question.seed)} if ranges else {}
    sides = [network_figure_id("all", what, when) for when in ("before", "after")]
    if unit == "people":
        sides.reverse()
    yield _gain(
        network_figure_id("all", "gain"),
        f"{word} by all projects together",
        (found.after - found.before, unit),
        ranges[""].shapley if ranges else None,
        parameters=draws,
        inputs=(
            FigureInput(id=sides[0], role=InputRole.MINUEND),
            FigureInput(id=sides[1], role=InputRole.SUBTRAHEND),
        ),
        evidence=basis.weakest(with_effects=True),
        subject="all",
    )
    for at, project in enumerate(found.projects):
        own = effects_of(report, network, project)
        for reading, words in _READINGS.items():
            with_others = reading != "alone"
            error = found.error[at] if reading == "shapley" else 0.0
            yield _gain(
                network_figure_id(project, reading),
                f"{word} by {project} {words}",
                (getattr(found, reading)[at], unit),
                getattr(ranges[project], reading) if ranges else None,
                parameters={**draws, **({"standard_error": f"{error:.3g}"} if error else {})},
                inputs=(
                    *inputs_of((basis.row("effects", row.id) for row in own), InputRole.TERM),
                    *basis.inputs(with_effects=with_others),
                ),
                evidence=basis.weakest(with_effects=with_others, rows=(row.evidence for row in own)),
                subject=project,
            )


def partner_figures(report: NetworkReport, network: Network, basis: Basis) -> Iterator[Figure]:
    """Yield the minutes that a mean journey of the people of each partner gets shorter by each project alone.

    Args:
        report: The answer about the network.
        network: The network.
        basis: Figures on which these rest.
    """
    before = {part.partner: part.before for part in report.reach}
    for row in report.alone:
        reach = before[row.partner]
        if reach is None:
            continue
        is_known = reach.minutes is not None and row.minutes is not None
        own = effects_of(report, network, row.project)
        yield _gain(
            network_figure_id(row.project, row.partner, "minutes_saved"),
            f"Minutes of a mean journey saved by {row.project} as the only project, people of {row.partner}",
            ((reach.minutes or 0.0) - (row.minutes or 0.0) if is_known else float("nan"), "minutes"),
            None,
            inputs=(
                *inputs_of((basis.row("effects", effect.id) for effect in own), InputRole.TERM),
                FigureInput(
                    id=network_figure_id(row.partner, "mean_minutes", "before"), role=InputRole.MINUEND
                ),
            ),
            evidence=basis.weakest(with_effects=False, rows=(effect.evidence for effect in own)),
            subject=row.project,
            partner=row.partner,
        )


def place_figures(report: NetworkReport, network: Network, basis: Basis) -> Iterator[Figure]:
    """Yield the minutes of a mean journey that the people of each place save, by all projects and by each.

    Args:
        report: The answer about the network.
        network: The network.
        basis: Figures on which these rest.
    """
    if report.attribution is None:
        return
    people = report.graph.population
    before, after = (minutes_by_place(times, people) for times in (report.before, report.after))
    for at, place in enumerate(report.graph.places):
        if not people[at] > 0:
            continue
        sides = [network_figure_id(place.id, "mean_minutes", when) for when in ("before", "after")]
        minuend = FigureInput(id=sides[0], role=InputRole.MINUEND)
        yield _gain(
            network_figure_id(place.id, "minutes_saved"),
            f"Minutes of a mean journey saved by all projects together, people of {place.label}",
            (float(before[at] - after[at]), "minutes"),
            None,
            inputs=(minuend, FigureInput(id=sides[1], role=InputRole.SUBTRAHEND)),
            evidence=basis.weakest(with_effects=True, rows=(place.evidence,)),
            subject=place.id,
            partner=place.partner,
        )
        for project, alone in report.alone_by_place.items():
            own = effects_of(report, network, project)
            yield _gain(
                network_figure_id(project, place.id, "minutes_saved"),
                f"Minutes of a mean journey saved by {project} as the only project, people of {place.label}",
                (float(before[at] - alone[at]), "minutes"),
                None,
                inputs=(
                    *inputs_of((basis.row("effects", effect.id) for effect in own), InputRole.TERM),
                    minuend,
                ),
                evidence=basis.weakest(
                    with_effects=False, rows=(place.evidence, *(effect.evidence for effect in own))
                ),
                subject=project,
                partner=place.partner,
            )


def _gain(
    name: str,
    label: str,
    gain: tuple[float, str],
    spread: Spread | None,
    *,
    inputs: tuple[FigureInput, ...],
    evidence: Evidence | None,
    subject: str,
    partner: str = "",
    parameters: Mapping[str, str] | None = None,
) -> Figure:
    value, unit = rounded(*gain), gain[1]
    told = {"decimals": str(DECIMALS[unit]), **(parameters or {})}
    reason = NO_MEAN if value is None else ""
    if value == 0 and unit == "minutes" and abs(gain[0]) > _NOTHING:
        reason = _SMALL
    if spread is not None:
        median = rounded(spread.median, unit)
        told["median_of_draws"] = str(median)
        if spread.leaves_out(gain[0], decimals=DECIMALS[unit]):
            reason = _OUTSIDE.format(median=median, unit=unit)
    return Figure(
        id=name,
        label=label,
        value=value,
        unit="" if value is None else unit,
        method=NETWORK_METHOD,
        inputs=inputs,
        parameters=told,
        evidence=None if value is None else evidence,
        reason=reason,
        subject=subject,
        partner=partner,
        lower=None if spread is None else rounded(spread.lower, unit),
        upper=None if spread is None else rounded(spread.upper, unit),
        level=None if spread is None else LEVEL,
    )
