"""Sensitivity: how far a net present value moves with each line, and where it turns."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.domain.appraisal_flows import FlowKind
from accord.methods.appraisal.line_building import Line

__all__ = ["Sensitivity", "sensitivities", "variables"]

Floats = NDArray[np.float64]

_LEAST = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """How a net present value moves with one variable, all else unchanged.

    Attributes:
        variable: Name: a line, ``all KIND``, or ``parameter NAME``.
        lines: Lines that move with it, residual values among them.
        present_value: Present value of these lines, costs below zero.
        elasticity: Change of the net present value, in per cent of its size, for one per cent more of the
            variable; below zero if it falls. None if that value is zero.
        low: Net present value if the variable is less by the step.
        high: Net present value if it is more by the step.
        switching: Change of the variable, as a share, at which the net present value is zero; None if no
            change down to nothing or up to any size does it.
        reason: Why there is no switching value; empty if there is one.
        is_critical: Whether one per cent moves the net present value by more than one.
    """

    variable: str
    lines: tuple[str, ...]
    present_value: float
    elasticity: float | None
    low: float
    high: float
    switching: float | None
    reason: str
    is_critical: bool


def variables(lines: Sequence[Line]) -> Mapping[str, tuple[str, ...]]:
    """Return what can be varied: each line, all lines of a kind, all lines that a parameter values."""
    found: dict[str, list[str]] = {}
    followers: dict[str, list[str]] = {}
    for line in lines:
        if line.follows:
            followers.setdefault(line.follows, []).append(line.id)
    for line in lines:
        if line.follows:
            continue
        moving = [line.id, *followers.get(line.id, [])]
        for name in _names(line):
            found.setdefault(name, []).extend(moving)
    kinds = [line.kind for line in lines if not line.follows]
    alone = {f"all {kind.value}" for kind in FlowKind if kinds.count(kind) < 2}
    return {name: tuple(ids) for name, ids in found.items() if name not in alone}


def _names(line: Line) -> Iterator[str]:
    yield line.id
    yield f"all {line.kind.value}"
    if line.parameter:
        yield f"parameter {line.parameter}"


def sensitivities(lines: Sequence[Line], factors: Floats, step: float) -> tuple[Sensitivity, ...]:
    """Vary one variable after the other.

    The net present value is a straight line in each variable, so that the switching value is exact. A change
    of less than -100 % would turn a cost into a benefit and is called unreachable.

    Args:
        lines: Lines of one analysis.
        factors: Discount factors.
        step: Share by which variables are varied.

    Reference:
        Critical variables are those of which one per cent moves the net present value by more than one per
        cent: European Commission, Guide to cost-benefit analysis (2008 and 2014), as commonly cited; the text
        was not read.
    """
    worth = {line.id: float(np.asarray(line.signed, np.float64) @ factors) for line in lines}
    net = math.fsum(worth.values())
    found = [
        _one(name, ids, math.fsum(worth[name] for name in ids), net, step)
        for name, ids in variables(lines).items()
    ]
    return tuple(sorted(found, key=lambda each: (-abs(each.present_value), each.variable)))


def _one(name: str, ids: tuple[str, ...], value: float, net: float, step: float) -> Sensitivity:
    elasticity = value / abs(net) if abs(net) > _LEAST else None
    switching, reason = _switching(value, net)
    return Sensitivity(
        variable=name,
        lines=ids,
        present_value=value,
        elasticity=elasticity,
        low=net - step * value,
        high=net + step * value,
        switching=switching,
        reason=reason,
        is_critical=elasticity is not None and abs(elasticity) > 1,
    )


def _switching(value: float, net: float) -> tuple[float | None, str]:
    if abs(value) <= _LEAST:
        return None, "unreachable: its present value is zero"
    change = -net / value
    if change < -1:
        return None, "unreachable: not even without it does the net present value change sign"
    return change, ""
