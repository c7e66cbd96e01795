"""The public record contradicts itself; the conflicts are kept as claims and shown with their spread.

The values were collected by hand from the documents that the claims name: twelve conflicts, of
which some concern two attributes (an amount and a number of projects, a cost and a length).
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.store.snapshot import Snapshot
from accord.store.tracing import Tracer

M = 1_000_000

CONFLICTS: dict[str, tuple[str, ...]] = {
    "T08.grant": ("15e6", "15e6", "12.9e6"),
    "BIH-CONNECTIVITY.total": ("216.8e6", "217e6", "212e6"),
    "BIH-CONNECTIVITY.projects": ("13", "11"),
    "CA2019.projects": ("8", "12"),
    "T03.length": ("32", "33", "39"),
    "T05.length": ("4.9", "6.9"),
    "T01.grant": ("27.05e6", "27.672e6"),
    "X-RAIL8.grant": ("68626131", "70e6"),
    "X-PRAHOVO.grant": ("16.6e6", "16.55e6", "16.5e6", "15.85e6"),
    "CA2015.projects": ("10", "8"),
    "CA2015.grants": ("200e6", "145e6"),
    "BIH-EIB-2020.loan_offered": ("140e6", "204e6"),
    # 140m loan + 64m grant = 204m, or 204m loan + 64m grant = 268m
    "BIH-EIB-2020.total": ("204e6", "268e6"),
    "RGF.pre_financing.KOS": ("56.6e6", "61e6"),
    # "total 25m", although 52.2m of pre-financing had been paid: 25 + 52.2 = 77.2
    "RGF.cumulative_paid.MKD": ("25e6", "77.2e6"),
}


@pytest.mark.parametrize("name", list(CONFLICTS))
def test_a_conflict_of_the_record_is_shown_with_its_spread(sofia: Snapshot, name: str) -> None:
    values = sorted(Decimal(value) for value in CONFLICTS[name])
    claims = [row for row in sofia.declaration.claims if row.topic == name and row.evidence.is_verified]
    assert sorted(Decimal(str(claim.value)) for claim in claims) == values
    figure = sofia.figures[name]
    assert figure.is_disputed
    assert (figure.minimum, figure.maximum, figure.claims) == (values[0], values[-1], len(values))
    assert figure.value in values


@pytest.mark.parametrize("name", list(CONFLICTS))
def test_every_side_of_a_conflict_can_be_traced(sofia: Snapshot, name: str) -> None:
    leaves = Tracer(sofia).trace(name).inputs
    claims = {row.id for row in sofia.declaration.claims if row.topic == name}
    assert {leaf.row.id for leaf in leaves} == claims
    assert [leaf.role for leaf in leaves].count("chosen") == 1


def test_the_drift_of_a_cost_is_a_revision_and_not_a_conflict(sofia: Snapshot) -> None:
    """Nis-Plocnik: 212m, then 225m, then 255m; the road was planned 30, 13, then 9.3 km long."""
    cost = sofia.figures["T03.cost"]
    assert (cost.minimum, cost.maximum, cost.claims) == (212 * M, 255 * M, 3)
    assert not cost.is_disputed
    length = sofia.figures["T02.length_planned"]
    assert (length.minimum, length.maximum) == (Decimal("9.3"), Decimal(30))
    assert not length.is_disputed


def test_the_decision_of_2015_splits_grants_and_technical_assistance(sofia: Snapshot) -> None:
    assert sofia.figures["CA2015.technical_assistance"].value == 10 * M


def test_the_grant_of_the_bosnian_package_is_not_in_doubt(sofia: Snapshot) -> None:
    assert sofia.figures["BIH-EIB-2020.grant_offered"].value == 64 * M


def test_a_hedged_amount_stays_hedged(sofia: Snapshot) -> None:
    """Johovac-Rudanka: one of the three documents says "nearly 15m"."""
    hedges = [str(row.qualifier) for row in sofia.declaration.claims if row.topic == "T08.grant"]
    assert sorted(hedges) == ["exact", "exact", "nearly"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # Budva bypass, register: loan of 50m and external loan of 75m, grant of 41.15m,
        # together with 5.095m of studies 46.245m of own grants, total 292.952m.
        ("T02.leverage.all_loans_per_2018_grant", "3.04"),  # 125 / 41.15  = 3.0377
        ("T02.leverage.wbif_rule", "1.08"),  # 50 / 46.245 = 1.0812
        ("T02.leverage.total_per_wbif_grant", "6.33"),  # 292.952 / 46.245 = 6.3348
    ],
)
def test_the_leverage_of_the_budva_bypass_depends_on_its_definition(
    sofia: Snapshot, name: str, expected: str
) -> None:
    value = sofia.figures[name].value
    assert isinstance(value, Decimal)
    assert value.quantize(Decimal("0.01")) == Decimal(expected)
