"""The amounts of an agenda: worked by hand, always adding up, and unknown where weights are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.evidence import Evidence
from accord.domain.facility import FacilityRule
from accord.domain.reform_agenda import Step, Verdict, Verification
from accord.methods.payments.amounts import Balance, agenda_balance, step_amounts
from accord.methods.payments.record import AgendaRecord
from methods.payments.made_up import (
    AMOUNTS,
    CLEARING,
    DUE,
    FOUND,
    MARCH,
    PARTIAL,
    RULES,
    STEPS,
    instalment,
    paid,
    record,
    step,
    verified,
)


def amounts(balance: Balance) -> dict[str, int]:
    """The disjoint parts that are not nought."""
    names = ("paid", "payable", "cleared", "available", "withheld", "lost", "unknown", "excess")
    return {name: int(getattr(balance, name)) for name in names if getattr(balance, name)}


def test_four_steps_with_known_amounts() -> None:
    # A earned 10,000 and half of B 10,000; 8,000 were paid; the other half of B is withheld; C and D
    # (30,000 and 40,000) are not due.
    balance = agenda_balance(record(payments=(paid("p", 8_000),)), day=MARCH)
    assert amounts(balance) == {"paid": 8_000, "payable": 12_000, "available": 70_000, "withheld": 10_000}
    assert balance.last_days == ((date(2022, 12, 31), Decimal(10_000)),)
    assert balance.at_risk == 10_000
    assert balance.is_whole


def test_when_the_grace_has_passed_the_rest_is_lost_and_can_go_to_others() -> None:
    balance = agenda_balance(record(), day=date(2023, 1, 1))
    # C was due in June 2022 and D in December 2022: nobody looked at them, so they are still available.
    assert amounts(balance) == {"payable": 20_000, "available": 70_000, "lost": 10_000}
    assert balance.reallocated == 10_000
    # C's grace ends in June 2023; what became of it nobody says.
    later = agenda_balance(record(), day=date(2023, 7, 1))
    assert amounts(later) == {"payable": 20_000, "available": 40_000, "lost": 10_000, "unknown": 30_000}


def test_pre_financing_is_a_flow_of_its_own_and_is_cleared_in_proportion() -> None:
    # 5,000 of 100,000 were paid before: 5 % of the 20,000 that were earned are covered by it.
    balance = agenda_balance(record(pre_financing=5_000), day=MARCH)
    assert amounts(balance) == {"payable": 19_000, "cleared": 1_000, "available": 70_000, "withheld": 10_000}
    assert balance.pre_financing == 5_000
    apart = agenda_balance(record(pre_financing=5_000, rules=RULES[:3]), day=MARCH)
    assert amounts(apart) == {"payable": 20_000, "available": 70_000, "withheld": 10_000}


def test_pre_financing_that_nobody_mentions_is_unknown_and_clears_nothing() -> None:
    balance = agenda_balance(record(), day=MARCH)
    assert balance.pre_financing is None
    assert balance.cleared == 0


SHARED = tuple(step(name, amount=None, instalment="I", due="2021-06") for name in "ABCD")
DECIDED = (
    verified("A", Verdict.FULFILLED, "2021-07-15"),
    verified("B", Verdict.NOT_FULFILLED, "2021-07-15"),
    verified("C", Verdict.NOT_FULFILLED, "2021-07-15"),
    verified("D", Verdict.NOT_FULFILLED, "2021-07-15"),
)
SUMMER = date(2021, 9, 1)


def test_a_payment_tells_what_fulfilled_steps_earned_where_weights_are_unknown() -> None:
    # 70,000 were paid for one of four steps, so the other three share 30,000: not three quarters of the sum.
    one = record(
        steps=SHARED, found=DECIDED, instalments=(instalment(100_000, paid("p", 70_000, "2021-08")),)
    )
    balance = agenda_balance(one, day=SUMMER)
    assert amounts(balance) == {"paid": 70_000, "withheld": 30_000}
    assert step_amounts(one, balance, SHARED[0]) == (Decimal(70_000), Decimal(70_000))
    assert step_amounts(one, balance, SHARED[1]) == (Decimal(0), Decimal(30_000))


def test_unknown_weights_are_neither_zero_nor_equal() -> None:
    one = record(steps=SHARED, found=DECIDED, instalments=(instalment(100_000),))
    balance = agenda_balance(one, day=SUMMER)
    assert amounts(balance) == {"unknown": 100_000}
    assert step_amounts(one, balance, SHARED[0]) == (Decimal(0), Decimal(100_000))


def test_steps_that_stand_alike_need_no_weights() -> None:
    one = record(steps=SHARED, found=DECIDED[1:], instalments=(instalment(100_000),))
    failed = [verified("A", Verdict.NOT_FULFILLED, "2021-07-15"), *DECIDED[1:]]
    assert amounts(agenda_balance(one, day=SUMMER)) == {"unknown": 100_000}
    alike = record(steps=SHARED, found=failed, instalments=(instalment(100_000),))
    assert amounts(agenda_balance(alike, day=SUMMER)) == {"withheld": 100_000}


def test_nothing_is_concluded_unless_all_steps_of_an_instalment_are_listed() -> None:
    part = instalment(100_000, paid("p", 70_000, "2021-08"), is_complete=False)
    balance = agenda_balance(record(steps=SHARED, found=DECIDED, instalments=(part,)), day=SUMMER)
    assert amounts(balance) == {"paid": 70_000, "unknown": 30_000}


def test_a_payment_does_not_cover_what_was_decided_after_it() -> None:
    # B is fulfilled in September, after the payment: B, C and D share the 30,000, and nobody says how.
    found = (*DECIDED, verified("B", Verdict.FULFILLED, "2021-09-15"))
    part = instalment(100_000, paid("p", 70_000, "2021-08"))
    balance = agenda_balance(record(steps=SHARED, found=found, instalments=(part,)), day=date(2021, 10, 1))
    assert amounts(balance) == {"paid": 70_000, "unknown": 30_000}


def test_without_steps_what_was_paid_is_known_and_the_rest_is_not() -> None:
    one = record(steps=(), found=(), payments=(paid("p", 8_000),), is_complete=False)
    assert amounts(agenda_balance(one, day=MARCH)) == {"paid": 8_000, "unknown": 92_000}


def test_a_step_from_memory_enters_no_amount() -> None:
    steps = (*STEPS[:3], step("D", evidence=Evidence.UNVERIFIED))
    balance = agenda_balance(record(steps=steps), day=MARCH)
    assert amounts(balance) == {"payable": 20_000, "available": 30_000, "withheld": 10_000, "unknown": 40_000}
    assert not balance.is_whole


def test_more_paid_than_could_be_earned_is_said_and_not_hidden() -> None:
    balance = agenda_balance(record(payments=(paid("p", 25_000),)), day=MARCH)
    assert amounts(balance) == {"paid": 25_000, "available": 70_000, "withheld": 10_000, "excess": 5_000}


def test_an_agenda_of_unknown_size_has_known_parts() -> None:
    balance = agenda_balance(record(amount=None), day=MARCH)
    assert balance.planned is None
    assert balance.whole == 100_000
    assert amounts(balance) == {"payable": 20_000, "available": 70_000, "withheld": 10_000}


def adds_up(balance: Balance) -> bool:
    parts = (
        balance.paid,
        balance.payable,
        balance.cleared,
        balance.available,
        balance.withheld,
        balance.lost,
        balance.unknown,
    )
    return (
        sum(parts) == balance.whole + balance.excess
        and min(*parts, balance.excess) >= 0
        and balance.at_risk <= balance.withheld
        and balance.reallocated <= balance.lost
    )


DAYS = st.dates(date(2021, 1, 1), date(2025, 1, 1))


@st.composite
def records(draw: st.DrawFn) -> AgendaRecord:
    """Any agenda: amounts known or not, together or alone, decided or not, paid or not."""
    steps: list[Step] = []
    found: list[Verification] = []
    for name in AMOUNTS:
        amount = draw(st.sampled_from([None, AMOUNTS[name], 333]))
        home = draw(st.sampled_from(["", "I"]))
        steps.append(step(name, amount=amount, instalment=home, due=DUE[name]))
        for verdict in draw(st.lists(st.sampled_from(Verdict), max_size=2)):
            day = draw(st.dates(date(2022, 12, 31), date(2024, 6, 1))).isoformat()
            share = draw(st.sampled_from([None, "0.333333", "1"])) if verdict is Verdict.PARTLY else None
            found.append(verified(name, verdict, day, share=share))
    rules: list[FacilityRule] = draw(st.lists(st.sampled_from(RULES), unique=True))
    part = instalment(
        draw(st.sampled_from([None, 0, 60_000, 120_000])),
        *draw(st.sampled_from([(), (paid("q", 20_000, "2023-06"),)])),
        is_complete=draw(st.booleans()),
    )
    return record(
        steps=steps,
        found=found,
        rules=rules,
        amount=draw(st.sampled_from([None, 50_000, 100_000])),
        payments=draw(st.sampled_from([(), (paid("p", 7_001, None),), (paid("p", 250_000, None),)])),
        instalments=(part,),
        pre_financing=draw(st.sampled_from([None, 0, 7_000])),
    )


@settings(max_examples=300)
@given(records(), DAYS)
def test_amounts_always_add_up(one: AgendaRecord, day: date) -> None:
    assert adds_up(agenda_balance(one, day=day))


@settings(max_examples=100)
@given(records(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_steps_changes_nothing(one: AgendaRecord, day: date, random: Random) -> None:
    steps = list(one.steps)
    random.shuffle(steps)
    mixed = record(
        steps=steps,
        found=one.found,
        rules=one.terms.rules,
        amount=None if one.amount is None else int(one.amount),
        payments=one.payments,
        instalments=one.instalments,
        pre_financing=None if one.pre_financing is None else int(one.pre_financing),
    )
    assert amounts(agenda_balance(mixed, day=day)) == amounts(agenda_balance(one, day=day))


def test_the_check_of_sums_can_fail() -> None:
    from dataclasses import replace

    balance = agenda_balance(record(rules=(PARTIAL, CLEARING), found=FOUND), day=MARCH)
    assert adds_up(balance)
    assert not adds_up(replace(balance, available=balance.available + 1))
