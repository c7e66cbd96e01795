"""Screened parties come back from the tables as they went in, and the same parties give the same bytes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from accord.domain.listing import Effect, ListingKind
from accord.domain.party import (
    Dealing,
    ListUsed,
    Party,
    PartyHit,
    Role,
    Screened,
    ScreeningRun,
    Standing,
    Timing,
)
from accord.domain.screening import Band, Hit, IdentityEvidence, NamePart, Verdict
from accord.store.screened import read_screened, screened_tables, screening_parameters

DAY = date(2024, 1, 15)
DEALING = Dealing(
    role=Role.PAID,
    measure="disbursement",
    partner="NOR",
    project="",
    currency="EUR",
    flows=2,
    left_out=1,
    without_amount=0,
    amount=Decimal("0.00000000000001"),
    first_day=date(2022, 5, 1),
    last_day=None,
    sources=("a", "b"),
)
PARTY = Party(
    id="quenlow-1",
    name='Quenlow, "Varstead" č',
    spellings=("Quenlow",),
    reference="",
    kind=ListingKind.UNKNOWN,
    types=(),
    standing=Standing.SCREENED,
    reason="",
    dealings=(DEALING,),
)
HIT = PartyHit(
    id="quenlow-1 made:1",
    party="quenlow-1",
    listed_kind=ListingKind.ORGANIZATION,
    ended_on=None,
    timing=Timing(before=1, during=2, after=3, unknown=4),
    hit=Hit(
        query_id="quenlow-1",
        listing_id="made:1",
        list="made",
        listed_name="Quenlow",
        is_weak=False,
        name_score=0.8215,
        parts=(
            NamePart(asked="quenlow", listed="quenlow", likeness=1.0, bits=9.25),
            NamePart(asked="", listed="x", likeness=0.0, bits=0.1),
        ),
        identity=Verdict.SILENT,
        evidence=(IdentityEvidence(field="country", verdict=Verdict.SILENT, asked="al", listed="rs"),),
        band=Band.POSSIBLE,
        explanation="Quenlow ~ Quenlow.",
        effect=Effect.DEBARMENT,
        regime="",
        listed_on=DAY,
        is_ended=True,
        as_of=DAY,
    ),
)
SCREENED = Screened(
    run=ScreeningRun(
        as_of=DAY,
        lists_id="f" * 64,
        missing=("late",),
        elsewhere=7,
        method="1",
        least=Decimal("0.7"),
        most=20,
    ),
    lists=(ListUsed(code="made", sha256="0" * 64, as_of=DAY, age_days=0, entries=1),),
    parties=(PARTY,),
    hits=(HIT,),
)
EMPTY = Screened(run=SCREENED.run, lists=(), parties=(), hits=())


@pytest.mark.parametrize("screened", [SCREENED, EMPTY], ids=["one party", "nobody"])
def test_what_went_in_comes_back(screened: Screened, tmp_path: Path) -> None:
    tables = screened_tables(screened)
    (tmp_path / "screening").mkdir()
    for name, content in tables.items():
        (tmp_path / "screening" / f"{name}.parquet").write_bytes(content)
    assert read_screened(tmp_path) == screened
    assert screened_tables(screened) == tables


def test_a_snapshot_without_the_tables_says_nothing_of_parties(tmp_path: Path) -> None:
    assert read_screened(tmp_path) is None


def test_the_manifest_is_told_every_list_with_day_and_hash() -> None:
    assert screening_parameters(SCREENED) == {
        "screening.lists_id": "f" * 64,
        "screening.method": "1",
        "screening.least": "0.7",
        "screening.most": "20",
        "screening.list.made": f"2024-01-15 sha256 {'0' * 64}",
    }


@pytest.mark.parametrize(("age", "is_stale"), [(0, False), (7, False), (8, True)])
def test_a_list_is_old_after_a_week(age: int, is_stale: bool) -> None:
    used = ListUsed(code="made", sha256="", as_of=DAY, age_days=age, entries=0)
    assert used.is_stale is is_stale
