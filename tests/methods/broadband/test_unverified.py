"""What nobody verified counts nowhere on broadband: neither coverage nor prices nor incomes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from accord.domain.broadband import BasketPrice
from accord.domain.broadband_call import AffordabilityLimit
from accord.domain.evidence import Evidence
from accord.methods.broadband.affording import affordabilities
from accord.methods.broadband.gaps import target_gaps
from methods.broadband.villages import case, covered, income, village

LIMIT = AffordabilityLimit(
    id="two", label="2 %", share=Decimal("0.02"), source="made up", evidence=Evidence.SEEN
)
PRICE = BasketPrice(
    id="p",
    partner="T1",
    basket="fixed",
    price=Decimal(10),
    currency="EUR",
    months=1,
    year=2023,
    source="made up",
    evidence=Evidence.SEEN,
)


def test_unverified_coverage_is_not_known_and_not_uncovered() -> None:
    said = replace(covered("near", "0.5"), evidence=Evidence.UNVERIFIED)
    gap = target_gaps(case([village("near", "pop", 5)], coverage=(said,)))[0]
    assert (gap.covered, gap.uncovered, gap.not_known) == (0, 0, 10)


def test_an_unverified_price_or_income_gives_no_share() -> None:
    stated = {"limits": {"two": LIMIT}, "prices": (PRICE,), "incomes": (income("T1", 1000),)}
    rows = [village("near", "pop", 5)]
    assert affordabilities(case(rows, **stated))[0].share == 0.01  # 10 by 1,000
    weak_price = {**stated, "prices": (replace(PRICE, evidence=Evidence.UNVERIFIED),)}
    weak_income = {**stated, "incomes": (replace(income("T1", 1000), evidence=Evidence.UNVERIFIED),)}
    for weak in (weak_price, weak_income):
        found = [row.share for row in affordabilities(case(rows, **weak))]
        assert set(found) <= {None}
