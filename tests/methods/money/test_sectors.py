"""One vocabulary of sectors, and shares that make one."""

from __future__ import annotations

from decimal import Decimal

from methods.money.published import Published

SHARES = "SELECT level, vocabulary, sector, share, is_rescaled FROM sector_shares ORDER BY sector"


def test_only_one_vocabulary_is_used() -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    published.sector(activity, "210", "100", vocabulary="2")
    published.sector(activity, "21010", "40")
    published.sector(activity, "21020", "60", vocabulary="1")
    published.sector(activity, "ROADS", "100", vocabulary="99")
    published.pay(activity, "1")

    assert published.run().rows(SHARES) == [
        ("activity", "1", "21010", Decimal("0.4"), False),
        ("activity", "1", "21020", Decimal("0.6"), False),
    ]


def test_sums_are_rescaled_and_silent_sectors_share_nothing() -> None:
    published = Published()
    rescaled = published.activity("XX-GIVER-1")
    published.sector(rescaled, "21010", "150")
    published.sector(rescaled, "21020", "50")
    silent = published.activity("XX-GIVER-2")
    published.sector(silent, "43010", vocabulary="99")
    published.sector(silent, "43020", vocabulary="99")
    published.pay(rescaled, "1")
    published.pay(silent, "1")

    assert published.run().rows(SHARES) == [
        ("activity", "1", "21010", Decimal("0.75"), True),
        ("activity", "1", "21020", Decimal("0.25"), True),
        ("activity", "99", None, Decimal(1), False),
    ]


def test_a_transaction_says_its_own_sector_and_none_is_unknown() -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    published.sector(activity, "21010")
    own = published.pay(activity, "1")
    published.sector(activity, "32110", transaction=own)
    other = published.pay(activity, "1")
    nothing = published.pay(published.activity("XX-GIVER-2"), "1")

    found = published.run().rows("SELECT transaction, level, sector, share FROM sector_shares ORDER BY 1")

    assert found == [
        (own, "transaction", "32110", Decimal(1)),
        (other, "activity", "21010", Decimal(1)),
        (nothing, "none", None, Decimal(1)),
    ]


def test_thirds_make_one() -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    for code in ("11110", "11120", "11130"):
        published.sector(activity, code, "33.3333")
    published.pay(activity, "1")

    assert published.run().one("SELECT sum(share), count(*) FROM sector_shares") == (Decimal(1), 3)
