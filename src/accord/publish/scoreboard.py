"""What stands in a line of a scoreboard: an indicator of one source, and a cell for each partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.cleaning.values import shown_value
from accord.domain.figure import Figure
from accord.domain.indicator import Indicator
from accord.domain.observation import Observation
from accord.domain.progress import ProgressClass
from accord.methods.claimed_observations import REGION
from accord.methods.progress.class_figures import progress_figure_id
from accord.publish.library import Library

__all__ = ["CLASS_TONES", "ScoreCell", "ScoreLine", "cells_of", "score_lines"]

CLASS_TONES: dict[ProgressClass, str] = {
    **dict.fromkeys(
        (
            ProgressClass.ACHIEVED,
            ProgressClass.BEST_POSSIBLE,
            ProgressClass.ON_TRACK,
            ProgressClass.SIGNIFICANT_IMPROVEMENT,
        ),
        "good",
    ),
    **dict.fromkeys(
        (
            ProgressClass.MODERATE_IMPROVEMENT,
            ProgressClass.SLIGHT_IMPROVEMENT,
            ProgressClass.IMPROVEMENT,
            ProgressClass.FAIR_PROGRESS,
            ProgressClass.BETTER_LEVEL,
        ),
        "some",
    ),
    **dict.fromkeys(
        (ProgressClass.ACCELERATION_NEEDED, ProgressClass.LIMITED, ProgressClass.SAME_LEVEL), "little"
    ),
    **dict.fromkeys(
        (
            ProgressClass.DETERIORATION,
            ProgressClass.STAGNATION_OR_REGRESSION,
            ProgressClass.TARGET_MISSED,
            ProgressClass.WORSE_LEVEL,
        ),
        "worse",
    ),
    **dict.fromkeys(
        (ProgressClass.NO_DATA, ProgressClass.NOT_ASSESSABLE, ProgressClass.NOT_DISTINGUISHABLE), "beside"
    ),
}
"""Tone in which a class is shown; its words always stand in it, the tone never stands alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCell:
    """What is shown of one partner.

    Attributes:
        partner: Code of the partner.
        latest: The latest value; None if there is none.
        observation: The observation behind it; None if there is none.
        doubt: Its standard error or interval, in words; empty if the source states none.
        progress: The class of progress; None where none was judged.
        change: The change over the time that was judged; None if there are not two values.
    """

    partner: str
    latest: Figure | None
    observation: Observation | None
    doubt: str
    progress: Figure | None
    change: Figure | None

    @property
    def tone(self) -> str:
        """Tone of the class."""
        if self.progress is None:
            return "beside"
        return CLASS_TONES[ProgressClass(str(self.progress.value))]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """An indicator of one source in its newest vintage.

    Attributes:
        indicator: The indicator.
        source: Id of the data set.
        cells: One for each partner, or one for the region alone.
    """

    indicator: Indicator
    source: str
    cells: tuple[ScoreCell, ...]

    @property
    def is_by_partner(self) -> bool:
        """Whether it says something of single partners, not only of the region."""
        return all(cell.partner != REGION for cell in self.cells)

    @property
    def known(self) -> int:
        """Number of cells with a value."""
        return sum(cell.latest is not None and cell.latest.value is not None for cell in self.cells)


def cells_of(lines: Sequence[ScoreLine], partner: str) -> list[tuple[ScoreLine, ScoreCell]]:
    """Return the cells of one partner with their lines."""
    return [(line, cell) for line in lines for cell in line.cells if cell.partner == partner]


def score_lines(library: Library) -> tuple[ScoreLine, ...]:
    """Return the lines of all indicators of which something was observed, in the order of the content.

    Args:
        library: The snapshot.
    """
    observations = {row.id: row for row in library.observations}
    return tuple(
        line
        for indicator in library.declaration.indicators
        for line in _lines(library, indicator, observations)
    )


def _lines(
    library: Library, indicator: Indicator, observations: dict[str, Observation]
) -> Iterator[ScoreLine]:
    sources = sorted({series.source for series in library.series_by_indicator[indicator.id]})
    for source in sources:
        cells = [_cell(library, indicator, source, partner, observations) for partner in library.partners]
        if not any(cell.latest or cell.progress for cell in cells):
            cells = [_cell(library, indicator, source, REGION, observations)]
        if any(cell.latest for cell in cells):
            yield ScoreLine(indicator=indicator, source=source, cells=tuple(cells))


def _cell(
    library: Library, indicator: Indicator, source: str, partner: str, observations: dict[str, Observation]
) -> ScoreCell:
    figures = library.figures
    latest = figures.get(f"observed.{indicator.id}.{source}.{partner}")
    progress = figures.get(progress_figure_id(indicator.id, source, partner))
    row = observations.get(latest.inputs[0].id) if latest is not None else None
    return ScoreCell(
        partner=partner,
        latest=latest,
        observation=row,
        doubt=_doubt(row),
        progress=progress,
        change=figures.get(f"{progress.id}.change") if progress is not None else None,
    )


def _doubt(row: Observation | None) -> str:
    """Return the standard error or the interval that the source states."""
    if row is not None and row.std_error is not None:
        return f"± {shown_value(row.std_error)}"
    if row is not None and row.lower is not None and row.upper is not None:
        return f"{shown_value(row.lower)} to {shown_value(row.upper)}"
    return ""
