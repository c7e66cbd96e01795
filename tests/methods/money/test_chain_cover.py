"""Of money that is passed on, no more is left out than the activity that it names states.

The amounts are worked out by hand. In the real files beside the project no transaction names an
activity that states less than is passed on (700 flows are left out as passed on, none is short).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from methods.money.published import RECEIVER, Published

COUNTED = ("counted", "type")
CHAIN = ("excluded", "chain")
Paid = tuple[str, str, int]
"""Amount, currency, year."""


@pytest.mark.parametrize(
    ("stated", "passed_on", "left_out"),
    [
        # as much as is stated, and not a payment more
        ([("100", "EUR", 2018)], [("60", "EUR", 2019), ("40", "EUR", 2019), ("1", "EUR", 2019)], [0, 1]),
        # 70 of 100: the second payment would go beyond what is stated
        ([("100", "EUR", 2018)], [("70", "EUR", 2018), ("40", "EUR", 2019)], [0]),
        # what is stated later covers nothing before
        ([("50", "EUR", 2020)], [("50", "EUR", 2019), ("50", "EUR", 2020)], [1]),
        # what is left of a year serves the next
        ([("30", "EUR", 2018), ("30", "EUR", 2019)], [("20", "EUR", 2018), ("40", "EUR", 2019)], [0, 1]),
        # another currency cannot be compared
        ([("100", "EUR", 2018)], [("10", "USD", 2018), ("10", "EUR", 2018)], [1]),
        # a refund of what was left out is left out, and gives room again
        (
            [("50", "EUR", 2018)],
            [("50", "EUR", 2018), ("-20", "EUR", 2019), ("20", "EUR", 2020)],
            [0, 1, 2],
        ),
        # a refund of what was kept is kept
        ([("50", "EUR", 2018)], [("60", "EUR", 2018), ("-20", "EUR", 2019)], []),
    ],
)
def test_never_more_is_left_out_than_the_named_activity_states(
    stated: list[Paid], passed_on: list[Paid], left_out: list[int]
) -> None:
    published = Published()
    giving = published.activity("XX-GIVER-1")
    for value, currency, year in stated:
        pay_in(published, giving, (value, currency, year))
    taking = published.activity("XX-RECEIVER-1", RECEIVER)
    paid = [pay_in(published, taking, one, provider_activity="XX-GIVER-1") for one in passed_on]

    outcome = published.run()

    decided = outcome.decided()
    assert [place for place, flow in enumerate(paid) if decided[flow] == CHAIN] == left_out
    for place, flow in enumerate(paid):
        assert ("chain-short" in outcome.notes(flow)) is (place not in left_out)


def pay_in(published: Published, activity: int, paid: Paid, **columns: str) -> int:
    """Add a payment in the middle of a year."""
    value, currency, year = paid
    day = date(year, 6, 30)
    return published.pay(activity, value, currency=currency, date=day, value_date=day, **columns)


def test_what_the_giver_pays_to_others_by_name_covers_nothing() -> None:
    published = Published()
    giving = published.activity("XX-GIVER-1")
    published.pay(giving, "500", receiver_activity="XX-OTHER-1")
    published.pay(giving, "20")
    published.activity("XX-OTHER-1", "XX-OTHER")
    taking = published.activity("XX-RECEIVER-1", RECEIVER)
    first = published.pay(taking, "20", provider_activity="XX-GIVER-1")
    second = published.pay(taking, "20", provider_activity="XX-GIVER-1")

    decided = published.run().decided()

    assert (decided[first], decided[second]) == (CHAIN, COUNTED)


def test_two_activities_that_name_one_giver_share_what_it_states() -> None:
    published = Published()
    published.pay(published.activity("XX-GIVER-1"), "100")
    paid = [
        published.pay(published.activity(f"{name}-1", name), "60", provider_activity="XX-GIVER-1")
        for name in ("XX-ONE", "XX-TWO")
    ]

    outcome = published.run()

    assert [outcome.decided()[flow] for flow in paid] == [CHAIN, COUNTED]
    assert outcome.counted("disbursement") == Decimal(160)


@given(
    st.lists(st.tuples(st.integers(0, 90), st.integers(2015, 2018)), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(-30, 90), st.integers(2015, 2018)), min_size=1, max_size=6),
)
@settings(max_examples=25, deadline=None)
def test_what_is_left_out_is_at_most_what_is_stated_until_any_year(
    stated: list[tuple[int, int]], passed_on: list[tuple[int, int]]
) -> None:
    published = Published()
    giving = published.activity("XX-GIVER-1")
    for value, year in stated:
        pay_in(published, giving, (str(value), "EUR", year))
    taking = published.activity("XX-RECEIVER-1", RECEIVER)
    paid = {
        pay_in(published, taking, (str(value), "EUR", year), provider_activity="XX-GIVER-1"): (value, year)
        for value, year in passed_on
    }

    decided = published.run().decided()

    for last in range(2015, 2019):
        out = [v for flow, (v, year) in paid.items() if year <= last and decided[flow] == CHAIN]
        assert 0 <= sum(out) <= sum(value for value, year in stated if year <= last)
