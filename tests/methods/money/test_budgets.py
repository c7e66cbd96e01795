"""Budgets: the revised one replaces the original one for the same period."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from methods.money.published import Published

YEAR = (date(2020, 1, 1), date(2020, 12, 31))


def budget(
    published: Published, activity: int, value: str | None, kind: str | None = "1", **columns: object
) -> None:
    """Add a budget for 2020 unless said."""
    number = None if value is None else Decimal(value)
    period = {"start": YEAR[0], "end": YEAR[1]} | columns
    published.add("budgets", activity=activity, value=number, type=kind, **period)


def test_a_revised_budget_replaces_original_ones_of_the_same_start() -> None:
    """Shaped like World Bank P167000: 530 original and 530 revised are not 1,060."""
    published = Published()
    activity = published.activity("XX-GIVER-1")
    budget(published, activity, "530", "1")
    budget(published, activity, "530", "2")
    budget(published, activity, "70", None, start=date(2021, 1, 1), end=date(2021, 12, 31))
    other = published.activity("XX-GIVER-2")
    budget(published, other, "9", "1")

    found = published.run().rows("SELECT type, value, status, rule, currency FROM budgets_counted")

    assert found == [
        ("1", Decimal(530), "excluded", "budget-revised", "EUR"),
        ("2", Decimal(530), "counted", "budget-revised", "EUR"),
        ("1", Decimal(70), "counted", "budget-revised", "EUR"),
        ("1", Decimal(9), "counted", "budget-revised", "EUR"),
    ]


def test_a_revision_without_an_amount_replaces_nothing() -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    budget(published, activity, "530", "1")
    budget(published, activity, None, "2")

    found = published.run().rows("SELECT value, status, rule FROM budgets_counted")

    assert found == [(Decimal(530), "counted", "budget-revised"), (None, "excluded", "value")]


def test_budgets_of_copies_secondary_reporters_and_parents_are_left_out() -> None:
    published = Published()
    parent = published.activity("XX-GIVER-1", hierarchy=1)
    child = published.activity("XX-GIVER-1-1", hierarchy=2)
    published.add("related_activities", activity=child, ref="XX-GIVER-1", type="1")
    copy = published.activity("XX-GIVER-1", hierarchy=1, updated="2001-01-01")
    retold = published.activity("XX-GIVER-3", is_secondary_reporter=True)
    for activity in (parent, child, copy, retold):
        budget(published, activity, "5")

    found = published.run().rows("SELECT activity, status, rule FROM budgets_counted")

    assert found == [
        (parent, "excluded", "hierarchy"),
        (child, "counted", "budget-revised"),
        (copy, "excluded", "identity"),
        (retold, "excluded", "secondary"),
    ]


def test_periods_that_are_long_or_run_backwards_are_marked() -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    budget(published, activity, "1", start=date(2020, 1, 1), end=date(2021, 1, 1))
    budget(published, activity, "2", start=date(2020, 2, 1), end=date(2021, 2, 2))
    budget(published, activity, "3", start=date(2020, 3, 1), end=date(2019, 3, 1))

    found = published.run().rows("SELECT status, notes FROM budgets_counted")

    assert found == [("counted", []), ("counted", ["budget-long"]), ("counted", ["budget-backwards"])]
