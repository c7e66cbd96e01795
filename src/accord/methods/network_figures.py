"""The figures of a network: who reaches whom before and after its projects, and what each project adds."""

from __future__ import annotations

from datetime import date

from accord.domain.declaration import Declaration
from accord.domain.declared_network import declared_network
from accord.domain.figure import Figure
from accord.domain.network_change import Network
from accord.methods.network.analysis import analyse_network
from accord.methods.network.crossing_figures import crossing_figures
from accord.methods.network.figure_rows import basis_of
from accord.methods.network.gain_figures import gain_figures, partner_figures, place_figures
from accord.methods.network.length_figures import length_figures
from accord.methods.network.observed_figures import observed_figures
from accord.methods.network.reach_figures import reach_figures
from accord.methods.network.report import NetworkReport, Question

__all__ = ["network_figures", "report_figures"]


def network_figures(declaration: Declaration, *, day: date) -> dict[str, Figure]:
    """Return the figures of the network of a declaration; none if it has no sections.

    Args:
        declaration: The content as known on a day.
        day: That day; sections in use on it count.

    Returns:
        Figures by id, in the order of their ids.
    """
    network = declared_network(declaration)
    if not network.sections:
        return {}
    return report_figures(analyse_network(network, Question(day=day)), network)


def report_figures(report: NetworkReport, network: Network, *, is_file: bool = False) -> dict[str, Figure]:
    """Return what an answer about a network says, as figures, with the rows on which each rests.

    All is computed with all digits and rounded at the end, so that a gain may differ by one in its last digit
    from the difference of two figures.

    Args:
        report: The answer.
        network: The network that was asked about.
        is_file: Whether it was read from files, not from the content: then inputs are recorded cells.

    Returns:
        Figures by id, in the order of their ids.
    """
    basis = basis_of(report, network, is_file=is_file)
    found = [*basis.figures, *reach_figures(report, basis)]
    found += gain_figures(report, network, basis)
    found += partner_figures(report, network, basis)
    found += place_figures(report, network, basis)
    found += crossing_figures(report, network, basis)
    found += observed_figures(network, basis)
    found += length_figures(report, network, basis)
    return {figure.id: figure for figure in sorted(found, key=lambda figure: figure.id)}
