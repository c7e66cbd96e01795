"""Six questions to a partner: worked by hand, unknown where nobody says, never filled from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.broadband import CoverageBasis
from accord.domain.broadband_call import AffordabilityLimit, BroadbandTarget
from accord.domain.broadband_facts import FactKind, PartnerFact, shipped_cell_id
from accord.domain.evidence import Evidence
from accord.domain.figure import Figure
from accord.domain.period import PartialDate
from accord.methods.broadband.fact_figures import partner_figure_id
from accord.methods.broadband.partner_tests import PartnerTest, answer_count_id, partner_tests

LIMITS = {
    "itu_2": AffordabilityLimit(
        id="itu_2", label="Two per cent", share=Decimal("0.02"), source="Invented", evidence=Evidence.SEEN
    )
}
TARGETS = {
    name: BroadbandTarget(
        id=name,
        label=name,
        basis=basis,
        share=Decimal(1),
        speed_mbit=Decimal(speed),
        year=2030,
        source="Invented",
        evidence=Evidence.SEEN,
    )
    for name, basis, speed in (
        ("gigabit", CoverageBasis.HOUSEHOLDS, 1000),
        ("populated_5g", CoverageBasis.POPULATION, 0),
    )
}


def fact(
    kind: FactKind, year: int, value: str, partner: str = "AAA", *, speed: str | None = None
) -> PartnerFact:
    return PartnerFact(
        id=f"{kind}{speed or ''}.{partner}.{year}",
        speed_mbit=None if speed is None else Decimal(speed),
        partner=partner,
        kind=kind,
        title=kind.value,
        year=year,
        value=Decimal(value),
        unit=kind.unit,
        source="Invented office",
        url="https://example.org/",
        evidence=Evidence.PARTIAL,
        date_read=PartialDate("2026-01"),
    )


PRICES = (
    fact(FactKind.BASKET_PRICE, 2025, "17"),
    fact(FactKind.INCOME, 2024, "10000"),
    fact(FactKind.INCOME, 2025, "12000"),
)


def asked(*facts: PartnerFact, partners: tuple[str, ...] = ("AAA",)) -> dict[str, Figure]:
    return partner_tests(facts, partners, TARGETS, LIMITS, ["PKG-4"])


def value(found: dict[str, Figure], part: str, partner: str = "AAA") -> object:
    return found[partner_figure_id(partner, part)].value


def test_of_a_partner_on_which_nothing_is_published_nothing_is_known() -> None:
    found = asked(*PRICES, partners=("AAA", "BBB"))
    assert [value(found, test, "BBB") for test in PartnerTest] == [None] * 6
    # Of twelve answers the price of AAA is the only one that can be given.
    assert found[answer_count_id("known")].value == 1
    assert found[answer_count_id("not_known")].value == 11
    assert all(figure.inputs and figure.reason for figure in found.values())


def test_the_answer_depends_where_the_year_of_income_decides() -> None:
    # 17 x 12 = 204: 2.04 % of 10,000 and 1.7 % of 12,000.
    found = asked(*PRICES)
    assert value(found, "price_share") == Decimal("2.04")
    assert value(found, "price_share_same_year") == Decimal("1.70")
    assert value(found, "price") == "depends"


@pytest.mark.parametrize(
    ("price", "said", "answer"), [("15", "1.9", "yes"), ("15", "2.1", "depends"), ("25", "2.1", "no")]
)
def test_the_share_of_the_publisher_counts_beside_our_own(price: str, said: str, answer: str) -> None:
    # 15 x 12 = 180: 1.8 and 1.5 %; 25 x 12 = 300: 3 and 2.5 %.
    facts = (fact(FactKind.BASKET_PRICE, 2025, price), *PRICES[1:], fact(FactKind.BASKET_SHARE, 2025, said))
    assert value(asked(*facts), "price") == answer


def test_a_price_at_the_limit_keeps_it_and_is_not_rounded_first() -> None:
    # 12 x 20 = 240 of 12,000 is 2 %; 20.01 shows as 2.00 % and is above it.
    income = fact(FactKind.INCOME, 2024, "12000")
    assert value(asked(fact(FactKind.BASKET_PRICE, 2025, "20"), income), "price") == "yes"
    above = asked(fact(FactKind.BASKET_PRICE, 2025, "20.01"), income)
    assert (value(above, "price_share"), value(above, "price")) == (Decimal("2.00"), "no")


def test_the_poorest_are_tested_by_their_share_of_what_a_survey_counts() -> None:
    # 8 + 12 = 20 % for 40 % of people is half of the mean: 5,000 a year; 60 of it are 1.2 %, 204 are 4.08 %.
    shares = (fact(FactKind.POOREST_FIFTH, 2021, "8"), fact(FactKind.SECOND_FIFTH, 2021, "12"))
    found = asked(*PRICES, *shares)
    assert value(found, "price_share_poorest") == Decimal("4.08")
    assert value(found, "price_poorest") == "no"
    cheap = asked(fact(FactKind.BASKET_PRICE, 2025, "5"), *PRICES[1:], *shares)
    assert (value(cheap, "price_share_poorest"), value(cheap, "price_poorest")) == (Decimal("1.20"), "yes")
    between = asked(fact(FactKind.BASKET_PRICE, 2025, "9"), *PRICES[1:], *shares)  # 108: 2.16 % and 1.8 %
    assert (value(between, "price_share_poorest"), value(between, "price_poorest")) == (
        Decimal("2.16"), "depends",
    )  # fmt: skip
    assert (
        "By income of 2025 it would take 1.80 %." in between[partner_figure_id("AAA", "price_poorest")].reason
    )
    other_year = asked(*PRICES, shares[0], fact(FactKind.SECOND_FIFTH, 2019, "12"))
    assert value(other_year, "price_poorest") is None, "two surveys make no share"


def test_an_income_of_another_year_or_currency_answers_nothing() -> None:
    assert value(asked(PRICES[0], fact(FactKind.INCOME, 2020, "10000")), "price") is None
    foreign = replace(PRICES[1], unit="EUR")
    assert value(asked(PRICES[0], foreign), "price") is None


def test_a_package_is_named_and_not_taken_for_the_basket() -> None:
    found = asked(fact(FactKind.PACKAGE_PRICE, 2022, "15"), *PRICES[1:])
    assert value(found, "price") is None
    assert "USD 15 in 2022), which is another thing" in found[partner_figure_id("AAA", "price")].reason


def test_fibre_is_no_gigabit_and_4g_no_5g() -> None:
    found = asked(fact(FactKind.FIBRE, 2022, "71"), fact(FactKind.MOBILE_4G, 2018, "97"))
    assert (value(found, "gigabit"), value(found, "gigabit_gap")) == (None, None)
    assert value(found, "mobile_5g") is None
    gap = found[partner_figure_id("AAA", "gigabit_gap")]
    assert "at a speed that is not said" in gap.reason
    assert shipped_cell_id("facts", "fibre.AAA.2022") in {part.id for part in gap.inputs}


def at_speed(speed: str, value: str, year: int = 2023) -> PartnerFact:
    return fact(FactKind.REACH_AT_SPEED, year, value, speed=speed)


def test_no_more_households_get_a_gigabit_than_get_less() -> None:
    found = asked(at_speed("30", "88.8"), at_speed("100", "73.67"))
    assert (value(found, "gigabit"), value(found, "gigabit_most")) == ("no", Decimal("73.67"))
    assert value(found, "gigabit_gap") is None, "the most is not the share itself"
    answer = found[partner_figure_id("AAA", "gigabit")]
    assert "At most 73.67 %" in answer.reason
    assert "100 Mbit/s or more (2023)" in answer.reason
    assert (answer.evidence, str(answer.last_evidence)) == (Evidence.PARTIAL, "2023")
    most = found[partner_figure_id("AAA", "gigabit_most")]
    assert shipped_cell_id("facts", "reach_at_speed100.AAA.2023") in {part.id for part in most.inputs}


@pytest.mark.parametrize(
    "said",
    [
        (at_speed("100", "100"),),
        (at_speed("2000", "40"),),
        (fact(FactKind.FIXED_NETWORK, 2023, "100"),),
        (fact(FactKind.MOBILE_4G, 2023, "85"),),
        (fact(FactKind.HOUSEHOLDS_WITH, 2023, "85"),),
        # Of two years the later one counts: by 2024 all have been reached at that speed.
        (at_speed("100", "73", 2022), at_speed("100", "100", 2024)),
    ],
)
def test_what_bounds_nothing_leaves_the_gigabit_unknown(said: tuple[PartnerFact, ...]) -> None:
    found = asked(*said)
    assert (value(found, "gigabit"), value(found, "gigabit_most")) == (None, None)


def test_who_has_no_fixed_network_has_no_gigabit() -> None:
    part = asked(fact(FactKind.FIXED_NETWORK, 2023, "90"))
    assert (value(part, "gigabit"), value(part, "gigabit_most")) == ("no", 90)
    some = asked(fact(FactKind.TO_CONNECT, 2025, "150000"))
    assert (value(some, "gigabit"), value(some, "gigabit_most")) == ("no", None)
    used = {each.id for each in some[partner_figure_id("AAA", "gigabit")].inputs}
    assert partner_figure_id("AAA", "fixed") in used


def test_a_stated_share_comes_first_unless_a_later_one_of_less_speed_is_below_it() -> None:
    share = fact(FactKind.GIGABIT, 2023, "100")
    assert value(asked(share, at_speed("100", "70", 2022)), "gigabit") == "yes"
    assert value(asked(fact(FactKind.GIGABIT, 2023, "60"), at_speed("100", "70")), "gigabit_gap") == 40
    later = asked(share, at_speed("100", "70", 2024))
    assert (value(later, "gigabit"), value(later, "gigabit_gap")) == ("no", None)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(("30", "100", "1000", "3000")), st.integers(0, 100), st.integers(2020, 2024)
        ),
        max_size=4,
        unique_by=lambda row: (row[0], row[2]),
    )
)
def test_other_speeds_never_say_that_a_gigabit_reaches_all(said: list[tuple[str, int, int]]) -> None:
    found = asked(*(at_speed(speed, str(share), year) for speed, share, year in said))
    assert value(found, "gigabit") in {None, "no"}
    assert (value(found, "gigabit") is None) is (value(found, "gigabit_most") is None)


def test_the_gap_to_a_target_is_in_percentage_points() -> None:
    found = asked(fact(FactKind.GIGABIT, 2024, "100"), fact(FactKind.MOBILE_5G, 2022, "75.8"))
    assert (value(found, "gigabit_gap"), value(found, "gigabit")) == (0, "yes")
    assert (value(found, "mobile_5g_gap"), value(found, "mobile_5g")) == (Decimal("24.2"), "no")


def test_who_is_still_to_be_connected_is_not_reached_unless_a_later_statement_says_so() -> None:
    to_connect = fact(FactKind.TO_CONNECT, 2025, "150000")
    assert value(asked(to_connect, fact(FactKind.FIXED_NETWORK, 2023, "100")), "fixed") == "no"
    assert value(asked(to_connect, fact(FactKind.FIXED_NETWORK, 2027, "100")), "fixed") == "yes"
    assert value(asked(fact(FactKind.FIXED_NETWORK, 2023, "99.9")), "fixed") == "no"


def test_half_of_all_tests_and_a_mean_of_other_tests_stay_apart() -> None:
    found = asked(fact(FactKind.SPEED_MEDIAN, 2024, "50"), fact(FactKind.SPEED_MEAN, 2024, "1500"))
    assert (value(found, "speed_median"), value(found, "speed")) == (50, "no")
    assert "mean of 1500 Mbit/s" in found[partner_figure_id("AAA", "speed")].reason
    assert value(asked(fact(FactKind.SPEED_MEAN, 2024, "1500")), "speed") is None


def test_nothing_unverified_counts_and_the_weakest_evidence_is_kept() -> None:
    hidden = replace(PRICES[0], evidence=Evidence.UNVERIFIED)
    assert value(asked(hidden, *PRICES[1:]), "price") is None
    figure = asked(*PRICES)[partner_figure_id("AAA", "price")]
    assert (figure.evidence, str(figure.last_evidence)) == (Evidence.PARTIAL, "2025")


@settings(max_examples=25, deadline=None)
@given(st.permutations((*PRICES, fact(FactKind.MOBILE_5G, 2021, "50"), fact(FactKind.MOBILE_5G, 2022, "60"))))
def test_the_order_of_what_is_published_changes_nothing(facts: list[PartnerFact]) -> None:
    found = asked(*facts)
    assert (value(found, "price"), value(found, "mobile_5g_gap")) == ("depends", Decimal(40))
