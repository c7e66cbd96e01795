"""Parts of the choice of portfolios: what is refused, what is drawn, what is kept silent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from accord.domain.portfolio import CountedBenefit, MoneyKind
from accord.domain.portfolio_questions import CostDrift, DriftDistribution
from accord.domain.portfolio_rules import RuleKind
from accord.errors import UsageError
from accord.methods.portfolio import joint_rows
from accord.methods.portfolio.building import programme_of
from accord.methods.portfolio.checking import keeps_structure, obeys
from accord.methods.portfolio.drawing import drawn_factors, factor_at
from accord.methods.portfolio.preparing import prepare
from methods.portfolio.calls import call, candidate, envelope, joint, rule


def test_additional_benefit_counts_the_share_that_needs_the_grant() -> None:
    rows = [candidate("a", 1, 8, additionality=Decimal("0.25")), candidate("b", 1, 8)]
    prepared = prepare(call(rows, counted=CountedBenefit.ADDITIONAL))
    assert prepared.of("a").benefit == 2
    assert prepared.of("b").bars[0].names == ("additionality",)


def test_additional_benefits_of_sets_are_refused() -> None:
    portfolio = call(
        [candidate("a", 1, 1), candidate("b", 1, 1)],
        joint=(joint("both", ("a", "b"), 0, 1, 1, 3),),
        counted=CountedBenefit.ADDITIONAL,
    )
    with pytest.raises(UsageError, match="ACC-841"):
        prepare(portfolio)


def test_a_yearly_envelope_without_years_is_refused() -> None:
    with pytest.raises(UsageError, match="ACC-842"):
        prepare(call([candidate("a", 1, 1)], envelope(5, year=2030)))


def test_too_many_sets_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joint_rows, "MOST_SETS", 3)
    portfolio = call(
        [candidate("a", 1, 1), candidate("b", 1, 1)], joint=(joint("both", ("a", "b"), 0, 1, 1, 3),)
    )
    with pytest.raises(UsageError, match="ACC-840"):
        programme_of(prepare(portfolio))


def test_one_stated_share_is_the_grant_and_two_are_a_range() -> None:
    """Of a cost of 20: 0.3 is 6; 0.1 to 0.3 are 2 to 6; a limit of 0.2 leaves 2 to 4 and bars the first."""
    rows = [
        candidate("one", None, 1, cost=20, max_grant_share=Decimal("0.3")),
        candidate("two", None, 1, cost=20, min_grant_share=Decimal("0.1"), max_grant_share=Decimal("0.3")),
    ]
    free = prepare(call(rows))
    assert [amount for item in free.items for amount in (item.low, item.high)] == pytest.approx([6, 6, 2, 6])
    limited = prepare(call(rows, rule(RuleKind.GRANT_SHARE_AT_MOST, "0.2")))
    assert limited.of("one").bars[0].names == ("grant_share_at_most",)
    assert [limited.of("two").low, limited.of("two").high] == pytest.approx([2, 4])


def test_full_funding_fixes_the_grant_or_bars() -> None:
    """Cost 20, loan 15: the grant must be 5; with a loan of 19 it would be 1, below the least of 2."""
    shares = {"min_grant_share": Decimal("0.1"), "max_grant_share": Decimal("0.3")}
    rows = [
        candidate("fits", None, 1, cost=20, money={MoneyKind.LOAN: Decimal(15)}, **shares),
        candidate("over", None, 1, cost=20, money={MoneyKind.LOAN: Decimal(19)}, **shares),
    ]
    prepared = prepare(call(rows, rule(RuleKind.FULLY_FUNDED)))
    assert (prepared.of("fits").low, prepared.of("fits").high) == (5, 5)
    assert prepared.of("over").bars[0].names == ("fully_funded",)


def test_cents_that_add_up_to_the_envelope_fit() -> None:
    """0.1 + 0.2 is 0.30000000000000004 in binary: no reason to break an envelope of 0.3."""
    prepared = prepare(call([candidate("a", 1, 1), candidate("b", 1, 1)], envelope("0.3")))
    assert obeys(prepared, {"a": None, "b": None}, {"a": 0.1, "b": 0.2})
    assert not obeys(prepared, {"a": None, "b": None}, {"a": 0.1, "b": 0.21})


def test_structure_is_checked_in_time() -> None:
    rows = [candidate("a", 1, 1, requires=("b",)), candidate("b", 1, 1, spending=(Decimal("0.5"),) * 2)]
    prepared = prepare(call(rows, years=(2030, 2033), finish_first=True))
    assert keeps_structure(prepared, {"a": 2032, "b": 2030})
    assert not keeps_structure(prepared, {"a": 2031, "b": 2030})
    assert not keeps_structure(prepared, {"a": 2031})


def test_factors_are_quantiles_of_the_declared_distribution() -> None:
    """Log-normal: median = mean / sqrt(1 + cv^2) = 1.25 / sqrt(1.5625) = 1. Triangular: F(mode) = 0.25."""
    lognormal = drift(DriftDistribution.LOGNORMAL, mean="1.25", deviation="0.9375")
    assert factor_at(lognormal, 0.5) == pytest.approx(1)
    triangular = drift(DriftDistribution.TRIANGULAR, low="1", mode="1.5", high="3")
    assert [factor_at(triangular, share) for share in (0, 0.25, 1)] == pytest.approx([1, 1.5, 3], abs=1e-5)
    stated = CostDrift(
        distribution=DriftDistribution.STATED, source="invented", factors=(Decimal(2), Decimal(1))
    )
    assert [factor_at(stated, share) for share in (0.2, 0.5, 1)] == [1, 2, 2]


def drift(distribution: DriftDistribution, **numbers: str) -> CostDrift:
    """A made-up drift."""
    amounts: dict[str, Any] = {name: Decimal(number) for name, number in numbers.items()}
    return CostDrift(distribution=distribution, source="invented", draws=5, seed=3, **amounts)


def test_full_correlation_gives_all_costs_the_same_factor_and_a_seed_the_same_draws() -> None:
    told = drift(DriftDistribution.LOGNORMAL, mean="1", deviation="0.2", correlation="1")
    draws = list(drawn_factors(told, ["a", "b"]))
    assert all(one["a"] == one["b"] for one in draws)
    assert len({one["a"] for one in draws}) == 5
    assert draws == list(drawn_factors(told, ["a", "b"]))
