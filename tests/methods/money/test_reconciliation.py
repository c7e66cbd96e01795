"""In = counted + left out + unconverted, for whatever is published."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.domain.rate import exact_sum
from methods.money.published import GIVER, RECEIVER, Published

LARGEST = Decimal(10) ** 24 - 1
AMOUNTS = st.one_of(
    st.none(),
    st.decimals(-(10**16), 10**16, allow_nan=False, places=14),
    st.sampled_from([LARGEST, -LARGEST]),
)
"""As far as the reader's columns reach."""
CODES = st.sampled_from([None, "AL", "RS", "CS", "DE", "XKX", "89", "nonsense"])
PERCENTAGES = st.one_of(st.none(), st.decimals(-10, 2_000_000, allow_nan=False, places=3), st.just(LARGEST))
IDENTIFIERS = st.sampled_from([None, "XX-GIVER-1", "XX-GIVER-2", "XX-RECEIVER-1", "XX-RECEIVER-2"])
ACTIVITIES = st.fixed_dictionaries(
    {
        "identifier": IDENTIFIERS,
        "publisher": st.sampled_from([GIVER, RECEIVER]),
        "hierarchy": st.sampled_from([None, 1, 2]),
        "is_secondary_reporter": st.sampled_from([None, True]),
        "default_currency": st.sampled_from([None, "EUR", "USD"]),
        "related": st.tuples(IDENTIFIERS, st.sampled_from(["1", "2", "3"])),
        "places": st.lists(st.tuples(CODES, PERCENTAGES), max_size=3),
        "regions": st.lists(st.tuples(CODES, PERCENTAGES), max_size=2),
        "transactions": st.lists(
            st.fixed_dictionaries(
                {
                    "value": AMOUNTS,
                    "code": st.sampled_from([None, "1", "2", "3", "4", "6", "11", "12"]),
                    "currency": st.sampled_from([None, "EUR", "GBP"]),
                    "provider_activity": IDENTIFIERS,
                    "receiver_activity": IDENTIFIERS,
                }
            ),
            max_size=4,
        ),
    }
)


def publish(activities: list[dict[str, Any]]) -> Published:
    published = Published()
    parts = ("related", "places", "regions", "transactions")
    for activity in activities:
        number = published.activity(**{name: activity[name] for name in activity if name not in parts})
        ref, kind = activity["related"]
        published.add("related_activities", activity=number, ref=ref, type=kind)
        for code, percentage in activity["places"]:
            published.country(number, code, percentage)
        for code, percentage in activity["regions"]:
            published.region(number, code, percentage)
        for transaction in activity["transactions"]:
            published.pay(number, **transaction)
    return published


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ACTIVITIES, max_size=6))
def test_nothing_that_came_in_is_lost(activities: list[dict[str, Any]]) -> None:
    published = publish(activities)

    outcome = published.run({"USD": "1.1"}, target_currency="EUR")

    unequal = "amount_in <> counted + excluded + unconverted"
    uncounted = "flows_in <> flows_counted + flows_excluded + flows_unconverted"
    assert outcome.rows(f"SELECT * FROM reconciliation WHERE {unequal} OR {uncounted}") == []
    # every transaction is there, with its whole amount or, if it is implausible, without one
    values = [row["value"] for row in published.tables["transactions"]]
    plausible = [value if value is None or abs(value) < 10**15 else None for value in values]
    found = outcome.rows("SELECT sum(amount) FROM flows GROUP BY transaction ORDER BY transaction")
    assert [amount for (amount,) in found] == plausible
    total = exact_sum(value for value in plausible if value is not None)
    assert outcome.one("SELECT coalesce(sum(amount_in), 0) FROM reconciliation") == (total,)
    assert outcome.rows("SELECT id FROM flows GROUP BY id HAVING count(*) > 1") == []
    # shares by sector make one, and no check counts more than it examined
    assert {
        total for (total,) in outcome.rows("SELECT sum(share) FROM sector_shares GROUP BY transaction")
    } <= {1}
    outcome.check_quality()
    assert outcome.rows("SELECT * FROM quality WHERE affected > examined") == []


def test_what_a_rule_left_out_is_listed_with_its_sum() -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    published.country(activity, "AL")
    for value, code in (("100", "3"), ("30", "1"), ("7", "1"), ("5", None)):
        published.pay(activity, value, code)
    published.pay(activity, "11", currency="USD")

    outcome = published.run(target_currency="EUR")

    columns = "measure, currency, amount_in, counted, excluded, unconverted"
    assert outcome.rows(f"SELECT {columns} FROM reconciliation ORDER BY ALL") == [
        ("disbursement", "EUR", 100, 100, 0, 0),
        ("disbursement", "USD", 11, 0, 0, 11),
        ("incoming funds", "EUR", 37, 0, 37, 0),
        ("unknown", "EUR", 5, 0, 5, 0),
    ]
    listed = outcome.rows(
        "SELECT publisher, partner, year, measure, rule, amount, flows FROM exclusions ORDER BY 4"
    )
    assert listed == [
        (GIVER, "LEF", 2020, "incoming funds", "perspective", Decimal(37), 2),
        (GIVER, "LEF", 2020, "unknown", "type", Decimal(5), 1),
    ]


def test_the_rules_run_again_after_a_setting_has_changed() -> None:
    published = Published()
    published.pay(published.activity("XX-GIVER-1"), "1", code="1")
    first = published.run().decided()

    assert published.run(perspective="receiver").decided() != first
    assert published.run().decided() == first


def test_nothing_published_gives_empty_relations() -> None:
    outcome = Published().run(target_currency="EUR")

    for relation in ("flows", "reconciliation", "exclusions", "sector_shares", "budgets_counted", "mirrors"):
        assert outcome.one(f"SELECT count(*) FROM {relation}") == (0,), relation
