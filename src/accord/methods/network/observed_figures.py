"""Figures of the longest waits at crossings that were reported, by direction."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.network_change import Crossing, Network, ObservedWait, Way
from accord.methods.network.analysis import NETWORK_METHOD
from accord.methods.network.figure_rows import DECIMALS, Basis, network_figure_id, rounded

__all__ = ["longest_wait", "observed_figures"]

_REASON = "Waits are reported of bad days more often than of good ones: this is no distribution."


def longest_wait(crossing: Crossing, way: Way) -> ObservedWait | None:
    """Return the longest wait that was reported in a direction, the latest of equal ones; None if none was.

    Args:
        crossing: The crossing.
        way: The direction.
    """
    waits = [row for row in crossing.observed if row.way is way]
    return max(waits, key=lambda row: (row.minutes, row.date.last_day), default=None)


def observed_figures(network: Network, basis: Basis) -> Iterator[Figure]:
    """Yield the longest wait that was reported at each crossing and in each direction, where one was.

    Args:
        network: The network.
        basis: Figures on which others rest, for the ids of rows.
    """
    for crossing in network.crossings:
        for way in Way:
            wait = longest_wait(crossing, way)
            if wait is None:
                continue
            ends = _ends(crossing, network)
            begins, to = ends if way is Way.THERE else ends[::-1]
            yield Figure(
                id=network_figure_id(crossing.id, way, "longest_seen"),
                label=f"Longest wait that was reported: {crossing.label}, from {begins} to {to}",
                value=rounded(float(wait.minutes), "minutes"),
                unit="minutes",
                method=NETWORK_METHOD,
                inputs=(FigureInput(id=basis.row("crossings", crossing.id), role=InputRole.MEASURE),),
                parameters={
                    "date": str(wait.date),
                    "decimals": str(DECIMALS["minutes"]),
                    "source": wait.source,
                    "vehicles": wait.vehicles,
                },
                evidence=wait.evidence,
                last_evidence=wait.date,
                reason=_REASON,
                subject=crossing.id,
            )


def _ends(crossing: Crossing, network: Network) -> tuple[str, str]:
    section = next(row for row in network.sections if row.id == crossing.section)
    return section.begins, section.ends
