"""The world as it was known on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accord.domain.declaration import Declaration
from accord.domain.period import PartialDate
from accord.errors import UsageError
from accord.methods.computing import compute
from accord.methods.vintages import known_on


def claims_on(declaration: Declaration, day: date) -> list[str]:
    return [claim.id for claim in known_on(declaration, day).claims]


def dated(declaration: Declaration, source: str, published: str | None) -> Declaration:
    return replace(
        declaration,
        sources=tuple(
            replace(row, published=PartialDate(published) if published else None) if row.id == source else row
            for row in declaration.sources
        ),
    )


@pytest.mark.parametrize(
    ("published", "first_day"),
    [
        ("2022-02-01", date(2022, 2, 1)),
        # A month or a year is over on its last day; nobody can have known it before for certain.
        ("2022-02", date(2022, 2, 28)),
        ("2022", date(2022, 12, 31)),
        # Undated: known from the day on which it was read.
        (None, date(2024, 1, 15)),
    ],
)
def test_a_claim_is_known_from_the_end_of_the_period_of_publication(
    lake_declaration: Declaration, published: str | None, first_day: date
) -> None:
    declaration = dated(lake_declaration, "north-budget", published)
    assert "ferry-cost-budget" in claims_on(declaration, first_day)
    assert "ferry-cost-budget" not in claims_on(declaration, first_day - timedelta(days=1))


def test_what_was_promised_is_not_filtered(lake_declaration: Declaration) -> None:
    early = known_on(lake_declaration, date(2020, 3, 1))
    assert early.claims == ()
    assert early.commitments == lake_declaration.commitments
    assert early.sources == lake_declaration.sources


def test_before_the_declaration_there_is_nothing_to_know(lake_declaration: Declaration) -> None:
    with pytest.raises(UsageError) as caught:
        known_on(lake_declaration, date(2020, 2, 29))
    (problem,) = caught.value.problems
    assert (problem.id, problem.value) == ("ACC-203", "2020-02-29")
    assert "2020-03-01" in problem.expected


def test_an_earlier_day_gives_the_value_that_was_known_then(lake_declaration: Declaration) -> None:
    """At the end of 2021 only the gazette had written about the cost: about 120,000."""
    for day, value, is_disputed in (
        (date(2021, 12, 31), 120_000, False),
        (date(2022, 2, 1), 104_500, True),
    ):
        figures, _assessments = compute(known_on(lake_declaration, day), day=day)
        cost = next(figure for figure in figures if figure.id == "PACT-1.ferry_cost.NOR")
        assert (cost.value, cost.is_disputed) == (Decimal(value), is_disputed)


def test_knowledge_only_grows(sofia_declaration: Declaration) -> None:
    known: set[str] = set()
    for year in range(2018, 2027):
        now = set(claims_on(sofia_declaration, date(year, 12, 31)))
        assert known <= now
        known = now
    assert known == {claim.id for claim in sofia_declaration.claims}
