"""What candidates that change a network bring together, computed from that network for every set of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from accord.domain.portfolio import JointBenefit
from accord.errors import InputDataError
from accord.sources.row_problems import nearest, row_problem
from accord.taking_in.network_files import network_in_declaration, network_in_files

if TYPE_CHECKING:
    from accord.domain.network_change import Network, ProjectEffect
    from accord.domain.portfolio import Portfolio
    from accord.domain.recorded_cell import RecordedCell
    from accord.methods.network.graph import Graph
    from accord.methods.network.times import Matrix
    from accord.methods.portfolio.set_parts import SetBenefits
    from accord.sources.portfolio.rows import NetworkLink

__all__ = ["JOINT", "NETWORK_UNIT", "Linked", "linked"]

NETWORK_UNIT = "minutes of a mean journey"
"""Unit of benefits that come of a network alone, without a value in money."""

JOINT = "network"
"""Id of the joint benefit that comes of a network."""

_CELL = "cell.network.effects"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A portfolio with what its network gives.

    Attributes:
        portfolio: The portfolio, with the joint benefit at the likely values of all guesses.
        members: Candidates that change the network.
        drawn: The same portfolio once for each draw of all guesses.
        files: Hash of each file of the network, by name.
        raw: Bytes of each of them, by name.
        notes: What a reader should know.
        benefits: What sets of members save, in the unit of benefits; None without a network.
        rows: Ids of the rows of effects of each member, by id.
        cells: Those of them that stand in files beside the call, by id.
    """

    portfolio: Portfolio
    members: tuple[str, ...] = ()
    drawn: tuple[Portfolio, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    raw: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    benefits: SetBenefits | None = None
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cells: Mapping[str, RecordedCell] = field(default_factory=dict)


def linked(portfolio: Portfolio, link: NetworkLink | None, folder: Path) -> Linked:
    """Return a portfolio with the joint benefits of its network.

    The value of a set is by how much the mean journey between two people of different places is shorter with
    all projects of the set than with none. Traffic does not react. With more than 15 candidates benefits are
    split or fitted, and the portfolio says how far that is from sets that were computed.

    Args:
        portfolio: The portfolio as read.
        link: What its call says of a network; None if nothing.
        folder: Folder of the call.

    Raises:
        InputDataError: The network has no effects of candidates, of more than 40 candidates, or no mean
            journey; or minutes have no value in a portfolio of money (ACC-859).
    """
    if link is None:
        return Linked(portfolio=portfolio)
    from accord.methods.network.attribution import NoWayError
    from accord.methods.network.graph import graph_of
    from accord.methods.portfolio.large_sets import with_set_benefits

    factor = _value_of_minute(portfolio, link)
    read = network_in_files(folder / link.data) if link.data else network_in_declaration(link.declaration)
    network, raw, notes = read
    graph = graph_of(network, day=link.day.last_day, modes=link.modes)
    effects = _effects(portfolio, link, network, graph)
    members = tuple(sorted({row.project for row in effects}))
    benefits = _benefits(graph, effects, link, factor)
    try:
        made = with_set_benefits(portfolio, _joint(link, members, effects), benefits)
    except NoWayError as error:
        raise _no_mean_journey(portfolio, link) from error
    files = {name: hashlib.sha256(content).hexdigest() for name, content in raw.items()}
    rows = {one: tuple(row.id for row in effects if row.project == one) for one in members}
    cells: dict[str, RecordedCell] = {}
    if link.data:
        from accord.sources.network.recorded import recorded_rows

        begins = f"cell.{portfolio.id.partition('~')[0]}.network.effects"
        names = [f"{_CELL}.{row}" for ids in rows.values() for row in ids]
        found = recorded_rows(network, files, names).values()
        cells = {one.id: one for one in (replace(cell, id=cell.id.replace(_CELL, begins)) for cell in found)}
        rows = {one: tuple(f"{begins}.{row}" for row in ids) for one, ids in rows.items()}
    return Linked(
        portfolio=made[0],
        members=members,
        drawn=tuple(made[1:]),
        files=files,
        raw=raw,
        notes=(*notes, *_counted_beside(portfolio, members)),
        benefits=benefits,
        rows=rows,
        cells=cells,
    )


def _joint(link: NetworkLink, members: tuple[str, ...], effects: Sequence[ProjectEffect]) -> JointBenefit:
    """Return the joint benefit without its values, evidenced as badly as the worst effect."""
    from accord.domain.evidence import Evidence, weakest

    return JointBenefit(
        id=JOINT,
        members=members,
        values=(),
        source=f"shorter mean journey on the network of {link.declaration or link.data}, for every set",
        evidence=weakest(row.evidence for row in effects) or Evidence.UNVERIFIED,
        origin=link.origin,
    )


def _counted_beside(portfolio: Portfolio, members: tuple[str, ...]) -> tuple[str, ...]:
    """Return a note on members that state a benefit of their own, if there are any."""
    double = sorted(one.id for one in portfolio.candidates if one.id in members and one.benefit is not None)
    if not double:
        return ()
    return (
        f"{', '.join(double)}: the stated benefit is counted beside the time that the network says is"
        " saved; no time may be in both",
    )


def _value_of_minute(portfolio: Portfolio, link: NetworkLink) -> float:
    """Return what a minute less of the mean journey is worth, in the unit of benefits."""
    from accord.cleaning.amount_units import money_unit

    worth = link.worth
    if worth is None and portfolio.benefit_unit == NETWORK_UNIT:
        return 1.0
    unit = money_unit(portfolio.benefit_unit)
    if worth is None or unit is None or portfolio.benefit_unit != portfolio.unit:
        raise _wrong(
            portfolio,
            "It is not said what a minute of the mean journey is worth in the unit of benefits.",
            portfolio.benefit_unit,
            f"`benefit_unit: {NETWORK_UNIT}` without `worth`, or benefits in the unit of money with `worth`",
            "State `worth`: journeys a year, value of a minute, factor of present value, their source.",
        )
    if worth.unit != unit.noun or worth.price_base != portfolio.price_base:
        raise _wrong(
            portfolio,
            "The value of a minute is in another currency, scale, or at other prices than the call.",
            f"{worth.unit}, prices of {worth.price_base}",
            f"{unit.noun}, prices of {portfolio.price_base}",
            "Convert the value of a minute; nothing is converted silently.",
        )
    return float(worth.journeys_a_year * worth.minute * worth.present_value_factor / unit.scale)


def _effects(portfolio: Portfolio, link: NetworkLink, network: Network, graph: Graph) -> list[ProjectEffect]:
    """Return the effects of candidates that change the graph, and refuse a link to nothing or to too many."""
    from accord.methods.portfolio.large_sets import MOST_MEMBERS

    targets = {arc.section for arc in graph.arcs if arc.section}
    targets |= {wait.crossing for arc in graph.arcs for wait in arc.crossings}
    known = {one.id for one in portfolio.candidates}
    wanted = set(link.candidates) or known
    found = [row for row in network.effects if row.target in targets and row.project in wanted & known]
    projects = sorted({row.project for row in found})
    missing = sorted(set(link.candidates) - set(projects))
    if missing or not 1 <= len(projects) <= MOST_MEMBERS:
        possible = sorted({row.project for row in network.effects if row.target in targets})
        raise _wrong(
            portfolio,
            "Candidates do not fit the network from which their benefits are to be computed.",
            f"nothing is known of {', '.join(missing)}" if missing else f"{len(projects)} of them change it",
            f"1 to {MOST_MEMBERS} candidates whose ids are projects of the network:"
            f" {', '.join(possible) or 'none'}",
            nearest(missing[0], possible)
            if missing
            else f"Name at most {MOST_MEMBERS} under `network.candidates`.",
        )
    return found


def _benefits(
    graph: Graph, effects: Sequence[ProjectEffect], link: NetworkLink, factor: float
) -> SetBenefits:
    """Return what sets of candidates save: first at the likely values of all guesses, then by draw."""
    import numpy as np

    from accord.methods.network.analysis import worth_in
    from accord.methods.network.attribution import NoWayError
    from accord.methods.network.report import Measured
    from accord.methods.network.scenarios import drawn_scenario, likely_scenario
    from accord.methods.network.subsets import worth_of_sets, worth_of_subsets
    from accord.methods.portfolio.set_parts import SetBenefits

    worth = worth_in(graph, Measured.MINUTES)
    likely = likely_scenario(graph, effects)
    drawn = None
    if link.draws:
        drawn = drawn_scenario(graph, effects, np.random.default_rng(link.seed), link.draws)

    def compute(sets: Sequence[int], has_draws: bool) -> Matrix:
        scenarios = [likely, drawn] if has_draws and drawn is not None else [likely]
        if len(sets) == 1 << len(likely.projects):
            values = np.concatenate([worth_of_subsets(one, worth) for one in scenarios], axis=1)
        else:
            values = np.concatenate([worth_of_sets(one, worth, [0, *sets]) for one in scenarios], axis=1)
        if not np.isfinite(values).all():
            raise NoWayError
        saved: Matrix = (values - values[0]) * factor
        return saved if len(saved) == len(sets) else saved[1:]

    return SetBenefits(compute=compute, draws=1 + link.draws)


def _no_mean_journey(portfolio: Portfolio, link: NetworkLink) -> InputDataError:
    return _wrong(
        portfolio,
        "Some people of the network cannot reach each other, so that there is no mean journey.",
        link.declaration or link.data,
        "a network in which each town can be reached from each other",
        "Run `accord network`: it names the places that cannot be reached.",
    )


def _wrong(portfolio: Portfolio, what: str, value: str, expected: str, fix: str) -> InputDataError:
    return InputDataError(
        row_problem(portfolio, "ACC-859", what, field="network", value=value, expected=expected, fix=fix)
    )
