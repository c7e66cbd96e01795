"""For which partner the money is, and how a split comes out to the last digit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as given_by
from hypothesis import strategies as st

from methods.money.published import Outcome, Published

Split = dict[str, Decimal]


def split(published: Published, activity: int, value: str = "1000") -> tuple[Outcome, int]:
    """Pay an amount of an activity and run the rules."""
    paid = published.pay(activity, value)
    return published.run(), paid


@pytest.mark.parametrize(
    ("code", "name", "place", "note"),
    [
        ("XK", None, "KSV", None),
        ("XK", "Kosovo (As per UNSCR 1244)", "KSV", None),
        ("XKX", None, "KSV", "kosovo"),
        ("XKV", None, "KSV", "kosovo"),
        ("KOS", "Kosovo*", "KSV", "kosovo"),
        ("KV", None, "KSV", "kosovo"),
        ("RS-KM", None, "KSV", "kosovo"),
        ("KS", "Kosovo", "KSV", "kosovo"),
        ("KS", "Korea, South", "elsewhere", None),
        ("RS", "KOSOVO (UNSCR 1244)", "KSV", "kosovo"),
        ("RS", "Serbia", "RIV", None),
        ("RS", None, "RIV", None),
        (None, "Kosovë", "KSV", "kosovo"),
        ("MK", "Macedonia, FYR", "NMK", None),
        ("MK", "MACEDONIA (THE FORMER YUGOSLAV REPUBLIC OF)", "NMK", None),
        ("MKD", None, "NMK", "north-macedonia"),
        ("FYROM", None, "NMK", "north-macedonia"),
        (None, "The former Yugoslav Republic of Macedonia", "NMK", "north-macedonia"),
        (None, "North Macedonia", "NMK", "north-macedonia"),
        ("CS", None, "regional", "old-states"),
        ("CS", "Czechoslovakia", "elsewhere", "old-states"),
        ("YU", "Yugoslavia", "regional", "old-states"),
        ("SCG", None, "regional", "old-states"),
        ("RS", "Serbia and Montenegro", "regional", "old-states"),
        ("CS", "Kosovo", "KSV", "kosovo"),
        ("ALB", None, "LEF", "partner-names"),
        (None, "Bosnia and Herzegovina", "BRI", "partner-names"),
        ("DE", "Germany", "elsewhere", None),
        ("89", None, "regional", "regional"),
        ("1000", None, "unknown", None),
        (None, "Western lands", "unknown", None),
        (None, None, "unknown", None),
    ],
)
def test_codes_and_names_of_countries(
    code: str | None, name: str | None, place: str, note: str | None
) -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    published.country(activity, code, name=name)

    outcome, paid = split(published, activity)

    assert outcome.pieces(paid) == {place: Decimal(1000)}
    assert outcome.notes(paid) == ([note] if note else [])


def test_a_code_of_a_partner_of_another_declaration_is_elsewhere() -> None:
    published = Published()
    published.inputs["partners"] = [{"partner": "LEF", "iati_country": "AL"}]
    activity = published.activity("XX-GIVER-1")
    published.country(activity, "XKX")

    outcome, paid = split(published, activity)

    assert outcome.pieces(paid) == {"elsewhere": Decimal(1000)}


@pytest.mark.parametrize(
    ("code", "vocabulary", "place", "note"),
    [
        ("89", "1", "regional", "regional"),
        ("88", None, "regional", "regional"),
        ("298", "1", "elsewhere", None),
        ("998", "1", "unknown", "region-unspecified"),
        ("89", "99", "unknown", None),
        ("39", "2", "unknown", None),
        (None, "1", "unknown", None),
    ],
)
def test_regions_that_hold_partners_are_regional(
    code: str | None, vocabulary: str | None, place: str, note: str | None
) -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    published.region(activity, code, vocabulary=vocabulary)

    outcome, paid = split(published, activity)

    assert outcome.pieces(paid) == {place: Decimal(1000)}
    assert outcome.notes(paid) == ([note] if note else [])


def test_a_code_of_a_region_in_place_of_a_country_means_the_region() -> None:
    # 998 stands where a country should: no place in particular, as it would be among the regions
    published = Published()
    activity = published.activity("XX-GIVER-1")
    published.country(activity, "998", "30")
    published.country(activity, "89", "70")

    outcome, paid = split(published, activity)

    assert outcome.pieces(paid) == {"unknown": Decimal(300), "regional": Decimal(700)}
    assert outcome.notes(paid) == ["region-unspecified", "regional"]


def test_of_several_vocabularies_of_regions_one_is_used() -> None:
    # Both describe all the money; adding them would make 200.
    published = Published()
    activity = published.activity("XX-GIVER-1")
    published.region(activity, "39", "100", vocabulary="2")
    published.region(activity, "89", "60", vocabulary="1")
    published.region(activity, "298", "40", vocabulary="1")

    outcome, paid = split(published, activity)

    assert outcome.pieces(paid) == {"regional": Decimal(600), "elsewhere": Decimal(400)}


@pytest.mark.parametrize(
    ("countries", "regions", "expected", "notes"),
    [
        # countries and regions together make 100
        ({"AL": "60"}, {"89": "40"}, {"LEF": "600", "regional": "400"}, ["regional"]),
        # each in full: the regions describe the same money once more
        ({"AL": "100"}, {"89": "100"}, {"LEF": "1000"}, ["region-duplicate"]),
        ({"AL": None}, {"89": "100"}, {"LEF": "1000"}, ["region-duplicate"]),
        ({"AL": None}, {"89": None}, {"LEF": "1000"}, ["region-duplicate"]),
        ({"AL": "100"}, {"89": None}, {"LEF": "1000"}, ["region-duplicate"]),
        ({"AL": "70", "RS": "30"}, {"89": "20"}, {"LEF": "700", "RIV": "300"}, ["region-duplicate"]),
        # a region of 0 says nothing
        ({"AL": "100"}, {"89": "0"}, {"LEF": "1000"}, []),
        # only the regions make 100: the countries keep 7, and of the other 93 the region 89 has 26 of 100
        (
            {"AL": "7"},
            {"89": "26", "298": "74"},
            {"LEF": "70", "regional": "241.8", "elsewhere": "688.2"},
            ["region-duplicate", "regional"],
        ),
    ],
)
def test_a_region_is_an_addition_unless_both_are_given_in_full(
    countries: dict[str, str | None],
    regions: dict[str, str | None],
    expected: dict[str, str],
    notes: list[str],
) -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    for code, percentage in countries.items():
        published.country(activity, code, percentage)
    for code, percentage in regions.items():
        published.region(activity, code, percentage, vocabulary="1")

    outcome, paid = split(published, activity)

    assert outcome.pieces(paid) == {place: Decimal(amount) for place, amount in expected.items()}
    assert outcome.notes(paid) == notes


@pytest.mark.parametrize(
    ("percentages", "expected", "notes"),
    [
        ({"AL": "50"}, {"LEF": "1000"}, ["percentages"]),
        ({"AL": "0"}, {"LEF": "1000"}, ["percentages"]),
        ({"AL": "25", "RS": "25"}, {"LEF": "500", "RIV": "500"}, ["percentages"]),
        ({"AL": "100", "RS": "100"}, {"LEF": "500", "RIV": "500"}, ["percentages"]),
        ({"AL": "99.95", "RS": "0"}, {"LEF": "1000"}, []),
        ({"AL": None, "RS": None}, {"unknown": "1000"}, ["unallocated"]),
        ({"AL": "0", "RS": "0"}, {"unknown": "1000"}, ["unallocated"]),
        ({"AL": "30", "RS": None}, {"LEF": "300", "unknown": "700"}, ["unallocated"]),
        ({"AL": "100", "RS": None}, {"LEF": "1000"}, []),
        ({"AL": "-5", "RS": "60"}, {"RIV": "600", "unknown": "400"}, ["unallocated"]),
    ],
)
def test_percentages_make_100_or_leave_the_rest_unknown(
    percentages: dict[str, str | None], expected: dict[str, str], notes: list[str]
) -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    for code, percentage in percentages.items():
        published.country(activity, code, percentage)

    outcome, paid = split(published, activity)

    assert outcome.pieces(paid) == {place: Decimal(amount) for place, amount in expected.items()}
    assert outcome.notes(paid) == notes


def test_a_transaction_says_its_own_place_and_the_activity_speaks_for_the_others() -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    published.country(activity, "AL", "100")
    own = published.pay(activity, "10")
    published.country(activity, "RS", transaction=own)
    other = published.pay(activity, "20")
    nowhere = published.pay(published.activity("XX-GIVER-2"), "40")

    outcome = published.run()

    assert outcome.rows("SELECT partner, place_level, amount, share FROM flows ORDER BY amount") == [
        ("RIV", "transaction", Decimal(10), 1),
        ("LEF", "activity", Decimal(20), 1),
        ("unknown", "none", Decimal(40), 1),
    ]
    assert (outcome.notes(own), outcome.notes(other), outcome.notes(nowhere)) == (["place-level"], [], [])


def test_three_thirds_make_the_amount_to_the_last_digit() -> None:
    # A share of one third has 14 digits; 100 times it, twice; the last piece takes what is left.
    published = Published()
    activity = published.activity("XX-GIVER-1")
    for code in ("AL", "BA", "RS"):
        published.country(activity, code, "33.33")

    outcome, paid = split(published, activity, "100")

    third = Decimal("33.333333333333")
    pieces = outcome.pieces(paid)
    assert sum(pieces.values()) == Decimal(100)
    assert sorted(pieces.values()) == [third, third, Decimal("33.333333333334")]
    assert outcome.one("SELECT sum(share) FROM flows") == (Decimal(1),)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given_by(
    amounts=st.lists(
        st.decimals(-(10**15) + 1, 10**15 - 1, allow_nan=False, places=14), min_size=1, max_size=10
    ),
    percentages=st.lists(st.decimals(0, 500, allow_nan=False, places=14), min_size=1, max_size=6),
)
def test_pieces_always_make_the_amount(amounts: list[Decimal], percentages: list[Decimal]) -> None:
    published = Published()
    activity = published.activity("XX-GIVER-1")
    for code, percentage in zip(("AL", "BA", "ME", "MK", "RS", "XK"), percentages, strict=False):
        published.country(activity, code, str(percentage))
    for amount in amounts:
        published.pay(activity, str(amount))

    outcome = published.run()

    totals = outcome.rows("SELECT sum(amount) FROM flows GROUP BY transaction ORDER BY transaction")
    assert [total for (total,) in totals] == amounts
    assert set(outcome.rows("SELECT sum(share) FROM flows GROUP BY transaction")) == {(Decimal(1),)}


def test_regional_money_is_spread_only_by_a_named_key_which_may_leave_some_over() -> None:
    # Half of region 89 to one partner, a fifth to another: of 1000 x 80 % that is 400 and 160, and 240 stay.
    published = Published()
    activity = published.activity("XX-GIVER-1")
    published.country(activity, "AL", "20")
    published.region(activity, "89", "80", vocabulary="1")
    paid = published.pay(activity, "1000")
    published.given(
        "allocation_keys",
        {"name": "by population", "region": "89", "partner": "LEF", "share": "0.5"},
        {"name": "by population", "region": "89", "partner": "RIV", "share": "0.2"},
        {"name": "by population", "region": "88", "partner": "MOU", "share": "1"},
        {"name": "equal", "region": "89", "partner": "MOU", "share": "1"},
    )

    plain = published.run()
    spread = published.run(allocation_key="by population")

    assert plain.pieces(paid) == {"LEF": Decimal(200), "regional": Decimal(800)}
    assert spread.pieces(paid) == {"LEF": Decimal(600), "RIV": Decimal(160), "regional": Decimal(240)}
    assert spread.notes(paid) == ["allocation-key", "regional"]
