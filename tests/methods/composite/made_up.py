"""A small composite that tests share: made-up units, two groups, gaps and one outlier."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from accord.domain.composite import CompositeSpec, Direction, Group, Indicator, TableSource
from accord.domain.composite_tree import Tree, tree_of
from accord.methods.composite.table import CompositeInputs, Table

Floats = NDArray[np.float64]
UNITS = tuple(f"U{n:02}" for n in range(12))


def indicator(code: str = "a", parent: str = "top", direction: int = 1) -> Indicator:
    return Indicator(
        code=code,
        parent=parent,
        direction=Direction(str(direction)),
        unit="points",
        target=Decimal(20 * direction),
        low=Decimal(-15),
        high=Decimal(15),
    )


def tree() -> Tree:
    return tree_of(
        [
            indicator("a", "left"),
            indicator("b", "left", -1),
            indicator("c", "right"),
            indicator("d", "right"),
        ],
        [
            Group(code="top"),
            Group(code="left", parent="top", weight=Decimal(2)),
            Group(code="right", parent="top"),
        ],
    )


def table(values: Floats, columns: tuple[str, ...] = ("a", "b", "c", "d")) -> Table:
    return Table(units=UNITS[: len(values)], columns=columns, values=np.array(values, np.float64))


def inputs(seed: int = 0) -> CompositeInputs:
    """Twelve units; one value in six is unknown, one indicator has an outlier."""
    random = np.random.default_rng(seed)
    values = random.normal(0, 5, (12, 4))
    values[3, 2] = 90.0
    values[random.random(values.shape) < 1 / 6] = np.nan
    data = table(values)
    return CompositeInputs(
        data=data,
        errors=data.having(np.full_like(values, 0.5)),
        groups={unit: "xy"[place % 2] for place, unit in enumerate(UNITS)},
    )


def spec(**steps: object) -> CompositeSpec:
    return CompositeSpec(id="made-up", title="Made up", data=TableSource(file="", unit=""), **steps)  # type: ignore[arg-type]  # any steps
