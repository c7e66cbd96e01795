"""What an announced sum for broadband buys: two readings, worked by hand, and nothing made up."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.claim import Qualifier
from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence
from accord.domain.figure import Figure
from accord.methods.announced_broadband import announced_broadband, announced_sums, costed_projects
from made_up import figure

LEAF = "broadband.announced"


def topics(**changed: int | None) -> dict[str, Figure]:
    """A sum of 30, a project that cost 200 for 50 households, 40 of it by a grant, unless changed."""
    stated: dict[str, int | None] = {"announced": 30, "cost": 200, "households": 50, "grant": 40, **changed}
    names = {
        "announced": "PKG-4.grants_announced",
        "cost": "X-SRB-BB.cost",
        "households": "X-SRB-BB.households",
        "grant": "X-SRB-BB.grant",
    }
    rows = (figure(name, stated[key]) for key, name in names.items())
    return {row.id: row for row in rows}


def test_both_readings_by_hand(sofia_declaration: Declaration) -> None:
    # 200 / 50 = 4 a household; 30 / 4 = 7.5, rounded half up 8; the grant paid 40 / 200 = 0.2, so that 30
    # would go with 120 of others: 150 / 4 = 37.5, rounded 38.
    found = announced_broadband(sofia_declaration, topics())
    assert found[f"{LEAF}.cost_per_household.X-SRB-BB"].value == 4
    assert found[f"{LEAF}.grant_share.X-SRB-BB"].value == 20
    assert found[f"{LEAF}.alone.PKG-4.X-SRB-BB"].value == 8
    assert found[f"{LEAF}.with_others.PKG-4.X-SRB-BB"].value == 38
    assert found[f"{LEAF}.others_money.PKG-4.X-SRB-BB"].value == 120


def test_which_reading_was_claimed_stays_unknown_with_the_gap_named(sofia_declaration: Declaration) -> None:
    claimed = announced_broadband(sofia_declaration, topics())[f"{LEAF}.claimed.PKG-4"]
    assert claimed.value is None
    assert "neither reading was claimed" in claimed.reason
    assert "gap-broadband-ledger" in {part.id for part in claimed.inputs}


def test_a_stated_number_of_households_is_taken_over(sofia_declaration: Declaration) -> None:
    stated = {**topics(), "PKG-4.households": figure("PKG-4.households", 1000, unit="households")}
    assert announced_broadband(sofia_declaration, stated)[f"{LEAF}.claimed.PKG-4"].value == 1000


def test_without_a_grant_there_is_no_second_reading(sofia_declaration: Declaration) -> None:
    found = announced_broadband(sofia_declaration, topics(grant=None))
    assert f"{LEAF}.alone.PKG-4.X-SRB-BB" in found
    assert not [name for name in found if "with_others" in name or "others_money" in name]


def test_without_cost_or_households_nothing_is_computed(sofia_declaration: Declaration) -> None:
    for missing in ("cost", "households"):
        stated = topics(**{missing: None})
        assert costed_projects(sofia_declaration, stated) == ()
        assert list(announced_broadband(sofia_declaration, stated)) == [f"{LEAF}.claimed.PKG-4"]
    assert announced_sums(sofia_declaration, topics(announced=None)) == ()


def test_another_currency_is_not_converted(sofia_declaration: Declaration) -> None:
    stated = topics()
    stated["PKG-4.grants_announced"] = replace(stated["PKG-4.grants_announced"], unit="USD")
    alone = announced_broadband(sofia_declaration, stated)[f"{LEAF}.alone.PKG-4.X-SRB-BB"]
    assert alone.value is None
    assert "nothing is converted" in alone.reason


def test_hedges_and_weak_evidence_reach_the_readings(sofia_declaration: Declaration) -> None:
    stated = topics()
    weak = replace(stated["X-SRB-BB.households"], qualifier=Qualifier.NEARLY, evidence=Evidence.PARTIAL)
    found = announced_broadband(sofia_declaration, {**stated, weak.id: weak})
    for name in (f"{LEAF}.alone.PKG-4.X-SRB-BB", f"{LEAF}.with_others.PKG-4.X-SRB-BB"):
        assert (found[name].qualifier, found[name].evidence) == (Qualifier.ABOUT, Evidence.PARTIAL)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(1, 10**6), st.integers(1, 100), st.data())
def test_the_sum_and_the_money_of_others_pay_for_the_second_reading(
    sofia_declaration: Declaration, announced: int, cost: int, households: int, part: int, data: st.DataObject
) -> None:
    grant = data.draw(st.integers(1, cost))
    stated = topics(announced=announced, cost=cost * part, households=households, grant=grant)
    found = announced_broadband(sofia_declaration, stated)
    others = found[f"{LEAF}.others_money.PKG-4.X-SRB-BB"].value
    reached = found[f"{LEAF}.with_others.PKG-4.X-SRB-BB"].value
    alone = found[f"{LEAF}.alone.PKG-4.X-SRB-BB"].value
    assert isinstance(others, Decimal)
    assert isinstance(reached, Decimal)
    assert isinstance(alone, Decimal)
    assert reached >= alone
    each = Decimal(cost * part) / households
    # Each of the two is rounded to a whole one, so that the sums agree to half a household and half a unit.
    assert abs((announced + others) - reached * each) <= each / 2 + 1
