"""Measures the choice of portfolios by number of candidates, against the solver alone on the same arrays.

``python -m benchmarks.portfolio [NUMBER …]``; without numbers 11, 50, 500 and 5,000 candidates, three seeds
each. Invented candidates with ranges of grants under an envelope, a cap and a floor for each partner, a floor
for rail, leverage, predecessors and options. ``ratio``: reading into numbers, building, choosing with ties
broken and rules checked, by one plain run of ``scipy.optimize.milp`` on arrays that are ready.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from decimal import Decimal

from scipy.optimize import milp

from accord.domain.evidence import Evidence
from accord.domain.portfolio import Candidate, MoneyKind, Portfolio
from accord.domain.portfolio_rules import Dimension, LeverageBasis, Rule, RuleKind
from accord.methods.highs import silent_output
from accord.methods.portfolio.building import programme_of
from accord.methods.portfolio.preparing import prepare
from accord.methods.portfolio.running import best_choice, choose_portfolio
from accord.methods.portfolio.solving import gap_for, matrix_of

_SIZES = (11, 50, 500, 5000)
_SEEDS = (1, 2, 3)
_PARTNERS = ("ONE", "TWO", "TRI", "FOR", "FIV", "SIX")


def main() -> None:
    """Print one line for each size and seed."""
    sizes = [int(text) for text in sys.argv[1:]] or list(_SIZES)
    print(f"{'candidates':>10} {'seed':>4} {'chosen':>6} {'best s':>8} {'solver s':>8} {'ratio':>6}"
          f" {'gap':>8} {'all answers s':>13} {'solves':>6}")  # fmt: skip
    for size in sizes:
        for seed in _SEEDS:
            print(_line(size, made_portfolio(size, seed), seed), flush=True)


def _line(size: int, portfolio: Portfolio, seed: int) -> str:
    alone = min(_solver_alone(portfolio) for _ in range(1 if size >= 500 else 3))
    start = time.perf_counter()
    choice = best_choice(portfolio)
    best = time.perf_counter() - start
    start = time.perf_counter()
    result = choose_portfolio(portfolio)
    everything = time.perf_counter() - start
    number = len(choice.ids) if choice else 0
    gap = result.best.gap if result.best else None
    said = "none" if gap is None else f"{gap:.1e}"
    return (
        f"{size:>10,} {seed:>4} {number:>6,} {best:>8.3f} {alone:>8.3f} {best / alone:>6.2f} {said:>8}"
        f" {everything:>13.2f} {result.solves:>6}"
    )


def _solver_alone(portfolio: Portfolio) -> float:
    """Return the seconds of one run of the solver on arrays that are ready."""
    programme = programme_of(prepare(portfolio))
    constraints = matrix_of(programme.rows, len(programme.gains))
    start = time.perf_counter()
    with silent_output():
        milp(
            -programme.gains,
            integrality=programme.is_whole,
            bounds=(0, programme.upper),
            constraints=constraints,
            options={"mip_rel_gap": gap_for(programme)},
        )
    return time.perf_counter() - start


def made_portfolio(size: int, seed: int) -> Portfolio:
    """Return an invented portfolio; the same for the same size and seed."""
    draw = random.Random(seed)
    candidates = [_made_candidate(draw, place) for place in range(size)]
    total = sum(one.cost or Decimal(0) for one in candidates)
    return Portfolio(
        id="benchmark",
        title="Benchmark",
        unit="EUR million",
        price_base=2024,
        benefit_unit="EUR million",
        candidates=tuple(candidates),
        rules=tuple(_rules(total * Decimal("0.06"))),
    )


def _made_candidate(draw: random.Random, place: int) -> Candidate:
    cost = Decimal(draw.randint(100, 4000)) / 10
    return Candidate(
        id=f"candidate-{place:05d}",
        label=f"Candidate {place}",
        cost=cost,
        benefit=cost * Decimal(draw.randint(-10, 120)) / 100,
        evidence=Evidence.SEEN,
        source="invented",
        partners={draw.choice(_PARTNERS): Decimal(1)},
        sector=draw.choice(("rail", "road", "road", "energy")),
        min_grant_share=Decimal("0.1"),
        max_grant_share=Decimal("0.4"),
        money={MoneyKind.LOAN: cost * Decimal("0.55")},
        requires=(f"candidate-{draw.randrange(place):05d}",) if place and draw.random() < 0.15 else (),
        option_of=f"option-{place // 4}" if draw.random() < 0.15 else "",
    )


def _rules(envelope: Decimal) -> Sequence[Rule]:
    partner, sector = Dimension.PARTNER, Dimension.SECTOR
    return (
        Rule(id="envelope", kind=RuleKind.ENVELOPE, value=envelope),
        Rule(id="cap", kind=RuleKind.SHARE_AT_MOST, value=Decimal("0.35"), dimension=partner),
        Rule(id="floor", kind=RuleKind.SHARE_AT_LEAST, value=Decimal("0.05"), dimension=partner),
        Rule(id="rail", kind=RuleKind.SHARE_AT_LEAST, value=Decimal("0.25"), dimension=sector, group="rail"),
        Rule(
            id="loans",
            kind=RuleKind.LEVERAGE_AT_LEAST,
            value=Decimal(3),
            basis=LeverageBasis.LOANS_PER_GRANT,
        ),
    )


if __name__ == "__main__":
    main()
