"""All figures on pace, gaps, convergence and ranks of the series of a declaration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from accord.domain.declaration import Declaration
from accord.domain.figure import Figure
from accord.domain.observation import Series
from accord.methods.convergence.gap_figures import gap_figures
from accord.methods.convergence.group import groups_of
from accord.methods.convergence.rank_figures import rank_figures
from accord.methods.convergence.settings import ConvergenceSettings
from accord.methods.convergence.spread_figures import spread_figures

__all__ = ["convergence_figures"]


def convergence_figures(
    series: Sequence[Series], declaration: Declaration, settings: ConvergenceSettings | None = None
) -> dict[str, Figure]:
    """Return the figures, by id, in the order of their ids.

    ``converge.benchmark.INDICATOR.SOURCE.BENCHMARK.PERIOD``,
    ``converge.gap.INDICATOR.SOURCE.PARTNER.BENCHMARK``, ``converge.years`` likewise,
    ``converge.sigma.INDICATOR.SOURCE`` and the same with a period, ``converge.beta.INDICATOR.SOURCE``,
    ``converge.rank.INDICATOR.SOURCE.PARTNER``, ``converge.order.INDICATOR.SOURCE``.

    A partner without a value has figures that say so; nothing is put in its place. Not done: indicators of
    which no partner has an observation have no figures, and a benchmark of which no member has one has none
    for that indicator.

    Args:
        series: Series of partners and of the members of benchmarks, one vintage and segment for each
            indicator and source, as ``latest_series`` gives them.
        declaration: The content.
        settings: What the methods are told; the defaults if None.

    Raises:
        ValueError: Series of different vintages or segments were mixed.
    """
    weights = _weights(series, {row.weights for row in declaration.benchmarks if row.weights})
    partners = [partner.id for partner in declaration.partners]
    found: dict[str, Figure] = {}
    for group in groups_of(series, partners, settings or ConvergenceSettings()):
        made = (
            *gap_figures(group, declaration.benchmarks, weights),
            *spread_figures(group),
            *rank_figures(group),
        )
        found |= {figure.id: figure for figure in made}
    return {name: found[name] for name in sorted(found)}


def _weights(series: Sequence[Series], wanted: set[str]) -> Mapping[str, Sequence[Series]]:
    """Return the series that give weights: of the source with most places, of equals the first by name."""
    sources: dict[str, dict[str, list[Series]]] = {}
    for one in series:
        if one.indicator.id in wanted and one.observations:
            sources.setdefault(one.indicator.id, {}).setdefault(one.source, []).append(one)
    return {
        name: min(by_source.items(), key=lambda item: (-len(item[1]), item[0]))[1]
        for name, by_source in sources.items()
    }
