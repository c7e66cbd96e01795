"""Observations survive the way into a table and back; what is no table of theirs is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.observation import Absence, Observation
from accord.domain.observed_period import ObservedPeriod
from accord.errors import UsageError
from accord.store.observation_tables import (
    OBSERVATION_SCHEMAS,
    observations_of,
    read_observation_tables,
    to_observation_table,
)
from accord.store.tables import write_tables
from observed_lake import lake_observations, write_observations

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=18)
ABSENT = st.sampled_from([word for word in Absence if word is not Absence.ZERO])
WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    value = draw(st.none() | NUMBERS)
    absence = draw(ABSENT) if value is None else Absence.ZERO if value == 0 else None
    return Observation(
        id=draw(WORDS),
        partner="NOR",
        indicator="clarity",
        period=ObservedPeriod(draw(st.sampled_from(["2018", "2018-H1", "2018-Q4", "2018-12", "2018/2019"]))),
        source=draw(WORDS),
        vintage=draw(WORDS),
        value=value,
        absence=absence,
        std_error=draw(st.none() | NUMBERS.map(abs)),
        unit=draw(WORDS),
        segment="all",
        word=draw(WORDS),
        note=draw(WORDS),
        place=draw(WORDS),
    )


@settings(deadline=None)
@given(st.lists(observations(), max_size=5))
def test_observations_survive_the_table_to_the_last_digit(rows: list[Observation]) -> None:
    assert list(observations_of(to_observation_table(rows))) == rows


def test_a_number_too_large_for_the_table_is_no_number_of_it() -> None:
    row = next(iter(lake_observations()))
    wide = Observation(**{**_fields(row), "value": Decimal(10) ** 25})  # type: ignore[arg-type]  # the same fields
    with pytest.raises(ValueError, match="more digits"):
        to_observation_table([wide])


def test_a_folder_of_other_tables_is_refused_with_the_next_step(tmp_path: Path) -> None:
    schema = pa.schema([("a", pa.int64())])
    write_tables([("flows", pa.table({"a": [1]}))], {"flows": schema}, tmp_path / "other")
    with pytest.raises(UsageError, match=r"ACC-212(?s:.*)accord read observations"):
        read_observation_tables(tmp_path / "other")


def test_what_was_written_is_read_with_its_files(tmp_path: Path) -> None:
    rows, files = read_observation_tables(write_observations(tmp_path / "observations"))
    assert rows == tuple(lake_observations())
    assert [set(file) for file in files] == [set(OBSERVATION_SCHEMAS["observation_files"].names)]


def _fields(row: Observation) -> dict[str, object]:
    return {name: getattr(row, name) for name in Observation.__dataclass_fields__}
