"""The observations of a snapshot: how they are kept, found by id, and stand at the end of a descent."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from accord.domain.observation import Observation
from accord.store.figure_json import Json
from accord.store.observation_tables import OBSERVATION_SCHEMAS, observations_of, to_observation_table

__all__ = [
    "OBSERVED",
    "ObservationLeaf",
    "observation_leaves",
    "observed_tables",
    "read_observed",
    "said",
]

OBSERVED = "observed"
"""Folder of a snapshot in which the tables lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationLeaf:
    """An observation at the end of a descent.

    Attributes:
        observation: The observation, with file, hash and place.
        role: What it does in the figure that uses it.
        used_by: Id of that figure.
    """

    observation: Observation
    role: str
    used_by: str

    def to_json(self) -> dict[str, Json]:
        """Return the leaf with the keys that ``accord why --json`` documents; numbers as text, exact."""
        row = self.observation
        numbers = {
            name: None if number is None else f"{number:f}"
            for name, number in (
                ("value", row.value),
                ("std_error", row.std_error),
                ("lower", row.lower),
                ("upper", row.upper),
                ("level", row.level),
            )
        }
        return {
            "id": row.id,
            "role": self.role,
            "used_by": self.used_by,
            "indicator": row.indicator,
            "partner": row.partner,
            "period": row.period.text,
            **numbers,
            "absence": row.absence.value if row.absence else None,
            "word": row.word or None,
            "unit": row.unit,
            "source": row.source,
            "vintage": row.vintage,
            "segment": row.segment,
            "status": row.status or None,
            "wave": row.wave or None,
            "file": row.file,
            "sha256": row.sha256,
            "place": row.place,
            "note": row.note,
        }


def said(observation: Observation) -> str:
    """Return what an observation says, in one line: the value with its doubt, or why there is none."""
    row = observation
    if row.value is None:
        return row.absence.value if row.absence else "missing"
    text = row.word or f"{row.value:f} {row.unit}"
    if row.std_error is not None:
        text += f", standard error {row.std_error:f}"
    if row.lower is not None and row.upper is not None:
        share = f" ({row.level:%} interval)" if row.level is not None else ""
        text += f", {row.lower:f} to {row.upper:f}{share}"
    return text


def observed_tables(
    observations: Iterable[Observation], files: Iterable[Mapping[str, object]]
) -> dict[str, bytes]:
    """Return the tables of a snapshot as Parquet, by name; the same rows give the same bytes.

    Args:
        observations: What was observed, without what claims say: those stand with the claims.
        files: Rows of ``observation_files``.
    """
    schema = OBSERVATION_SCHEMAS["observation_files"]
    tables = {
        "observations": to_observation_table(sorted(observations, key=lambda row: row.key)),
        "observation_files": pa.Table.from_pylist([dict(row) for row in files], schema=schema),
    }
    return {name: _parquet(table) for name, table in tables.items()}


def read_observed(snapshot: Path) -> Mapping[str, Observation]:
    """Return the observations that were taken into a snapshot by id; none if there are none."""
    path = snapshot / OBSERVED / "observations.parquet"
    return _read(path) if path.is_file() else {}


def observation_leaves(snapshot: Path, wanted: Mapping[str, tuple[str, str]]) -> tuple[ObservationLeaf, ...]:
    """Return the observations with some ids, in the order in which they are wanted; others are passed over.

    Args:
        snapshot: Folder of the snapshot.
        wanted: Role and figure that uses it, by id.
    """
    if not wanted:
        return ()
    known = read_observed(snapshot)
    return tuple(
        ObservationLeaf(observation=known[name], role=role, used_by=used_by)
        for name, (role, used_by) in wanted.items()
        if name in known
    )


@functools.lru_cache(maxsize=4)
def _read(path: Path) -> Mapping[str, Observation]:
    return {row.id: row for row in observations_of(pq.read_table(path))}


def _parquet(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()
