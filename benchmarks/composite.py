"""Measures the replications of a composite score beside the budgets that were set for them.

    OMP_NUM_THREADS=1 taskset -c 0 python -m benchmarks.composite

Two figures. The first: 10,000 replications of 50 indicators by 40 units in two levels, on one core, each
with new errors of measurement, min-max or z-score, new weights, arithmetic or geometric means, then ranks
and their quantiles; all values are known and there is no treatment. The second: 51 units by 49 indicators in
four levels with imputation by group and winsorisation, both done anew in every replication because errors
of measurement change all values. COINr 1.1.14 took 0.10 s for each of its replications of that size on this
class of machine. It repeats the same steps, and division and screening too, which ours leave out: errors
are divided as values are, and the units stay. Data are made up.
"""

from __future__ import annotations

import os
import platform
import time
from dataclasses import replace
from decimal import Decimal

import numpy as np

from accord.domain.composite import CompositeSpec, Direction, Group, Indicator, TableSource
from accord.domain.composite_steps import (
    Aggregation,
    Imputation,
    ImputationMethod,
    Mean,
    Normalisation,
    NormalisationMethod,
    Transform,
    Treatment,
    Uncertainty,
)
from accord.domain.composite_tree import Tree, tree_of
from accord.methods.composite.chain import run_chain
from accord.methods.composite.plan import make_plan
from accord.methods.composite.table import CompositeInputs, Table
from accord.methods.composite.uncertainty import score_and_rank_spread

_RUNS = 5
_COINR_SECONDS = 0.10
_MINMAX = Normalisation(method=NormalisationMethod.MINMAX, lower=Decimal(1))
_ZSCORE = Normalisation(method=NormalisationMethod.ZSCORE, mean=Decimal(50), deviation=Decimal(10))


def main() -> None:
    """Measure and print both figures."""
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    seconds, what = _seconds(10_000, *_made_up(units=40, indicators=50, with_steps=False))
    print(f"10,000 x 50 x 40: {seconds:.3f} s (budget 1); {what}")
    seconds, what = _seconds(2_000, *_made_up(units=51, indicators=49, with_steps=True))
    each = seconds / 2_000
    times = f"{_COINR_SECONDS / each:,.0f} times COINr's 0.10 s (budget 50)"
    print(f"51 x 49, imputed and treated anew: {each * 1e6:.0f} us a replication, {times}; {what}")


def _seconds(
    replications: int, spec: CompositeSpec, tree: Tree, inputs: CompositeInputs
) -> tuple[float, str]:
    """Return the median time of the replications, compiled before, and what they had to do."""
    varied = Uncertainty(
        replications=replications,
        measurement=True,
        weights=Decimal("0.25"),
        normalisation=(_MINMAX, _ZSCORE),
        aggregation=(Mean.ARITHMETIC, Mean.GEOMETRIC),
    )
    spec = replace(spec, uncertainty=varied)
    chain = run_chain(spec, tree, inputs)
    plan = make_plan(spec, chain, inputs)
    spread = score_and_rank_spread(spec, chain, plan)
    times = []
    for _run in range(_RUNS):
        start = time.perf_counter()
        score_and_rank_spread(spec, chain, plan)
        times.append(time.perf_counter() - start)
    flags = [flag.flag for flag in chain.flags]
    treated = sum(each.done is not Transform.NONE for each in chain.treatment)
    what = f"{flags.count('imputed')} cells imputed, {treated} indicators treated"
    return float(np.median(times)), f"{what}, {sum(spread.failed.values())} failed"


def _made_up(*, units: int, indicators: int, with_steps: bool) -> tuple[CompositeSpec, Tree, CompositeInputs]:
    spec = CompositeSpec(
        id="made-up",
        title="Made up",
        data=TableSource(file="", unit=""),
        imputation=Imputation(method=ImputationMethod.GROUP_MEAN if with_steps else ImputationMethod.NONE),
        treatment=Treatment(
            first=Transform.WINSORISE if with_steps else Transform.NONE,
            second=Transform.LOG if with_steps else Transform.NONE,
        ),
        normalisation=_MINMAX,
        aggregation=Aggregation(methods=(Mean.ARITHMETIC,), floor=Decimal("0.01")),
    )
    groups, parents = (8, ["left", "right"]) if with_steps else (5, ["top", "top"])
    leaves = [
        Indicator(code=f"i{n}", parent=f"g{n % groups}", direction=Direction.UP, unit="points")
        for n in range(indicators)
    ]
    inner = [Group(code=f"g{n}", parent=parents[n % 2]) for n in range(groups)]
    above = [Group(code=name, parent="top") for name in parents if name != "top"]
    tree = tree_of(leaves, [*inner, *above, Group(code="top")])
    random = np.random.default_rng(1)
    values = random.lognormal(1.0, 0.8 if with_steps else 0.4, (units, indicators))
    if with_steps:
        values[random.random(values.shape) < 0.026] = np.nan
    names = tuple(f"u{n}" for n in range(units))
    data = Table(units=names, columns=tree.codes[:indicators], values=values)
    inputs = CompositeInputs(
        data=data,
        errors=data.having(np.abs(values) * 0.05),
        groups={name: "ab"[place % 2] for place, name in enumerate(names)},
    )
    return spec, tree, inputs


if __name__ == "__main__":
    main()
