"""Where a step stands on a day: the whole life of a step, and what is not known of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.evidence import Evidence
from accord.domain.facility import FacilityRule, RuleName
from accord.domain.reform_agenda import Verdict, Verification
from accord.methods.payments.rules import PAYMENT_RULES, Terms, payment_rule
from accord.methods.payments.states import Part, Standing, StepState, step_standing
from methods.payments.made_up import GRACE, PARTIAL, REALLOCATED, RULES, rule, step, verified

B = step("B")  # due on 31 December 2021; with twelve months of grace until 31 December 2022


def standing(
    *found: Verification, day: tuple[int, int, int], rules: tuple[FacilityRule, ...] = RULES
) -> Standing:
    return step_standing(B, found, Terms(rules=rules), day=date(*day))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ((2021, 12, 31), StepState.NOT_DUE),
        ((2022, 1, 1), StepState.NOT_VERIFIED),
        ((2022, 12, 31), StepState.NOT_VERIFIED),
        # Nobody looked, so nobody can say that it failed.
        ((2023, 1, 1), StepState.NOT_KNOWN),
    ],
)
def test_a_step_that_nobody_looked_at_never_fails(day: tuple[int, int, int], state: StepState) -> None:
    assert standing(day=day).state is state


@pytest.mark.parametrize(
    ("day", "state", "part"),
    [
        ((2022, 1, 30), StepState.NOT_VERIFIED, Part.AVAILABLE),
        ((2022, 1, 31), StepState.IN_GRACE, Part.WITHHELD),
        ((2022, 12, 31), StepState.IN_GRACE, Part.WITHHELD),
        ((2023, 1, 1), StepState.REALLOCATED, Part.REALLOCATED),
    ],
)
def test_a_step_that_failed_is_in_grace_and_then_lost(
    day: tuple[int, int, int], state: StepState, part: Part
) -> None:
    found = standing(verified("B", Verdict.NOT_FULFILLED, "2022-01-31"), day=day)
    assert (found.state, dict(found.parts)) == (state, {part: Decimal(1)})
    assert found.grace_ends == date(2022, 12, 31)


def test_without_a_rule_on_reallocation_the_money_is_lost() -> None:
    found = standing(
        verified("B", Verdict.NOT_FULFILLED, "2022-01-31"), day=(2023, 1, 1), rules=(GRACE, PARTIAL)
    )
    assert (found.state, dict(found.parts)) == (StepState.LOST, {Part.LOST: Decimal(1)})


def test_a_step_that_is_mended_in_its_grace_earns_everything() -> None:
    rows = (
        verified("B", Verdict.NOT_FULFILLED, "2022-01-31"),
        # Looked at in time, decided after the grace: the day that was looked at counts.
        verified("B", Verdict.FULFILLED, "2023-02-15", day="2022-12-20"),
    )
    assert standing(*rows, day=(2023, 2, 14)).state is StepState.REALLOCATED
    assert standing(*rows, day=(2023, 2, 15)).state is StepState.FULFILLED


def test_what_is_fulfilled_after_the_grace_earns_nothing() -> None:
    rows = (
        verified("B", Verdict.NOT_FULFILLED, "2022-01-31"),
        verified("B", Verdict.FULFILLED, "2023-02-15", day="2023-01-01"),
    )
    found = standing(*rows, day=(2023, 3, 1))
    assert found.state is StepState.REALLOCATED
    assert "after the grace earns nothing" in found.reason


def test_a_part_earns_its_share_and_the_rest_is_withheld_then_lost() -> None:
    row = verified("B", Verdict.PARTLY, "2022-01-31", share="0.5")
    half = Decimal("0.5")
    assert standing(row, day=(2022, 3, 1)).parts == {Part.EARNED: half, Part.WITHHELD: half}
    late = standing(row, day=(2023, 3, 1))
    assert (late.state, late.parts) == (
        StepState.PARTLY_FULFILLED,
        {Part.EARNED: half, Part.REALLOCATED: half},
    )


def test_a_part_earns_nothing_where_the_rule_says_so() -> None:
    rules = (GRACE, REALLOCATED, rule(RuleName.PARTIAL_PAYMENT, value=False))
    row = verified("B", Verdict.PARTLY, "2022-01-31", share="0.5")
    found = standing(row, day=(2022, 3, 1), rules=rules)
    assert (found.state, found.parts) == (StepState.IN_GRACE, {Part.WITHHELD: Decimal(1)})


def test_what_a_part_earns_is_unknown_without_a_share_or_a_rule() -> None:
    without_share = standing(verified("B", Verdict.PARTLY, "2022-01-31"), day=(2022, 3, 1))
    row = verified("B", Verdict.PARTLY, "2022-01-31", share="0.5")
    without_rule = standing(row, day=(2022, 3, 1), rules=(GRACE,))
    for found in (without_share, without_rule):
        assert (found.state, found.parts) == (StepState.PARTLY_FULFILLED, {Part.UNKNOWN: Decimal(1)})


def test_without_a_verified_rule_on_grace_nothing_is_called_withheld_or_lost() -> None:
    row = verified("B", Verdict.NOT_FULFILLED, "2022-01-31")
    unread = rule(RuleName.GRACE_MONTHS, Decimal(12), evidence=Evidence.UNVERIFIED)
    for rules in ((), (unread,)):
        found = standing(row, day=(2022, 3, 1), rules=rules)
        assert (found.state, found.parts) == (StepState.NOT_KNOWN, {Part.UNKNOWN: Decimal(1)})
        assert found.grace_ends is None


def test_the_rule_that_is_valid_on_the_due_day_counts() -> None:
    # Twenty-four months for what was due in 2021, twelve for later: the end of 2023.
    rules = (
        rule(RuleName.GRACE_MONTHS, Decimal(24), first="2021", last="2021"),
        rule(RuleName.GRACE_MONTHS, Decimal(12), first="2022"),
    )
    assert standing(day=(2022, 3, 1), rules=rules).grace_ends == date(2023, 12, 31)
    later = step_standing(step("C"), (), Terms(rules=rules), day=date(2022, 3, 1))
    assert later.grace_ends == date(2023, 6, 30)


def test_an_unverified_decision_counts_nowhere() -> None:
    row = verified("B", Verdict.FULFILLED, "2022-01-31", evidence=Evidence.UNVERIFIED)
    assert standing(row, day=(2022, 3, 1)).state is StepState.NOT_VERIFIED


def test_a_decision_of_a_month_counts_from_its_last_day() -> None:
    row = verified("B", Verdict.FULFILLED, "2022-01")
    assert standing(row, day=(2022, 1, 30)).state is StepState.NOT_VERIFIED
    assert standing(row, day=(2022, 1, 31)).state is StepState.FULFILLED


DECISIONS = st.lists(
    st.builds(
        lambda verdict, day, share: verified(
            "B", verdict, day.isoformat(), share=share if verdict is Verdict.PARTLY else None
        ),
        st.sampled_from(Verdict),
        st.dates(date(2022, 1, 1), date(2024, 1, 1)),
        st.sampled_from([None, "0", "0.25", "1"]),
    ),
    max_size=4,
)


@given(DECISIONS, st.dates(date(2021, 1, 1), date(2025, 1, 1)), st.sets(st.sampled_from(RULES)))
def test_the_shares_of_a_step_always_add_up_to_one(
    rows: list[Verification], day: date, rules: set[FacilityRule]
) -> None:
    found = step_standing(B, rows, Terms(rules=tuple(rules)), day=day)
    assert sum(found.parts.values()) == 1
    assert all(share > 0 for share in found.parts.values())
    assert found == step_standing(B, rows[::-1], Terms(rules=tuple(rules)), day=day) or len(
        {(row.decided, row.day) for row in rows}
    ) < len(rows)


def test_every_kind_of_rule_is_described() -> None:
    assert {one.name for one in PAYMENT_RULES} == set(RuleName)
    assert payment_rule(RuleName.GRACE_MONTHS).title == "Grace"
