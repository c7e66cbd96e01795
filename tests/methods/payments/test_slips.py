"""What a delay would cost: worked by hand, in words, and never to the partner's gain."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.reform_agenda import Verdict
from accord.methods.payments.amounts import agenda_balance
from accord.methods.payments.slips import Slip, SlipEffect, slip_effect, slipped
from methods.payments.made_up import (
    AMOUNTS,
    MARCH,
    RULES,
    STEPS,
    instalment,
    paid,
    record,
    step,
    verified,
)


def slip(name: str, months: int, *, day: date = MARCH) -> SlipEffect:
    return slip_effect(record(), [Slip(step=name, months=months)], day=day)


def parts(effect: SlipEffect, part: str) -> dict[date, tuple[int, int]]:
    """Amount without and with the delay, by day, where the two differ."""
    found = {}
    for moment in effect.moments:
        pair = (int(getattr(moment.on_time, part)), int(getattr(moment.late, part)))
        if pair[0] != pair[1]:
            found[moment.day] = pair
    return found


def test_six_months_late_within_the_grace_is_withheld_and_then_paid() -> None:
    # C earns 30,000 and is due on 30 June 2022; its grace ends on 30 June 2023. Half of B (10,000) is in
    # its own grace until the end of 2022, so 10,000 or 40,000 are withheld.
    effect = slip("C", 6)
    assert effect.sentences == (
        "C: CRW 30,000 would be withheld from 2022-07-01 until 2022-12-31, and nothing would be lost:"
        " the grace ends on 2023-06-30.",
    )
    assert parts(effect, "withheld") == {date(2022, 7, 1): (10_000, 40_000)}
    assert parts(effect, "lost") == {}
    assert parts(effect, "payable") == {
        date(2022, 6, 30): (50_000, 20_000),
        date(2022, 7, 1): (50_000, 20_000),
    }


def test_eighteen_months_late_is_lost_after_the_grace() -> None:
    effect = slip("C", 18)
    assert effect.sentences == (
        "C: CRW 30,000 would be withheld from 2022-07-01 until 2023-06-30, and lost to the partner, and could"
        " go to others, on 2023-07-01, unless the step is fulfilled by 2023-06-30.",
    )
    # The 10,000 of B are lost either way at the end of 2022.
    assert parts(effect, "lost") == {
        date(2023, 7, 1): (10_000, 40_000),
        date(2023, 12, 31): (10_000, 40_000),
    }


def test_the_last_day_of_the_grace_is_still_in_time() -> None:
    assert parts(slip("C", 12), "lost") == {}
    assert parts(slip("C", 13), "lost") != {}


def test_a_step_whose_due_day_has_passed_is_expected_today() -> None:
    # B is in grace until 31 December 2022: nine months after 1 March are in time, ten are not.
    assert "nothing would be lost" in slip("B", 9).sentences[0]
    assert "lost to the partner" in slip("B", 10).sentences[0]


def test_what_a_part_has_earned_is_not_lost_by_a_delay_of_the_rest() -> None:
    # Half of B was fulfilled in time: 10,000 of 20,000 are earned and stay so; 10,000 wait, and 10 months
    # after 1 March 2022 are one day too late.
    effect = slip("B", 10)
    assert effect.sentences == (
        "B: CRW 10,000 would stay withheld until 2022-12-31, and be lost to the partner, and could go to"
        " others, on 2023-01-01, unless the step is fulfilled by 2022-12-31.",
    )
    assert parts(effect, "lost") == {date(2023, 1, 1): (0, 10_000)}
    # A and half of B earn 20,000 in either case; with all of B they are 30,000.
    assert set(parts(effect, "payable").values()) == {(30_000, 20_000)}


def test_a_part_without_a_known_share_leaves_bounds() -> None:
    found = (verified("B", Verdict.PARTLY, "2022-01-31"),)
    effect = slip_effect(record(found=found), [Slip(step="B", months=24)], day=MARCH)
    assert "B: between CRW 0 and CRW 20,000 (bounds: what a part earned is not known)" in effect.sentences[0]
    assert parts(effect, "unknown") != {}
    assert parts(effect, "lost") == {}


def test_without_a_rule_on_grace_the_day_of_loss_is_not_known() -> None:
    effect = slip_effect(record(rules=()), [Slip(step="C", months=6)], day=MARCH)
    assert "when it would be lost is not known" in effect.sentences[0]
    assert parts(effect, "lost") == {}


def test_a_step_of_unknown_weight_gets_bounds_that_are_called_bounds() -> None:
    steps = tuple(step(name, amount=None, instalment="I", due="2021-06") for name in "ABC")
    found = (
        verified("A", Verdict.FULFILLED, "2021-07-15"),
        verified("B", Verdict.NOT_FULFILLED, "2021-07-15"),
        verified("C", Verdict.NOT_FULFILLED, "2021-07-15"),
    )
    part = instalment(100_000, paid("p", 70_000, "2021-08"))
    one = record(steps=steps, found=found, instalments=(part,))
    effect = slip_effect(one, [Slip(step="B", months=24)], day=date(2021, 9, 1))
    assert "between CRW 0 and CRW 30,000 (bounds: the weight is not known)" in effect.sentences[0]


def test_a_step_that_earns_nobody_knows_what_slips_by_an_amount_that_is_not_known() -> None:
    steps = (step("A", amount=None),)
    effect = slip_effect(record(steps=steps, found=()), [Slip(step="A", months=24)], day=date(2021, 1, 1))
    assert effect.sentences[0].startswith("A: an amount that is not known would be withheld")


@pytest.mark.parametrize(
    ("name", "day", "why"),
    [("A", MARCH, "is fulfilled already"), ("B", date(2023, 2, 1), "ended on 2022-12-31")],
)
def test_what_is_over_cannot_slip(name: str, day: date, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        slip(name, 6, day=day)


def test_an_unknown_step_and_a_step_named_twice_are_refused() -> None:
    with pytest.raises(KeyError):
        slip("Z", 6)
    with pytest.raises(ValueError, match="two slips"):
        slip_effect(record(), [Slip(step="C", months=1), Slip(step="C", months=2)], day=MARCH)


@given(st.sampled_from("BCD"))
def test_a_delay_of_no_month_changes_nothing(name: str) -> None:
    effect = slip(name, 0)
    assert all(moment.on_time == moment.late for moment in effect.moments)
    assert "changes nothing" in effect.sentences[0]


DAYS = st.dates(date(2022, 3, 1), date(2026, 1, 1))


@settings(max_examples=200)
@given(st.sampled_from("BCD"), st.integers(0, 40), st.integers(0, 40), DAYS)
def test_slipping_later_never_raises_what_was_earned_nor_lowers_what_is_lost(
    name: str, months: int, more: int, day: date
) -> None:
    sooner = agenda_balance(slipped(record(), [Slip(step=name, months=months)], day=MARCH), day=day)
    later = agenda_balance(slipped(record(), [Slip(step=name, months=months + more)], day=MARCH), day=day)
    assert later.paid + later.payable + later.cleared <= sooner.paid + sooner.payable + sooner.cleared
    assert later.lost >= sooner.lost


@given(st.lists(st.sampled_from("BCD"), unique=True, min_size=1), st.integers(1, 40), DAYS)
def test_delays_of_several_steps_add_up(names: list[str], months: int, day: date) -> None:
    together = agenda_balance(
        slipped(record(), [Slip(step=name, months=months) for name in names], day=MARCH), day=day
    )
    waiting = agenda_balance(
        slipped(record(), [Slip(step=name, months=0) for name in names], day=MARCH), day=day
    )
    alone = 0
    for name in names:
        late = slipped(record(), [Slip(step=name, months=months)], day=MARCH)
        on_time = slipped(record(), [Slip(step=name, months=0)], day=MARCH)
        alone += int(agenda_balance(late, day=day).lost - agenda_balance(on_time, day=day).lost)
    assert together.lost - waiting.lost == alone


def test_steps_and_amounts_of_the_example_are_as_written() -> None:
    assert [int(one.amount or 0) for one in STEPS] == list(AMOUNTS.values())
    assert len(RULES) == 4
