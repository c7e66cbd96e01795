"""A composite computed whole: the chain, its replications, and the sensitivity of its ranks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.domain.composite import CompositeSpec, ValueTable
from accord.domain.composite_tree import Tree
from accord.methods.composite.chain import Chain, run_chain
from accord.methods.composite.table import CompositeInputs, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accord.methods.composite.sensitivity import Indices
    from accord.methods.composite.uncertainty import Spread

__all__ = ["CompositeRun", "inputs_of", "run_composite"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeRun:
    """What came of a specification.

    Attributes:
        inputs: What it was computed from.
        chain: Every step.
        spread: What the replications say; None if the specification states no ``uncertainty``.
        indices: Sensitivity of ranks; None if not asked for.
    """

    inputs: CompositeInputs
    chain: Chain
    spread: Spread | None
    indices: Indices | None


def inputs_of(
    data: ValueTable,
    errors: ValueTable | None,
    denominators: ValueTable | None,
    groups: Mapping[str, str],
) -> CompositeInputs:
    """Return tables as read as what the chain works on."""
    return CompositeInputs(
        data=Table.of(data),
        errors=Table.of(errors) if errors else None,
        denominators=Table.of(denominators) if denominators else None,
        groups=groups,
    )


def run_composite(
    spec: CompositeSpec, tree: Tree, inputs: CompositeInputs, *, with_sensitivity: bool = True
) -> CompositeRun:
    """Run the chain once, and as often as the specification asks.

    The compiled loops are loaded only if something is replicated.

    Args:
        spec: The specification.
        tree: Its indicators and groups.
        inputs: Its tables.
        with_sensitivity: Whether to compute sensitivity indices that the specification asks for.

    Raises:
        InputDataError: A step cannot use a value (ACC-610 to ACC-614, ACC-618).
    """
    chain = run_chain(spec, tree, inputs)
    if spec.uncertainty is None:
        return CompositeRun(inputs=inputs, chain=chain, spread=None, indices=None)
    from accord.methods.composite.plan import make_plan
    from accord.methods.composite.uncertainty import score_and_rank_spread

    plan = make_plan(spec, chain, inputs)
    spread, indices = score_and_rank_spread(spec, chain, plan), None
    if with_sensitivity and spec.sensitivity is not None and spread.things:
        from accord.methods.composite.sensitivity import rank_sensitivity

        indices = rank_sensitivity(spec, chain, plan)
    return CompositeRun(inputs=inputs, chain=chain, spread=spread, indices=indices)
