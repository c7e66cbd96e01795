"""Targets, limits, values for comparison and values of partners that come with Accord, with their cells."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from accord.domain.appraisal_parameters import Parameter
from accord.domain.broadband_call import AffordabilityLimit, BroadbandTarget
from accord.domain.broadband_facts import PartnerFact, shipped_cell_id
from accord.domain.recorded_cell import RecordedCell
from accord.sources.broadband.partner_facts import FACTS, parse_facts
from accord.sources.broadband.recorded import NamedRow, recorded_row
from accord.sources.broadband.stated import BENCHMARKS, SHIPPED, TARGETS, parse_benchmarks, parse_targets

__all__ = ["ShippedStatements", "read_shipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedStatements:
    """What others ask for and measured; it stands beside an announcement and answers nothing of it.

    Attributes:
        targets: Targets, in the order of the file.
        limits: Limits of affordability.
        benchmarks: Values of others, for comparison only.
        facts: What others publish on each partner.
        cells: A recorded cell for each row, by its id.
        raw: Bytes of the files, by name.
    """

    targets: tuple[BroadbandTarget, ...]
    limits: tuple[AffordabilityLimit, ...]
    benchmarks: tuple[Parameter, ...]
    facts: tuple[PartnerFact, ...]
    cells: Mapping[str, RecordedCell]
    raw: Mapping[str, bytes]

    @property
    def by_id(self) -> tuple[Mapping[str, BroadbandTarget], Mapping[str, AffordabilityLimit]]:
        """Targets and limits by their ids."""
        return {row.id: row for row in self.targets}, {row.id: row for row in self.limits}


def read_shipped(folder: Path = SHIPPED) -> ShippedStatements:
    """Read targets, limits, values for comparison and values of partners.

    Args:
        folder: Folder with the files; a snapshot keeps those of its day, and one that was made before values
            of partners came with Accord has none.

    Raises:
        InputDataError: One of them is damaged.
    """
    raw = {name: (folder / name).read_bytes() for name in (BENCHMARKS.name, TARGETS.name)}
    if (folder / FACTS.name).is_file():
        raw[FACTS.name] = (folder / FACTS.name).read_bytes()
    targets, limits = parse_targets(raw[TARGETS.name], file=TARGETS.name)
    benchmarks = parse_benchmarks(raw[BENCHMARKS.name], file=BENCHMARKS.name)
    facts = parse_facts(raw[FACTS.name], file=FACTS.name) if FACTS.name in raw else ()
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in raw.items()}
    tables: tuple[tuple[str, Iterable[NamedRow]], ...] = (
        ("targets", targets.values()),
        ("limits", limits.values()),
        ("benchmarks", benchmarks.values()),
        ("facts", facts),
    )
    cells = [
        recorded_row(shipped_cell_id(table, row.id), table, row, hashes)
        for table, rows in tables
        for row in rows
    ]
    return ShippedStatements(
        targets=tuple(targets.values()),
        limits=tuple(limits.values()),
        benchmarks=tuple(benchmarks.values()),
        facts=facts,
        cells={cell.id: cell for cell in cells},
        raw=raw,
    )
