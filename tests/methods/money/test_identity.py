"""Whose activity it is, and which copy of it stands."""

from __future__ import annotations

from decimal import Decimal

from methods.money.published import GIVER, RECEIVER, Published


def test_of_two_copies_the_one_updated_last_stands_and_the_other_can_be_listed() -> None:
    published = Published()
    late = published.activity("XX-GIVER-1", updated="2020-03-02T00:00:00Z")
    kept = published.pay(late, "120")
    published.file()
    early = published.activity("XX-GIVER-1", updated="2019-03-02")
    lost = published.pay(early, "100")

    outcome = published.run()

    assert outcome.decided() == {kept: ("counted", "type"), lost: ("excluded", "identity")}
    assert outcome.notes(kept) == ["identity"]
    assert outcome.rows("SELECT activity, kept FROM copies ORDER BY activity") == [
        (late, late),
        (early, late),
    ]


def test_times_are_compared_in_one_zone() -> None:
    # 23:30 at -04:00 is 03:30 of the next day in universal time, after 01:00.
    published = Published()
    first = published.activity("XX-GIVER-1", updated="2020-03-01T23:30:00-04:00")
    second = published.activity("XX-GIVER-1", updated="2020-03-02T01:00:00+00:00")

    outcome = published.run()

    assert outcome.rows("SELECT DISTINCT kept FROM copies") == [(first,)]
    assert second != first


def test_a_dated_copy_goes_before_an_undated_one_and_the_later_file_breaks_a_tie() -> None:
    published = Published()
    dated = published.activity("XX-GIVER-1", updated="2010-01-01")
    published.activity("XX-GIVER-2")
    published.file()
    published.activity("XX-GIVER-1", updated=None)
    repeated = published.activity("XX-GIVER-2")

    outcome = published.run()

    kept = outcome.rows("SELECT DISTINCT kept FROM copies ORDER BY kept")
    assert kept == [(dated,), (repeated,)]


def test_spaces_around_an_identifier_do_not_make_another_activity() -> None:
    published = Published()
    published.activity(" XX-GIVER-1 ", updated="2019-01-01")
    published.activity("XX-GIVER-1", updated="2020-01-01")

    assert published.run().one("SELECT count(DISTINCT kept) FROM copies") == (1,)


def test_one_identifier_of_two_publishers_and_missing_identifiers_are_no_copies() -> None:
    published = Published()
    published.activity("XX-SHARED-1", GIVER)
    published.activity("XX-SHARED-1", RECEIVER)
    published.activity(None)  # type: ignore[arg-type]
    published.activity(None)  # type: ignore[arg-type]

    assert published.run().one("SELECT count(*) FROM copies WHERE kept = activity") == (4,)


def test_an_old_prefix_is_the_same_publisher_and_the_same_activity() -> None:
    published = Published()
    published.given("aliases", {"publisher": "XX-OLD", "same_as": GIVER})
    old = published.activity("XX-OLD-2015/7", "XX-OLD", updated="2015-01-01")
    lost = published.pay(old, "5")
    new = published.activity("XX-GIVER-2015/7", updated="2020-01-01")
    kept = published.pay(new, "6")
    other = published.activity("XX-OLD-2015/8", "XX-OLD")
    alone = published.pay(other, "7")

    outcome = published.run()

    assert outcome.decided() == {
        lost: ("excluded", "identity"),
        kept: ("counted", "type"),
        alone: ("counted", "type"),
    }
    assert outcome.notes(alone) == ["publisher-alias"]
    assert outcome.one(f"SELECT publisher, iati_identifier FROM flows WHERE transaction = {alone}") == (
        GIVER,
        "XX-OLD-2015/8",
    )


def test_a_prefix_must_end_where_the_publisher_ends() -> None:
    published = Published()
    published.given("aliases", {"publisher": "XX-1", "same_as": GIVER})
    published.activity("XX-11-7", "XX-11")

    assert published.run().rows("SELECT publisher, identifier FROM reported") == [("XX-11", "XX-11-7")]


def test_an_activity_that_names_a_former_one_does_not_replace_it() -> None:
    """Shaped like FI-3-2021-2017170342, which names FI-3-2020-2017170342: other years, other money."""
    published = Published()
    before = published.activity("XX-GIVER-2020-7")
    first = published.pay(before, "2000000")
    after = published.activity("XX-GIVER-2021-7")
    second = published.pay(after, "1000000")
    published.add("other_identifiers", activity=after, ref="XX-GIVER-2020-7", type="A3")

    outcome = published.run()

    assert outcome.counted("disbursement") == Decimal(3000000)
    assert outcome.decided() == {first: ("counted", "type"), second: ("counted", "type")}


def test_a_file_with_the_same_bytes_is_taken_once() -> None:
    published = Published()
    published.tables["files"][0]["sha256"] = "ab" * 32
    published.pay(published.activity("XX-GIVER-1"), "10")
    again = published.file("ab" * 32)
    published.pay(published.activity("XX-GIVER-1"), "10")

    outcome = published.run()

    assert outcome.rows("SELECT amount, status FROM flows") == [(Decimal(10), "counted")]
    assert outcome.rows("SELECT file FROM files_taken WHERE same_as = 0") == [(again,)]


def test_secondary_reporters_are_left_out_whether_flagged_or_listed() -> None:
    published = Published()
    published.given("secondary_publishers", {"publisher": "XX-RETELLS"})
    flagged = published.pay(published.activity("XX-GIVER-1", is_secondary_reporter=True), "1")
    listed = published.pay(published.activity("XX-RETELLS-1", "XX-RETELLS"), "2")
    primary = published.pay(published.activity("XX-GIVER-2", is_secondary_reporter=False), "4")

    outcome = published.run()

    assert outcome.decided() == {
        flagged: ("excluded", "secondary"),
        listed: ("excluded", "secondary"),
        primary: ("counted", "type"),
    }
    assert outcome.rows("SELECT rule, amount FROM exclusions ORDER BY amount") == [
        ("secondary", Decimal(1)),
        ("secondary", Decimal(2)),
    ]


def test_an_id_names_bytes_place_and_partner() -> None:
    published = Published()
    published.tables["files"][0]["sha256"] = "0123456789abcdef" * 4
    activity = published.activity("XX-GIVER-1")
    published.country(activity, "AL")
    paid = published.pay(activity, "10")

    outcome = published.run()

    byte = published.tables["transactions"][paid]["byte"]
    assert outcome.rows("SELECT id FROM flows") == [(f"0123456789ab:{byte}:LEF",)]
