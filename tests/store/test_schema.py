"""What is written to the tables is what is read from them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.build import build_snapshot
from accord.domain.claim import Claim
from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence
from accord.domain.period import PartialDate
from accord.errors import AccordError
from accord.methods.announced_broadband import announced_commitments
from accord.methods.computing import compute
from accord.store.engine import ParquetWriter, read_parquet
from accord.store.schema import columns_of, from_record, to_record
from accord.store.snapshot import Snapshot, open_snapshot
from accord.store.snapshot_tables import TABLES
from accord.taking_in.broadband import take_broadband
from sources.test_leverage_checks import QUAYS
from support import Edit, parse_lake, write_lake


def test_the_opened_declaration_equals_the_parsed_one(
    sofia: Snapshot, sofia_declaration: Declaration
) -> None:
    for field in sofia_declaration.__dataclass_fields__:
        assert getattr(sofia.declaration, field) == getattr(sofia_declaration, field), field


def test_the_opened_figures_and_ratings_equal_the_computed_ones(
    sofia: Snapshot, sofia_declaration: Declaration
) -> None:
    figures, assessments = compute(sofia_declaration, day=sofia_declaration.last_read)
    partners = {row.id for row in sofia_declaration.partners}
    taken = take_broadband((), announced=announced_commitments(figures), partners=partners)
    assert list(sofia.figures.values()) == [*figures, *taken.figures.values()]
    assert list(sofia.assessments.values()) == list(assessments)


WITHOUT_ROWS = {"private_lines"}
"""No register that was read marks private money; the round trip of such rows is tested below."""


@pytest.mark.parametrize("name", [table.name for table in TABLES if table.name not in WITHOUT_ROWS])
def test_every_table_of_sofia_holds_rows_that_survive_the_round_trip(sofia: Snapshot, name: str) -> None:
    table = next(table for table in TABLES if table.name == name)
    records = read_parquet([(name, sofia.folder / "tables" / f"{name}.parquet")])[name]
    assert records, "a table without rows would show nothing"
    own = set(columns_of(table.row_type))
    for record in records:
        row: object = from_record(table.row_type, record, {})
        written = to_record(row)
        assert set(written) == own
        assert written == {column: record[column] for column in own}


def test_private_lines_of_a_package_survive_the_round_trip(tmp_path: Path) -> None:
    edit = Edit("quays.yml", "", QUAYS)
    folder = build_snapshot(write_lake(tmp_path / "lake_pact", edit), tmp_path / "store")
    opened = open_snapshot(folder).declaration.leverage
    assert opened == parse_lake(edit).leverage
    assert [row.line for row in opened[0].private] == ["Q1-L1"]


def test_the_readable_tables_have_as_many_rows_as_the_content(
    sofia: Snapshot, sofia_declaration: Declaration
) -> None:
    records = read_parquet([("claims", sofia.folder / "tables" / "claims.parquet")])["claims"]
    assert [record["id"] for record in records] == [claim.id for claim in sofia_declaration.claims]


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
NUMBERS = st.decimals(min_value=-(10**15), max_value=10**15, places=6)
CLAIMS = st.builds(
    Claim,
    id=st.just("c"),
    subject=TEXTS,
    attribute=TEXTS,
    value=st.one_of(NUMBERS, TEXTS, st.booleans()),
    source=TEXTS,
    evidence=st.sampled_from(Evidence),
    partner=TEXTS,
    date=st.one_of(st.none(), st.dates().map(lambda day: PartialDate(day.isoformat()))),
    note=TEXTS,
)


@given(CLAIMS)
def test_any_claim_survives_being_taken_apart(claim: Claim) -> None:
    assert from_record(Claim, to_record(claim), {}) == claim


@settings(max_examples=30, deadline=None)
@given(claims=st.lists(CLAIMS, max_size=4))
def test_any_claims_survive_the_file(tmp_path_factory: pytest.TempPathFactory, claims: list[Claim]) -> None:
    path = tmp_path_factory.getbasetemp() / "claims.parquet"
    with ParquetWriter() as writer:
        writer.write(path, columns_of(Claim), [to_record(claim) for claim in claims])
    records = read_parquet([("claims", path)])["claims"]
    assert [from_record(Claim, record, {}) for record in records] == claims


def test_absent_false_and_zero_stay_three_different_values(lake_declaration: Declaration) -> None:
    claim = lake_declaration.claims[0]
    for value in (False, Decimal(0), ""):
        restored = from_record(Claim, to_record(replace(claim, value=value)), {})
        assert type(restored.value) is type(value)
        assert restored.value == value


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("0.0000004"),
        pytest.param("9" * 20),
        "123456789012345678.123456",
    ],
)
def test_a_number_is_kept_exactly_or_refused(tmp_path: Path, value: str) -> None:
    edit = Edit("claims.yml", "value: 104500", f"value: {value}")
    try:
        folder = build_snapshot(write_lake(tmp_path / "lake", edit), tmp_path / "store")
    except AccordError:
        return
    assert open_snapshot(folder).declaration == parse_lake(edit)
