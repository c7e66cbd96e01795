"""A snapshot of the pact of the lake with observations; every place and value is invented."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from accord.build import build_snapshot
from accord.domain.observation import Absence, Observation
from accord.domain.observed_period import ObservedPeriod
from accord.store.observation_tables import OBSERVATION_SCHEMAS, to_observation_table
from accord.store.snapshot import Snapshot, open_snapshot
from accord.store.tables import write_tables
from support import Edit, write_lake

__all__ = ["CONTENT", "build_observed_lake", "lake_observations", "write_observations"]

CONTENT = """
indicators:
  - id: clarity
    label: Clarity of the water
    unit: metres
    scale: ratio
    source: pact-text
    evidence: seen
    commitments: [PACT-1]
    segments:
      - {id: by_eye, direction: higher, last: "2014", lowest: 0, reason: Judged from a boat.}
      - {id: by_disc, direction: higher, first: "2015", lowest: 0, reason: A disc was bought.}
  - id: noise
    label: Noise at the landing
    unit: decibel
    scale: interval
    source: pact-text
    evidence: seen
    segments:
      - {id: all_years, direction: lower}
  - id: shore
    label: State of the shore
    unit: level
    scale: ordinal
    source: pact-text
    evidence: seen
    segments:
      - {id: all_years, direction: higher}
    levels:
      - {word: poor, rank: 1}
      - {word: fair, rank: 2}
      - {word: clean, rank: 3}
  - id: otters
    label: Otters seen in a half-year
    unit: otters
    scale: ratio
    source: pact-text
    evidence: seen
    reporting: half-yearly
    segments:
      - {id: all_years, direction: higher, lowest: 0}
targets:
  - {id: clear-lake, indicator: clarity, value: 12, due: 2030, source: pact-text, evidence: seen}
benchmarks:
  - {id: other_lakes, label: Unweighted mean of three other lakes, kind: unweighted_mean,
     members: [FAR, OLD, NEW], least_members: 2}
"""
_FILE, _SHA = "lake.csv", "ab" * 32


def lake_observations() -> Iterator[Observation]:
    """Yield clarity in two vintages and two segments, noise without errors, shores in words, absences."""
    line = 1
    for vintage, shift in (("2021", Decimal("0.1")), ("2023", Decimal(0))):
        for year in range(2012, 2023):
            for code, start, step in _CLARITY:
                line += 1
                value = Decimal(start) + Decimal(step) * (year - 2012) + shift
                yield _row("clarity", code, str(year), vintage, line, value=value, std_error=Decimal("0.4"))
    for year, north in ((2018, "61"), (2020, "60"), (2022, "58.5")):
        line += 1
        yield _row("noise", "NOR", str(year), "2023", line, value=Decimal(north))
    yield _row("noise", "SOU", "2022", "2023", line + 1, absence=Absence.NOT_REPORTED)
    yield _row("shore", "NOR", "2018", "2023", line + 2, value=Decimal(1), word="poor")
    yield _row("shore", "NOR", "2022", "2023", line + 3, value=Decimal(3), word="clean")
    yield _row("shore", "SOU", "2022", "2023", line + 4, value=Decimal(2), word="fair")


_CLARITY = (
    ("NOR", "4", "0.5"),
    ("SOU", "5", "0.02"),
    ("FAR", "8", "0.1"),
    ("OLD", "9", "0.1"),
    ("NEW", "10", "0.1"),
)


def _row(
    indicator: str,
    code: str,
    period: str,
    vintage: str,
    line: int,
    *,
    value: Decimal | None = None,
    std_error: Decimal | None = None,
    absence: Absence | None = None,
    word: str = "",
) -> Observation:
    units = {"clarity": "metres", "noise": "decibel", "shore": "level"}
    segment = "all_years"
    if indicator == "clarity":
        segment = "by_disc" if int(period) >= 2015 else "by_eye"
    return Observation(
        id=f"obs.{indicator}.{code}.{period}.lake-survey.{vintage}",
        partner=code,
        indicator=indicator,
        period=ObservedPeriod(period),
        source="lake-survey",
        vintage=vintage,
        value=value,
        absence=absence,
        word=word,
        std_error=std_error,
        unit=units[indicator],
        segment=segment,
        file=_FILE,
        sha256=_SHA,
        place=f"line {line}",
    )


def write_observations(folder: Path, rows: Iterator[Observation] | None = None) -> Path:
    """Write observations as ``accord read observations`` does, and return the folder."""
    files = pa.Table.from_pylist(
        [
            {
                "name": _FILE,
                "sha256": _SHA,
                "layout": "tidy",
                "layout_sha256": _SHA,
                "publisher": "Lake survey",
                "url": "https://example.org/survey",
                "licence": "invented",
                "vintage": "",
                "rows": 1,
                "unread": [],
            }
        ],
        schema=OBSERVATION_SCHEMAS["observation_files"],
    )
    tables = {
        "observations": to_observation_table(rows or lake_observations()),
        "observation_files": files,
    }
    write_tables(tables.items(), OBSERVATION_SCHEMAS, folder)
    return folder


def build_observed_lake(root: Path) -> Snapshot:
    """Build the pact of the lake with these observations below a folder, and open the snapshot."""
    lake = write_lake(root / "lake_pact", Edit("clarity.yml", "", CONTENT))
    tables = write_observations(root / "observations")
    return open_snapshot(build_snapshot(lake, root / "store", observations=[tables]))
