"""Whether a gigabit reaches all households of a partner: by its own share, else by what it cannot pass."""

from __future__ import annotations

from decimal import Decimal

from accord.domain.broadband_call import BroadbandTarget
from accord.domain.broadband_facts import FactKind, PartnerFact, shipped_cell_id
from accord.domain.figure import InputRole
from accord.methods.broadband.fact_figures import NO, FactFigures, Part, answer_of
from accord.methods.broadband.naming import GAP_METHOD

__all__ = ["add_gigabit"]

_HUNDRED = 100


def add_gigabit(maker: FactFigures, target: BroadbandTarget) -> None:
    """Make the gap to a gigabit for all, the most that can be in reach of one, and whether all are.

    Who gets a gigabit also gets less. So at one time its share cannot pass the share in reach of a lower
    speed, nor, as a gigabit is counted at a fixed place, that of a fixed network at any speed. Where such a
    share is below the target, the answer is ``no``; at the target it says nothing, and the answer is never
    ``yes``. The figure of the fixed network must have been made before.

    Two other values are no bounds: fibre at a speed that is not said, since cable carries a gigabit, too; and
    4G, which is neither a lower speed of 5G nor the same network.

    Args:
        maker: Makes the figures of the partner.
        target: The target.
    """
    share, most = maker.latest(FactKind.GIGABIT), _most(maker, target)
    if share is not None and most is not None and most.year > share.year and most.value < share.value:
        share = None  # An older statement that cannot hold any more.
    aim: Part = (shipped_cell_id("targets", target.id), InputRole.TARGET)
    _add_gap(maker, target, share, aim)
    _add_most(maker, most, aim)
    used: list[Part] = [aim]
    kept, reason = None, _not_covered(maker)
    fixed = maker.made[maker.id("fixed")]
    if share is not None:
        used.append((maker.id("gigabit_gap"), InputRole.COUNTED))
        kept, reason = answer_of([share.value >= target.share * _HUNDRED]), _stated(share, target)
    elif most is not None:
        used.append((maker.id("gigabit_most"), InputRole.COUNTED))
        kept, reason = NO, maker.made[maker.id("gigabit_most")].reason
    elif fixed.value == NO:
        used.append((fixed.id, InputRole.COUNTED))
        kept = NO
        reason = f"A fixed network does not reach all households, so that a gigabit does not. {fixed.reason}"
    else:
        used.append((maker.id("gigabit_gap"), InputRole.COUNTED))
    label = f"Whether it is reached: {target.label}"
    maker.add("gigabit", label, kept, used, method=GAP_METHOD, reason=reason)


def _most(maker: FactFigures, target: BroadbandTarget) -> PartnerFact | None:
    """Return the lowest of the latest shares that a gigabit cannot pass; None if none is below the target."""
    found = [
        fact
        for fact in maker.facts
        if fact.kind is FactKind.FIXED_NETWORK
        or (
            fact.kind is FactKind.REACH_AT_SPEED
            and fact.speed_mbit is not None
            and fact.speed_mbit <= target.speed_mbit
        )
    ]
    lowest = min(found, key=lambda fact: (-fact.year, fact.value, fact.id), default=None)
    return lowest if lowest is not None and lowest.value < target.share * _HUNDRED else None


def _add_gap(maker: FactFigures, target: BroadbandTarget, share: PartnerFact | None, aim: Part) -> None:
    inputs: list[Part] = [aim]
    gap, reason = None, _not_covered(maker)
    if share is not None:
        inputs.append((share, InputRole.EVIDENCE))
        gap, reason = max(target.share * _HUNDRED - share.value, Decimal(0)), _stated(share, target)
    elif (fibre := maker.latest(FactKind.FIBRE)) is not None:
        inputs.append((fibre, InputRole.NOT_COUNTED))
    maker.add(
        "gigabit_gap", f"Missing to: {target.label}", gap, inputs,
        method=GAP_METHOD, reason=reason, unit="percentage points",
    )  # fmt: skip


def _add_most(maker: FactFigures, most: PartnerFact | None, aim: Part) -> None:
    inputs: list[Part] = [aim]
    value, reason = (
        None,
        "No share that was read, of a lower speed or of a fixed network, is below all households.",
    )
    if most is not None:
        inputs.append((most, InputRole.EVIDENCE))
        value = most.value
        speed = "at any speed" if most.speed_mbit is None else f"at {most.speed_mbit:,f} Mbit/s or more"
        reason = (
            f"At most {most.value:f} % can be in reach of a gigabit, since no more were in reach of a network"
            f" {speed} ({most.year}). {most.note}"
        ).strip()
    maker.add(
        "gigabit_most", "The most that can be in reach of a gigabit", value, inputs,
        method=GAP_METHOD, reason=reason, unit="percent",
    )  # fmt: skip


def _stated(share: PartnerFact, target: BroadbandTarget) -> str:
    return f"{share.value:f} % of {target.share * _HUNDRED:f} % in {share.year}. {share.note}".strip()


def _not_covered(maker: FactFigures) -> str:
    fibre = maker.latest(FactKind.FIBRE)
    more = ""
    if fibre is not None:
        more = f" Fibre was available to {fibre.value:f} % ({fibre.year}), at a speed that is not said."
    return f"No document that was read states the share of households with a gigabit.{more}"
