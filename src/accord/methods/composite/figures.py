"""The figures of a composite that a snapshot publishes, and the recorded cells from which they come.

A score without an interval is not published: its value is then unknown, and the reason says what to add.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

import numpy as np

from accord.cleaning.place_codes import place_code
from accord.domain.composite import CompositeSpec
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.recorded_cell import RecordedCell
from accord.methods.composite.cells import CellTables, UsedCell, used_cells
from accord.methods.composite.naming import composite_id
from accord.methods.composite.running import CompositeRun
from accord.methods.composite.stating import (
    ADD_UNCERTAINTY,
    is_source_mean,
    score_level,
    stated_method,
    stated_parameters,
    stated_reason,
)
from accord.methods.composite.unit_descent import UnitDescent, unit_descent

__all__ = ["RANK", "composite_figures", "partners_of"]

RANK = "rank"
"""Last part of the id of a rank, e.g. ``composite.calm.Hill.rank``."""

_DIGITS = 4
_MOST_PLACES = 6
_ROLES = {
    "value": InputRole.TERM,
    "denominator": InputRole.DENOMINATOR,
    "standard error": InputRole.PARAMETER,
    "group": InputRole.PARAMETER,
    "stand-in": InputRole.COUNTED,
}


def partners_of(units: Collection[str], partners: Collection[str]) -> dict[str, str]:
    """Return the partner of each unit that is one, whatever code or name the table writes.

    Args:
        units: Units of a composite.
        partners: Ids of the partners of the declaration.
    """
    meant = {unit: unit if unit in partners else place_code(unit) or "" for unit in units}
    return {unit: code for unit, code in meant.items() if code in partners}


def composite_figures(
    run: CompositeRun, tables: CellTables, partners: Mapping[str, str]
) -> tuple[tuple[Figure, ...], tuple[RecordedCell, ...]]:
    """Return the figures of a composite and the cells that they name, each once.

    Figures are ``composite.SPEC`` (units with a score), and for each unit ``composite.SPEC.UNIT`` (score,
    interval, n) and ``composite.SPEC.UNIT.rank``. Numbers are rounded to four digits of the largest score, so
    that machines agree; ``accord composite`` writes all digits.

    Args:
        run: What came of the specification.
        tables: Its tables with the places of their cells.
        partners: Partner of each unit that is one; other units belong to none.
    """
    writing = _Writing(run, tables, _places(tables.spec, run))
    cells: dict[str, RecordedCell] = {}
    scores: list[Figure] = []
    for unit in run.chain.steps["raw"].units:
        descent = unit_descent(tables.spec, run.chain, run.inputs, unit)
        used = used_cells(tables, descent)
        cells |= {each.cell.id: each.cell for each in used}
        scores += writing.of_unit(descent, used, partners.get(unit, ""))
    return (writing.of_all(scores), *scores), tuple(cells.values())


def _places(spec: CompositeSpec, run: CompositeRun) -> int:
    """Return the decimals of figures: four digits of the largest score, or those of a mean of sources."""
    known = np.abs(run.chain.scores[np.isfinite(run.chain.scores)])
    largest = float(known.max()) if len(known) else 0.0
    digits = _DIGITS - 1 - math.floor(math.log10(largest)) if largest > 0 else _DIGITS
    return min(max(digits, spec.aggregation.decimals if is_source_mean(spec) else 0, 0), _MOST_PLACES)


@dataclass(frozen=True, slots=True)
class _Writing:
    run: CompositeRun
    tables: CellTables
    places: int

    def of_all(self, scores: list[Figure]) -> Figure:
        """Return the figure of the composite itself: how many units have a score."""
        spec, spread = self.tables.spec, self.run.spread
        own = [figure for figure in scores if not figure.id.endswith(f".{RANK}")]
        failed = sum(spread.failed.values()) if spread else 0
        reason = f"{len(own)} units, one score each; scores are comparable within this composite only"
        if spread:
            reason += f"; {spread.replications} replications, {failed} failed"
            reason += "".join(f"; {count} because {text}" for text, count in spread.failed.items())
        elif not is_source_mean(spec):
            reason = f"Not shown: {ADD_UNCERTAINTY}"
        return Figure(
            id=composite_id(spec.id),
            label=spec.title,
            value=Decimal(sum(figure.value is not None for figure in own)),
            unit="count",
            method=stated_method(spec),
            inputs=tuple(FigureInput(id=figure.id, role=InputRole.COUNTED) for figure in own),
            parameters=stated_parameters(spec, self.run) | {"units": str(len(own))},
            reason=reason,
            subject=composite_id(spec.id),
            n=len(self.run.chain.tree.indicators),
        )

    def of_unit(self, descent: UnitDescent, used: tuple[UsedCell, ...], partner: str) -> Iterator[Figure]:
        """Yield the score of a unit and its rank."""
        spec, unit = self.tables.spec, descent.unit
        lower, upper, rank = self._bounds(unit)
        score, level = self._score(descent), score_level(spec)
        is_shown = score is not None and lower is not None and upper is not None
        reason = stated_reason(spec, self.run, descent)
        if score is not None and not is_shown and self.run.spread is not None:
            reason += "; no replication is left to tell an interval, and a score without one is not shown"
        top = descent.groups[-1] if descent.groups else None
        common = {
            "method": stated_method(spec),
            "partner": partner,
            "subject": composite_id(spec.id),
            "reason": reason,
            "n": top.n if top else 0,
            "level": level if is_shown else None,
            "parameters": self._parameters(descent),
        }
        inputs = tuple(FigureInput(id=each.cell.id, role=_ROLES[each.role]) for each in used)
        name = composite_id(spec.id, unit)
        yield Figure(
            id=name,
            label=f"{spec.title}: {unit}",
            value=score if is_shown else None,
            unit="score",
            inputs=inputs,
            lower=lower if is_shown else None,
            upper=upper if is_shown else None,
            **common,  # type: ignore[arg-type]  # the keys are those of Figure
        )
        if is_shown and rank is not None:
            place, low, high = rank
            yield Figure(
                id=f"{name}.{RANK}",
                label=f"{spec.title}: rank of {unit}",
                value=place,
                lower=low,
                upper=high,
                inputs=(FigureInput(id=name, role=InputRole.TERM),),
                **common,  # type: ignore[arg-type]
            )

    def _score(self, descent: UnitDescent) -> Decimal | None:
        score = descent.groups[-1].score if descent.groups else None
        return None if score is None else self._rounded(score)

    def _bounds(
        self, unit: str
    ) -> tuple[Decimal | None, Decimal | None, tuple[Decimal, Decimal, Decimal] | None]:
        """Return the interval of the score, and rank with its range if replications tell one."""
        chain, spread, means = self.run.chain, self.run.spread, self.run.chain.means
        if unit not in chain.units:
            return None, None, None
        row = chain.units.index(unit)
        if means is not None:
            return self._known(means.lower[row]), self._known(means.upper[row]), None
        if spread is None:
            return None, None, None
        numbers = (chain.ranks[row], spread.rank_lower[row], spread.rank_upper[row])
        rank = None
        if all(math.isfinite(number) for number in numbers):
            place, low, high = (Decimal(str(round(float(number), 2))) for number in numbers)
            rank = (place.to_integral_value(), low, high)
        return self._known(spread.score_lower[row]), self._known(spread.score_upper[row]), rank

    def _parameters(self, descent: UnitDescent) -> dict[str, str]:
        spec, spread, top = self.tables.spec, self.run.spread, descent.groups[-1] if descent.groups else None
        found = {"specification": spec.id, "imputed": str(top.n_imputed if top else 0)}
        found |= {"of": str(len(self.run.chain.tree.indicators))}
        if spread is not None:
            found |= {
                "replications": str(spread.replications),
                "failed": str(sum(spread.failed.values())),
            }
        return found

    def _known(self, number: float) -> Decimal | None:
        return self._rounded(float(number)) if math.isfinite(number) else None

    def _rounded(self, number: float) -> Decimal:
        step = Decimal(1).scaleb(-self.places)
        return Decimal(repr(number)).quantize(step, rounding=ROUND_HALF_EVEN) + 0
