"""A peer has its share of the machine and no more, and what it used comes back with time."""

from __future__ import annotations

import pytest

from accord.exchange.budgets import Budget, BudgetError, Limits


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_seconds_come_back_evenly_within_a_minute() -> None:
    """6 s a minute are 0.1 s a second: of 7 s used, 1 is above the share, and 10 s later it is back."""
    clock = Clock()
    budget = Budget(Limits(processor_seconds=6.0), clock)
    budget.check("a")
    budget.spend("a", 7.0)
    with pytest.raises(BudgetError) as caught:
        budget.check("a")
    assert caught.value.retry_after == 11
    clock.now += 9.0
    with pytest.raises(BudgetError):
        budget.check("a")
    clock.now += 2.0
    budget.check("a")
    clock.now += 1_000.0
    budget.spend("a", 5.9)
    budget.check("a")


def test_one_peer_does_not_use_the_share_of_another() -> None:
    budget = Budget(Limits(processor_seconds=1.0, connections=1), Clock())
    budget.spend("a", 10.0)
    budget.check("b")
    with budget.connection("a"), budget.connection("b"):
        with pytest.raises(BudgetError):
            budget.connection("a").__enter__()
        with pytest.raises(BudgetError):
            budget.connection("b").__enter__()
    with budget.connection("a"):
        pass
