"""Scores of one indicator in one year, as units by sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.domain.composite import SourceScore

__all__ = ["ScoreCell", "score_cells"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCell:
    """One indicator in one year.

    Attributes:
        indicator: Its code.
        year: The year.
        units: Codes of the units, in alphabetical order.
        sources: Names of the sources, in alphabetical order.
        is_representative: For each source whether it covers the world.
        scores: Units by sources; nan where a source says nothing of a unit.
    """

    indicator: str
    year: int
    units: tuple[str, ...]
    sources: tuple[str, ...]
    is_representative: NDArray[np.bool_]
    scores: NDArray[np.float64]


def score_cells(rows: Iterable[SourceScore]) -> tuple[ScoreCell, ...]:
    """Return the cells of a table of scores, by indicator and year in the order of the table.

    Args:
        rows: Scores, one for each indicator, year, source and unit at most; a source is representative in
            all rows of a cell or in none (the reader sees to both).
    """
    cells: dict[tuple[str, int], list[SourceScore]] = {}
    for row in rows:
        cells.setdefault((row.indicator, row.year), []).append(row)
    return tuple(_cell(indicator, year, found) for (indicator, year), found in cells.items())


def _cell(indicator: str, year: int, rows: list[SourceScore]) -> ScoreCell:
    units = {code: position for position, code in enumerate(sorted({row.code for row in rows}))}
    sources = {name: position for position, name in enumerate(sorted({row.source for row in rows}))}
    scores = np.full((len(units), len(sources)), np.nan)
    is_representative = np.zeros(len(sources), np.bool_)
    for row in rows:
        scores[units[row.code], sources[row.source]] = row.score
        is_representative[sources[row.source]] = row.is_representative
    return ScoreCell(
        indicator=indicator,
        year=year,
        units=tuple(units),
        sources=tuple(sources),
        is_representative=is_representative,
        scores=scores,
    )
