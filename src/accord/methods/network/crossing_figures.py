"""Figures of waiting at crossings: its share of travel time, and each crossing in each direction."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.network_change import Network
from accord.methods.network.analysis import NETWORK_METHOD
from accord.methods.network.borders import CrossingUse
from accord.methods.network.figure_rows import (
    DECIMALS,
    LEVEL,
    Basis,
    inputs_of,
    network_figure_id,
    rounded,
)
from accord.methods.network.report import NetworkReport

__all__ = ["crossing_figures"]

_WHAT = {
    "journeys": ("percent", "Share of all journeys that pass"),
    "median": ("minutes", "Median minutes of waiting"),
    "mean": ("minutes", "Mean minutes of waiting"),
    "late": ("minutes", "Minutes of waiting that one journey in twenty exceeds"),
}


def _crossing_way(use: CrossingUse, network: Network) -> str:
    """Return the direction of a use of a crossing: ``there`` from where its section begins, or ``back``."""
    begins = next(row.begins for row in network.sections if row.id == use.section)
    return "there" if begins == use.begins else "back"


def crossing_figures(report: NetworkReport, network: Network, basis: Basis) -> Iterator[Figure]:
    """Yield the share of travel time at crossings, and use and waiting of each crossing in each direction.

    Args:
        report: The answer about the network, whose share is drawn before all projects.
        network: The network.
        basis: Figures on which these rest.
    """
    border = report.border
    if border is None:
        return
    draws = {"draws": str(border.draws), "seed": str(report.question.seed)}
    yield Figure(
        id=network_figure_id("border_share"),
        label="Share of all travel time that is spent at crossings",
        value=rounded(100 * border.mean, "percent"),
        unit="percent",
        method=NETWORK_METHOD,
        inputs=basis.inputs(with_effects=False),
        parameters={"decimals": str(DECIMALS["percent"]), **draws},
        evidence=basis.weakest(with_effects=False),
        subject="all",
        lower=rounded(100 * border.lower, "percent"),
        upper=rounded(100 * border.upper, "percent"),
        level=LEVEL,
    )
    for use in border.crossings:
        yield from _figures_of(use, network, basis, draws)


def _figures_of(use: CrossingUse, network: Network, basis: Basis, draws: dict[str, str]) -> Iterator[Figure]:
    crossing = next(row for row in network.crossings if row.id == use.crossing)
    way = _crossing_way(use, network)
    for what, (unit, label) in _WHAT.items():
        rows = inputs_of(
            (basis.row("crossings", crossing.id), basis.row("delays", use.profile)), InputRole.MEASURE
        )
        rests: tuple[FigureInput, ...] = basis.inputs(with_effects=False) if what == "journeys" else ()
        used = draws if what in {"median", "late"} else {}
        yield Figure(
            id=network_figure_id(use.crossing, way, what),
            label=f"{label}: {crossing.label}, from {use.begins} to {use.ends}",
            value=rounded(getattr(use, what) * (100 if unit == "percent" else 1), unit),
            unit=unit,
            method=NETWORK_METHOD,
            inputs=(*rows, *rests),
            parameters={"decimals": str(DECIMALS[unit]), **used},
            evidence=basis.weakest(with_effects=False) if rests else crossing.evidence,
            subject=use.crossing,
        )
