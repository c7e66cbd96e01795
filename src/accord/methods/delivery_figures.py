"""The figures that publish the chains: one for each step and partner, so that each can be traced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from accord.domain.claim import Qualifier
from accord.domain.declaration import Declaration
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.join import ChainStep, JoinedFlow
from accord.methods.delivery_chain import (
    NOT_SPLIT,
    ChainCell,
    DeliveryChain,
    chain_figure_id,
    delivery_chains,
)

__all__ = ["CHAIN_METHOD", "chain_figures", "projects_figure_id"]

CHAIN_METHOD = "delivery_chain 1.0"
"""Name and version as published with every figure of a chain."""


def projects_figure_id(commitment: str, step: ChainStep) -> str:
    """Return the id of the figure that counts the projects at a step of a chain."""
    return f"{commitment}.chain.{step.value}_projects"


def chain_figures(
    declaration: Declaration,
    figures: Mapping[str, Figure],
    flows: Sequence[JoinedFlow] = (),
    *,
    day: date,
) -> dict[str, Figure]:
    """Return the figures of all chains.

    The promise is a figure already and is not published a second time. A figure that is unknown says
    what is missing, and carries the gaps as inputs. Amounts that no source splits by partner have a
    figure of their own only where there are some.

    Args:
        declaration: The content as known on a day.
        figures: Topic and derived figures by id.
        flows: Published flows that the rules joined.
        day: That day; decides which name of a partner is shown.

    Returns:
        Figures by id, in the order of their ids.
    """
    names = {partner.id: partner.name_on(day) for partner in declaration.partners}
    found = [
        figure
        for chain in delivery_chains(declaration, figures, flows)
        for figure in _figures(chain, names)
        if figure.id not in figures
    ]
    return {figure.id: figure for figure in sorted(found, key=lambda figure: figure.id)}


def _figures(chain: DeliveryChain, names: Mapping[str, str]) -> Iterator[Figure]:
    for cell in chain.cells:
        if cell.step is ChainStep.PROMISED or not cell.figure:
            continue
        yield _amount(chain, cell, names)
        if not cell.partner and any(step.stage for step in chain.join.steps if step.step is cell.step):
            yield _projects(chain, cell)


def _amount(chain: DeliveryChain, cell: ChainCell, names: Mapping[str, str]) -> Figure:
    about = names.get(cell.partner, "not split by partner" if cell.partner == NOT_SPLIT else "")
    label = f"{chain.join.title}: {cell.step.value}"
    return Figure(
        id=cell.figure,
        label=f"{label}, {about}" if about else label,
        value=cell.amount,
        unit=cell.unit,
        method=CHAIN_METHOD,
        inputs=_inputs(chain, cell),
        qualifier=cell.qualifier,
        minimum=cell.minimum,
        maximum=cell.maximum,
        is_disputed=cell.is_disputed,
        evidence=cell.evidence if cell.amount is not None else None,
        last_evidence=cell.last_evidence if cell.amount is not None else None,
        reason=" ".join((*cell.missing, *cell.conflicts)),
        subject=chain.join.commitment,
        partner=cell.partner if cell.partner in names else "",
    )


def _inputs(chain: DeliveryChain, cell: ChainCell) -> tuple[FigureInput, ...]:
    """Return what a cell was made from; the package is made from its partners and what is not split."""
    inputs: Iterable[FigureInput] = cell.inputs
    if not cell.partner and cell.amount is not None:
        below = [row for row in chain.cells if row.step is cell.step and row.partner and row.figure]
        inputs = [
            FigureInput(
                id=row.figure, role=InputRole.TERM if row.amount is not None else InputRole.NOT_COUNTED
            )
            for row in below
        ]
    gaps = [FigureInput(id=gap, role=InputRole.GAP) for gap in cell.gaps]
    return (*inputs, *gaps, FigureInput(id=chain.join.id, role=InputRole.DEFINITION))


def _projects(chain: DeliveryChain, cell: ChainCell) -> Figure:
    """Return the number of projects at a step: a lower bound, since others may have got there unseen."""
    count = len(cell.projects)
    commitment = chain.join.commitment
    projects = [FigureInput(id=name, role=InputRole.COUNTED) for name in cell.projects]
    amount = FigureInput(id=chain_figure_id(commitment, cell.step), role=InputRole.EVIDENCE)
    return Figure(
        id=projects_figure_id(commitment, cell.step),
        label=f"{chain.join.title}: projects {cell.step.value}",
        value=Decimal(count) if count else None,
        unit="project" if count == 1 else "projects",
        method=CHAIN_METHOD,
        inputs=(*projects, amount, FigureInput(id=chain.join.id, role=InputRole.DEFINITION)),
        qualifier=Qualifier.AT_LEAST if count else Qualifier.EXACT,
        evidence=cell.evidence if count else None,
        last_evidence=cell.last_evidence if count else None,
        reason=" ".join(cell.missing),
        subject=commitment,
    )
