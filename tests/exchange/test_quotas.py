"""Quotas and alarms: what an asker can learn is bounded, and trying out rings (T1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import comb
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.exchange.alarms import AlarmRule, Usage, enumeration_alarms, new_alarms, usage_of
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.quota_table import QuotaRule, default_quota
from accord.exchange.quotas import Charge, QuotaError, QuotaLimit, charge, charged_since, remaining
from accord.exchange.storing import NodeStore
from accord.exchange.storing.follow_ups import Direction, StoredFollowUp, add_follow_up
from exchange.inspected import ASKER, HOLDER, NOW, PURPOSE

PLATE = IdentifierType.PLATE
RULE = QuotaRule(type=PLATE, burst=10, day=20, month=50)
HOUR, DAY = timedelta(hours=1), timedelta(hours=24)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[NodeStore]:
    with bare(tmp_path) as opened:
        yield opened


def bare(folder: Path) -> NodeStore:
    """A store in which a charge needs no request beside it, so that a test is about quotas alone."""
    opened = NodeStore(folder / "node.db")
    opened.rows("PRAGMA foreign_keys = OFF")
    return opened


def wanted(elements: int, request: str = "r-1", *, peer: str = ASKER, purpose: str = PURPOSE) -> Charge:
    return Charge(peer=peer, request=request, purpose=purpose, type=PLATE, elements=elements)


def refused(store: NodeStore, elements: int, now: datetime) -> tuple[QuotaLimit, timedelta | None]:
    with pytest.raises(QuotaError) as caught:
        charge(store, wanted(elements, f"refused-{elements}-{now}"), RULE, now)
    return caught.value.limit, caught.value.retry_after


def test_a_request_is_charged_once(store: NodeStore) -> None:
    assert charge(store, wanted(4), RULE, NOW)
    assert not charge(store, wanted(4), RULE, NOW)
    assert charge(store, wanted(4, peer=HOLDER), RULE, NOW)
    assert charged_since(store, ASKER, PLATE, NOW - HOUR) == 4


def test_the_allowance_for_bursts_fills_up_within_an_hour(store: NodeStore) -> None:
    """10 an hour is one in 6 minutes: after 8 of 10, 4 more need 2 that are missing, 12 minutes."""
    charge(store, wanted(8), RULE, NOW)
    limit, wait = refused(store, 4, NOW)
    assert limit is QuotaLimit.BURST
    assert wait is not None
    assert timedelta(minutes=12) <= wait <= timedelta(minutes=12, seconds=1)
    assert charge(store, wanted(4, "r-2"), RULE, NOW + wait)


def test_a_day_is_any_24_hours(store: NodeStore) -> None:
    charge(store, wanted(10, "r-1"), RULE, NOW)
    charge(store, wanted(10, "r-2"), RULE, NOW + HOUR)
    limit, wait = refused(store, 1, NOW + 2 * HOUR)
    assert (limit, wait) == (QuotaLimit.DAY, 22 * HOUR)
    assert charge(store, wanted(1, "r-3"), RULE, NOW + DAY)


def test_a_month_is_any_30_days(store: NodeStore) -> None:
    for day in range(5):
        charge(store, wanted(10, f"r-{day}"), RULE, NOW + day * DAY)
    limit, wait = refused(store, 1, NOW + 5 * DAY)
    assert (limit, wait) == (QuotaLimit.MONTH, 25 * DAY)
    assert charge(store, wanted(10, "r-9"), RULE, NOW + 30 * DAY)


def test_what_never_fits_says_so(store: NodeStore) -> None:
    assert refused(store, 11, NOW) == (QuotaLimit.BURST, None)
    assert refused(store, 21, NOW) == (QuotaLimit.DAY, None)
    assert refused(store, 51, NOW) == (QuotaLimit.MONTH, None)


def test_another_purpose_gives_no_further_quota(store: NodeStore) -> None:
    charge(store, wanted(10, "r-1"), RULE, NOW)
    with pytest.raises(QuotaError):
        charge(store, wanted(1, "r-2", purpose="another"), RULE, NOW)


def test_a_clock_that_runs_back_gives_no_further_quota(store: NodeStore) -> None:
    charge(store, wanted(10, "r-1"), RULE, NOW)
    with pytest.raises(QuotaError):
        charge(store, wanted(10, "r-2"), RULE, NOW - 40 * DAY)


def test_what_remains_is_what_can_be_charged(store: NodeStore) -> None:
    charge(store, wanted(7), RULE, NOW)
    left = remaining(store, ASKER, RULE, NOW)
    assert left == {QuotaLimit.BURST: 3, QuotaLimit.DAY: 13, QuotaLimit.MONTH: 43}
    assert charge(store, wanted(3, "r-2"), RULE, NOW)


def test_a_charge_of_nothing_or_under_a_foreign_rule_is_an_error(store: NodeStore) -> None:
    with pytest.raises(ValueError, match="one element"):
        charge(store, wanted(0), RULE, NOW)
    with pytest.raises(ValueError, match="rule of its type"):
        charge(store, wanted(1), default_quota(IdentifierType.IBAN), NOW)


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 60 * 30)), max_size=25))
@settings(max_examples=40, deadline=None)
def test_no_span_of_time_ever_holds_more_than_its_quota(
    tmp_path_factory: pytest.TempPathFactory, asked: list[tuple[int, int]]
) -> None:
    """Whatever is asked when: in no 24 hours, no 30 days; in an hour at most the burst and what filled up."""
    now, taken = NOW, list[tuple[datetime, int]]()
    with bare(tmp_path_factory.mktemp("quota")) as store:
        store.rows("PRAGMA synchronous = OFF")
        for place, (elements, minutes) in enumerate(asked):
            now += timedelta(minutes=minutes)
            try:
                charge(store, wanted(elements, f"r-{place}"), RULE, now)
            except QuotaError:
                continue
            taken.append((now, elements))
    for at, _ in taken:
        for span, most in ((DAY, 20), (30 * DAY, 50), (HOUR, 20)):
            assert sum(n for moment, n in taken if at <= moment < at + span) <= most


def test_an_enumerator_learns_no_more_bits_than_the_quota_and_rings(store: NodeStore) -> None:
    """Each element evaluated says yes or no once: at most one bit. He asks all he can for 30 days."""
    rule = default_quota(PLATE)
    listed = {plate for plate in range(0, 3_700_000, 7)}
    learned: dict[int, bool] = {}
    alarms: set[AlarmRule] = set()
    plate, now = 0, NOW
    while now < NOW + 30 * DAY:
        for step in (32, 1):
            try:
                charge(store, wanted(step, f"r-{plate}-{now}"), rule, now)
            except QuotaError:
                continue
            learned |= {number: number in listed for number in range(plate, plate + step)}
            plate += step
        alarms |= set(new_alarms(store, ASKER, rule, now))
        now += timedelta(minutes=30)
    assert len(learned) <= rule.month == 370
    assert len(learned) / 3_700_000 <= 1e-4
    assert AlarmRule.NEAR_QUOTA in alarms
    assert AlarmRule.MONTH_QUOTA in alarms


def usage(days: tuple[int, ...] = (0,) * 5, month: int = 0, requests: int = 0, followed: int = 0) -> Usage:
    return Usage(days=days, month=month, requests=requests, followed=followed)


def test_five_days_near_the_quota_ring_and_four_do_not() -> None:
    assert enumeration_alarms(usage((16, 16, 20, 17, 16)), RULE) == (AlarmRule.NEAR_QUOTA,)
    assert enumeration_alarms(usage((16, 16, 15, 17, 16)), RULE) == ()
    assert enumeration_alarms(usage((20, 20, 20, 20)), RULE) == ()


def test_nine_tenths_of_a_month_ring() -> None:
    assert enumeration_alarms(usage(month=45), RULE) == (AlarmRule.MONTH_QUOTA,)
    assert enumeration_alarms(usage(month=44), RULE) == ()


def test_the_first_number_of_requests_without_follow_up_that_rings() -> None:
    """0.98^455 = 1.019e-4 and 0.98^456 = 9.98e-5, so that 456 is the first below 1e-4."""
    assert 0.98**455 > 1e-4 > 0.98**456
    assert enumeration_alarms(usage(requests=455), RULE) == ()
    assert enumeration_alarms(usage(requests=456), RULE) == (AlarmRule.FEW_FOLLOW_UPS,)


@pytest.mark.parametrize("requests", [500, 1_000, 3_000])
def test_an_honest_office_rings_less_than_once_in_ten_thousand_days(requests: int) -> None:
    """The probability that the rule rings is summed over all numbers of follow-ups of an office at 2 %."""
    rings = sum(
        comb(requests, followed) * 0.02**followed * 0.98 ** (requests - followed)
        for followed in range(60)
        if enumeration_alarms(usage(requests=requests, followed=followed), RULE)
    )
    assert 0 < rings <= 1e-4


def test_usage_and_alarms_are_read_from_the_store_and_ring_once_a_day(store: NodeStore) -> None:
    for day in range(5):
        for place in range(2):
            charge(store, wanted(8, f"r-{day}-{place}"), _WIDE, NOW + day * DAY + place * HOUR)
    row = StoredFollowUp(
        id="f-1",
        direction=Direction.RECEIVED,
        peer=ASKER,
        request="r-0-0",
        urgency="normal",
        state="open",
        opened=NOW,
        due=NOW + 7 * DAY,
        body=b"",
    )
    add_follow_up(store, row)
    now = NOW + 4 * DAY + 2 * HOUR
    assert usage_of(store, ASKER, PLATE, now) == usage((16,) * 5, 80, 10, 1)
    assert new_alarms(store, ASKER, _WIDE, now) == (AlarmRule.NEAR_QUOTA,)
    assert new_alarms(store, ASKER, _WIDE, now + HOUR) == ()


_WIDE = QuotaRule(type=PLATE, burst=20, day=20, month=200)
