"""What `accord composite` writes: one CSV file for each step, and the scores with what they rest on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accord.methods.composite.chain import Chain, Flag
    from accord.methods.composite.preparing import ScreenedUnit
    from accord.methods.composite.sensitivity import Indices
    from accord.methods.composite.treating import TreatedIndicator
    from accord.methods.composite.uncertainty import Spread

__all__ = ["Row", "group_rows", "known", "score_rows", "sensitivity_rows", "write_chain"]

Row = dict[str, object]


def known(value: float) -> float | None:
    """Return a number, or None for one that is not known."""
    return None if value != value else float(value)


def write_chain(folder: Path, chain: Chain, spread: Spread | None, indices: Indices | None) -> list[str]:
    """Write the files of a composite.

    Args:
        folder: An existing folder; files of the same names are replaced.
        chain: What came of the specification.
        spread: What the replications say, if any were run.
        indices: Sensitivity indices, if asked for.

    Returns:
        Names of the files in the order of the chain.
    """
    written = []
    for name, table in chain.steps.items():
        rows = zip(table.units, table.values, strict=True)
        cells = [[unit, *(known(value) for value in values)] for unit, values in rows]
        written.append(_write(folder / f"{name}.csv", ["unit", *table.columns], cells))
    tables: list[tuple[str, list[Row]]] = [
        ("scores.csv", score_rows(chain, spread)),
        ("groups.csv", group_rows(chain)),
        ("flags.csv", _rows(chain.flags)),
        ("screening.csv", _rows(chain.screening)),
        ("treatment.csv", _rows(chain.treatment)),
    ]
    if indices:
        tables.append(("sensitivity.csv", sensitivity_rows(indices)))
    for name, rows_of in tables:
        names = list(rows_of[0]) if rows_of else ["unit", "indicator", "flag", "before", "after"]
        written.append(_write(folder / name, names, [list(row.values()) for row in rows_of]))
    return written


def _write(path: Path, heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path.name


def _rows(found: Sequence[Flag | ScreenedUnit | TreatedIndicator]) -> list[Row]:
    """Return frozen rows as cells; truth as 1 and 0, numbers that are not known as None."""
    return [{field.name: _cell(getattr(row, field.name)) for field in fields(row)} for row in found]


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return int(value)
    return known(value) if isinstance(value, float) else value


def score_rows(chain: Chain, spread: Spread | None) -> list[Row]:
    """Return a row for each unit, the best first: rank, score, interval, and on how much it rests.

    Bounds are those of the replications, or of the mean of sources; None where there are none.
    """
    top, coverage, means = len(chain.tree.groups) - 1, chain.coverage, chain.means
    order = sorted(
        range(len(chain.units)),
        key=lambda place: (chain.ranks[place] != chain.ranks[place], chain.ranks[place]),
    )
    rows: list[Row] = []
    for place in order:
        rank = known(chain.ranks[place])
        row: Row = {
            "unit": chain.units[place],
            "rank": None if rank is None else int(rank),
            "score": known(chain.scores[place]),
            "std_error": known(means.std_error[place]) if means else None,
            "lower": None,
            "upper": None,
            "n": int(coverage.observed[place, top]),
            "n_imputed": int(coverage.imputed[place, top]),
            "of": coverage.of[top],
        }
        if means:
            row |= {"lower": known(means.lower[place]), "upper": known(means.upper[place])}
        if spread:
            row |= {"lower": known(spread.score_lower[place]), "upper": known(spread.score_upper[place])}
            names = ("score_median", "rank_lower", "rank_median", "rank_upper", "rank_mean", "same_rank")
            row |= {name: known(getattr(spread, name)[place]) for name in names}
        rows.append(row)
    return rows


def group_rows(chain: Chain) -> list[Row]:
    """Return a row for each unit and group: its score, and on how many indicators it rests."""
    coverage, scores = chain.coverage, chain.steps["aggregated"].values[:, len(chain.tree.indicators) :]
    return [
        {
            "unit": unit,
            "group": group.code,
            "level": chain.tree.levels[column],
            "score": known(scores[place, column]),
            "n": int(coverage.observed[place, column]),
            "n_imputed": int(coverage.imputed[place, column]),
            "of": coverage.of[column],
        }
        for column, group in enumerate(chain.tree.groups)
        for place, unit in enumerate(chain.units)
    ]


def sensitivity_rows(indices: Indices) -> list[Row]:
    """Return a row for each output and varied thing."""
    return [
        {
            "output": output,
            "thing": thing,
            "first_order": known(indices.first[row, column]),
            "first_lower": known(indices.first_bounds[0, row, column]),
            "first_upper": known(indices.first_bounds[1, row, column]),
            "total": known(indices.total[row, column]),
            "total_lower": known(indices.total_bounds[0, row, column]),
            "total_upper": known(indices.total_bounds[1, row, column]),
            "variance": known(indices.variance[row]),
        }
        for row, output in enumerate(indices.outputs)
        for column, thing in enumerate(indices.things)
    ]
