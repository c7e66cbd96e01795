"""Parts of a balance are put together to the last digit, and currencies are never added to each other."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from accord.store.money_balance import Balance, Part

AMOUNTS = st.decimals(min_value=-(10**23), max_value=10**23, places=14)
PARTS = st.builds(
    Part,
    flows=st.integers(min_value=0, max_value=10**6),
    amounts=st.dictionaries(st.sampled_from(["EUR", "USD", "GBP"]), AMOUNTS),
    without_amount=st.integers(min_value=0, max_value=9),
)


@given(counted=PARTS, excluded=PARTS, unconverted=PARTS)
def test_what_came_in_is_the_three_parts_in_every_currency(
    counted: Part, excluded: Part, unconverted: Part
) -> None:
    whole = Balance(group={}, counted=counted, excluded=excluded, unconverted=unconverted).came_in
    parts = (counted, excluded, unconverted)
    assert whole.flows == sum(part.flows for part in parts)
    assert whole.without_amount == sum(part.without_amount for part in parts)
    for currency in ("EUR", "USD", "GBP"):
        stated = [Fraction(part.amounts[currency]) for part in parts if currency in part.amounts]
        found = whole.amounts.get(currency)
        assert (found is None) == (not stated), "no amount is not zero"
        assert found is None or Fraction(found) == sum(stated)


def test_a_sum_of_nothing_is_no_amount() -> None:
    assert Part().joined(Part()).amounts == {}
    assert Part(flows=1, amounts={"EUR": Decimal(0)}).joined(Part()).amounts == {"EUR": Decimal(0)}
