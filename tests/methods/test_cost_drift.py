"""The cost of a project over its documents: in order, in percent, undated ones apart."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from accord.domain.claim import Claim, Qualifier
from accord.domain.declaration import Declaration
from accord.domain.evidence import Authority, Evidence, Source
from accord.methods.cost_drift import CostDrift, DatedBy, cost_drift
from made_up import claim, source

PUBLISHED = {"early": "2018-06", "middle": "2019", "late": "2021-03-01", "undated": None}
SOURCES: dict[str, Source] = {
    name: source(name, Authority.OFFICIAL, published) for name, published in PUBLISHED.items()
}


def cost(name: str, amount: int, of: str, *, date: str | None = None, unit: str = "EUR") -> Claim:
    return claim(name, amount, of=of, date=date, unit=unit)


def drift(*claims: Claim) -> CostDrift:
    return cost_drift("PACT-1", claims, SOURCES, attribute="ferry_cost")


def test_the_cost_of_a_project_is_followed_through_its_documents() -> None:
    # By hand: 225 on 212 is 6.132075 %, 255 on 212 is 20.283019 %, 255 on 225 is 13.333333 %.
    result = drift(cost("c3", 255, "late"), cost("c1", 212, "early"), cost("c2", 225, "middle"))
    assert [item.claim for item in result.vintages] == ["c1", "c2", "c3"]
    assert [item.change_to_first for item in result.vintages] == [
        None,
        Decimal("6.132075"),
        Decimal("20.283019"),
    ]
    assert [item.change_to_previous for item in result.vintages] == [
        None,
        Decimal("6.132075"),
        Decimal("13.333333"),
    ]
    assert all(item.is_order_sure for item in result.vintages)


def test_a_fall_is_negative() -> None:
    result = drift(cost("c1", 200, "early"), cost("c2", 150, "late"))
    assert result.vintages[1].change_to_first == Decimal(-25)


def test_an_undated_document_is_dated_by_its_statement_or_stands_apart() -> None:
    result = drift(
        cost("c1", 200, "early"),
        cost("told", 210, "undated", date="2020"),
        cost("lost", 999, "undated"),
    )
    assert [(item.claim, item.dated_by) for item in result.vintages] == [
        ("c1", DatedBy.DOCUMENT),
        ("told", DatedBy.CLAIM),
    ]
    (apart,) = result.undated
    assert (apart.claim, apart.date, apart.dated_by) == ("lost", None, DatedBy.NOTHING)
    assert (apart.change_to_first, apart.change_to_previous) == (None, None)


def test_the_document_dates_a_vintage_before_the_statement_does() -> None:
    (vintage,) = drift(cost("c1", 200, "late", date="2015")).vintages
    assert (str(vintage.date), vintage.dated_by) == ("2021-03-01", DatedBy.DOCUMENT)


def test_currencies_are_not_compared() -> None:
    result = drift(cost("c1", 200, "early"), cost("usd", 5, "middle", unit="USD"), cost("c2", 220, "late"))
    assert [item.change_to_previous for item in result.vintages] == [None, None, Decimal(10)]


def test_an_order_that_the_dates_leave_open_is_not_called_sure() -> None:
    # 2019 may be before or after June 2019.
    sources = SOURCES | {"june": source("june", Authority.OFFICIAL, "2019-06")}
    claims = [cost("c1", 200, "june"), cost("c2", 220, "middle")]
    result = cost_drift("PACT-1", claims, sources, attribute="ferry_cost")
    assert [item.is_order_sure for item in result.vintages] == [True, False]


def test_an_unverified_cost_is_listed_and_not_counted() -> None:
    rumour = replace(cost("rumour", 999, "late"), evidence=Evidence.UNVERIFIED)
    result = drift(cost("c1", 200, "early"), rumour)
    assert ([item.claim for item in result.vintages], result.not_counted) == (["c1"], ("rumour",))


def test_a_hedge_stays_with_its_vintage() -> None:
    hedged = replace(cost("c1", 200, "early"), qualifier=Qualifier.ABOUT)
    assert drift(hedged).vintages[0].qualifier is Qualifier.ABOUT


def test_a_change_on_zero_cannot_be_told() -> None:
    result = drift(cost("c1", 0, "early"), cost("c2", 5, "late"))
    assert result.vintages[1].change_to_first is None


def test_a_project_of_which_nobody_states_a_cost_has_none() -> None:
    assert drift() == CostDrift(project="PACT-1", vintages=(), undated=(), not_counted=())


def test_the_peace_highway_has_one_dated_cost_and_two_without_a_date(sofia_declaration: Declaration) -> None:
    # 212m and 225m stand on undated pages; 255m in an article of September 2019.
    sources = {row.id: row for row in sofia_declaration.sources}
    result = cost_drift("T03", sofia_declaration.claims, sources)
    assert [(item.amount, str(item.date)) for item in result.vintages] == [
        (Decimal(255_000_000), "2019-09-17")
    ]
    assert [item.amount for item in result.undated] == [Decimal(212_000_000), Decimal(225_000_000)]


@given(st.lists(st.tuples(st.integers(1, 10**12), st.sampled_from(list(PUBLISHED))), max_size=8))
def test_every_cost_has_its_place_and_changes_multiply(rows: list[tuple[int, str]]) -> None:
    claims = [cost(f"c{number}", amount, of) for number, (amount, of) in enumerate(rows)]
    result = drift(*claims)
    assert len(result.vintages) + len(result.undated) == len(rows)
    days = [item.date.last_day for item in result.vintages if item.date]
    assert days == sorted(days)
    for item in result.vintages[1:]:
        assert item.change_to_first is not None
        expected = result.vintages[0].amount * (1 + item.change_to_first / 100)
        assert abs(expected - item.amount) <= result.vintages[0].amount / Decimal(10**8)
