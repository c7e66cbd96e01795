"""What a file lacks for following the money."""

from __future__ import annotations

from datetime import date

from accord.methods.money.quality import CHECKS
from methods.money.published import GIVER, Published


def faulty() -> Published:
    """A publication of three activities with something wrong in each check."""
    published = Published()
    published.activity("XX-GIVER-1", status="2", finance_type="110")
    published.activity("OTHER-2", status="3", default_currency=None)
    published.activity("XX-GIVER-1", status="1", updated="2001-01-01")
    published.country(0, "AL", "60")
    published.country(0, "RS", "60")
    published.sector(0, "21010", "50", vocabulary="1")
    published.pay(0, "1", code="1")
    published.pay(0, "1", code="1", provider_name="Somebody", provider_activity="XX-GIVER-1")
    published.pay(0, "1", receiver_name="A firm")
    published.pay(0, "1", receiver="XX-9", receiver_name="A firm", receiver_activity="XX-NOWHERE")
    published.pay(1, None, code=None, value_date=None)
    published.pay(1, "1", code="4", value_date=date(1980, 1, 1), provider_activity="XX-LOST")
    published.add("related_activities", activity=1, ref="XX-GIVER-1", type="1")
    published.add("related_activities", activity=1, ref="XX-GONE", type="2")
    published.add("participating_orgs", activity=0, ref="XX-9", role="4")
    published.add("participating_orgs", activity=0, name="A ministry", role="1")
    published.add("activity_dates", activity=0, type="1", date=date(2020, 1, 1))
    published.add("activity_dates", activity=0, type="3", date=date(2019, 1, 1))
    published.add("activity_dates", activity=1, type="2", date=date(2019, 1, 1))
    published.add("activity_dates", activity=1, type="4", date=date(2019, 1, 1))
    published.add("results", activity=1, result=0)
    for period, end in enumerate((date(2020, 1, 1), date(2020, 1, 1), date(2030, 1, 1))):
        published.add("periods", activity=1, result=0, indicator=0, period=period, end=end)
    published.add("indicator_values", activity=1, result=0, indicator=0, period=0, kind="actual", value="3")
    published.add("indicator_values", activity=1, result=0, indicator=0, period=1, kind="target", value="3")
    return published


def test_each_check_counts_what_is_missing_of_how_many() -> None:
    # Counted by hand from the publication above.
    first, second = "XX-GIVER-1", "OTHER-2"
    assert faulty().run().quality() == {
        "identifier-repeated": (2, 3, first),
        "identifier-prefix": (1, 3, second),
        "dates-backwards": (1, 2, first),
        "places-sum": (1, 1, first),
        "sectors-sum": (1, 1, first),
        "type-missing": (1, 6, second),
        "value-missing": (1, 6, second),
        "currency-missing": (2, 6, second),
        "value-date-missing": (1, 6, second),
        "value-date-implausible": (1, 5, second),
        "finance-type-missing": (2, 6, second),
        "place-missing": (2, 6, second),
        "provider-missing": (1, 2, first),
        "provider-activity-missing": (1, 2, first),
        "provider-activity-unresolved": (1, 2, second),
        "receiver-missing": (0, 2, None),
        "receiver-unidentified": (1, 2, first),
        "receiver-activity-missing": (1, 2, first),
        "receiver-activity-unresolved": (1, 1, first),
        "participant-unidentified": (1, 2, first),
        "related-unresolved": (1, 2, second),
        "results-missing": (1, 2, first),
        "actual-missing": (1, 2, second),
    }


def test_every_check_is_tested_above() -> None:
    assert set(faulty().run().quality()) == {check.id for check in CHECKS}


def test_lines_are_of_a_file_and_a_publisher() -> None:
    published = Published()
    published.pay(published.activity("XX-GIVER-1"), "1")
    published.file()
    published.pay(published.activity("XX-GIVER-2"), "1", code="2")
    published.pay(published.activity("XX-OTHER-1", "XX-OTHER"), "1", receiver_name="A firm")
    outcome = published.run()
    outcome.check_quality()

    columns = "file, publisher, affected, examined, example"
    assert outcome.rows(f"SELECT {columns} FROM quality WHERE check_id = 'receiver-missing'") == [
        (0, GIVER, 1, 1, "XX-GIVER-1"),
        (1, GIVER, 1, 1, "XX-GIVER-2"),
        (1, "XX-OTHER", 0, 1, None),
    ]


def test_a_former_identifier_of_the_publisher_is_a_good_prefix() -> None:
    published = Published()
    activity = published.activity("XX-FORMER-1")
    published.add("other_identifiers", activity=activity, ref="XX-FORMER", type="B1")

    assert published.run().quality()["identifier-prefix"] == (0, 1, None)
