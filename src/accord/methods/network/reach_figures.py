"""Figures of who reaches whom, before and after the projects, for all places, partners and towns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accord.domain.evidence import Evidence
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.methods.network.analysis import NETWORK_METHOD
from accord.methods.network.figure_rows import DECIMALS, Basis, inputs_of, network_figure_id, rounded
from accord.methods.network.reach import Reach, reach_by_place
from accord.methods.network.report import NetworkReport

__all__ = ["NO_MEAN", "reach_figures"]

NO_MEAN = (
    "Some of these people cannot reach each other, or fewer than two places have people: there is no mean."
)
"""Why a mean time is unknown."""

_WHAT = {
    "mean_minutes": ("minutes", "Mean minutes to other people"),
    "potential": ("people", "People reached, fading by half each hour"),
    "within_hour": ("people", "People within an hour"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scope:
    """All places, those of a partner, or one place."""

    id: str
    label: str
    partner: str
    rows: tuple[tuple[str, Evidence], ...]


def reach_figures(report: NetworkReport, basis: Basis) -> Iterator[Figure]:
    """Yield who reaches whom before and after the projects: all places, each partner, each place with people.

    Args:
        report: The answer about the network.
        basis: Figures on which these rest.
    """
    places = [
        place
        for place, people in zip(report.graph.places, report.graph.population > 0, strict=True)
        if people
    ]
    whens = [("before", "before the projects", False)]
    if report.attribution is not None:
        whens.append(("after", "after the projects", True))
    for part in report.reach:
        own = [place for place in places if part.partner and place.partner == part.partner]
        scope = _Scope(
            id=part.partner or "all",
            label=part.partner or "all places",
            partner=part.partner,
            rows=tuple((basis.row("places", place.id), place.evidence) for place in own),
        )
        if part.before is not None:
            yield _people(scope, part.before, basis)
        for (when, words, with_effects), reach in zip(whens, (part.before, part.after), strict=False):
            if reach is not None:
                known = (reach.minutes, reach.potential, reach.within_hour)
                yield from _scope_figures(scope, (when, words, with_effects), known, basis)
    each = [reach_by_place(times, report.graph.population) for times in (report.before, report.after)]
    at_of = {place.id: at for at, place in enumerate(report.graph.places)}
    for place in places:
        scope = _Scope(
            id=place.id,
            label=place.label,
            partner=place.partner,
            rows=((basis.row("places", place.id), place.evidence),),
        )
        for stage, reached in zip(whens, each, strict=False):
            values = tuple(float(row[at_of[place.id]]) for row in reached)
            yield from _scope_figures(scope, stage, values, basis)


def _scope_figures(
    scope: _Scope, stage: tuple[str, str, bool], values: Iterable[float | None], basis: Basis
) -> Iterator[Figure]:
    when, words, with_effects = stage
    for (what, (unit, label)), value in zip(_WHAT.items(), values, strict=True):
        number = None if value is None else rounded(value, unit)
        yield Figure(
            id=network_figure_id(scope.id, what, when),
            label=f"{label} {words}: {scope.label}",
            value=number,
            unit="" if number is None else unit,
            method=NETWORK_METHOD,
            inputs=(
                *inputs_of((name for name, _level in scope.rows), InputRole.MEASURE),
                *basis.inputs(with_effects=with_effects),
            ),
            parameters={"decimals": str(DECIMALS[unit])},
            evidence=None
            if number is None
            else basis.weakest(with_effects=with_effects, rows=(level for _name, level in scope.rows)),
            reason=NO_MEAN if number is None else "",
            subject=scope.id,
            partner=scope.partner,
        )


def _people(scope: _Scope, reach: Reach, basis: Basis) -> Figure:
    places = network_figure_id("basis", "places")
    return Figure(
        id=network_figure_id(scope.id, "people"),
        label=f"People of the places of the network, where known: {scope.label}",
        value=rounded(reach.population, "people"),
        unit="people",
        method=NETWORK_METHOD,
        inputs=inputs_of((name for name, _level in scope.rows), InputRole.TERM)
        or (FigureInput(id=places, role=InputRole.TERM),),
        evidence=basis.weakest_of(places, (level for _name, level in scope.rows)),
        subject=scope.id,
        partner=scope.partner,
    )
