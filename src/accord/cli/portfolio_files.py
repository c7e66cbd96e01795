"""The two tables of a portfolio: a row for each candidate with its reasons, and a row for each figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from accord.cleaning.values import plain_value, without_formula
from accord.cli.portfolio_chosen import said_partners
from accord.cli.portfolio_printing import footnote
from accord.methods.portfolio.explaining import said_verdict

if TYPE_CHECKING:
    from accord.taking_in.portfolio_answers import Answered

__all__ = ["write_tables"]


def write_tables(answer: Answered, out: Path) -> tuple[str, str]:
    """Write ``ID-candidates.csv`` and ``ID-figures.csv``, and return their names."""
    out.mkdir(parents=True, exist_ok=True)
    names = (f"{answer.portfolio.id}-candidates.csv", f"{answer.portfolio.id}-figures.csv")
    for name, rows in zip(names, (_candidates(answer), _figures(answer)), strict=True):
        buffer = io.StringIO(newline="")
        csv.writer(buffer, lineterminator="\n").writerows(map(without_formula, row) for row in rows)
        (out / name).write_text(buffer.getvalue(), encoding="utf-8")
    return names


def _candidates(answer: Answered) -> Iterator[Sequence[object]]:
    call, result = answer.portfolio, answer.result
    chosen = {one.candidate: one for one in result.best.chosen} if result.best else {}
    by_id = {one.id: one for one in call.candidates}
    money, benefit = f"{call.unit} at prices of {call.price_base}", call.benefit_unit
    yield (
        *("candidate", "label", "partners", "is", f"grant, {money}", "grant as share of cost", "start"),
        *(f"adds, {benefit}", f"change of the best result, {benefit}", "exact", "why", "evidence", "source"),
    )
    for verdict in result.verdicts:
        one, row = by_id[verdict.candidate], chosen.get(verdict.candidate)
        yield (
            *(one.id, one.label, said_partners(one), "in" if verdict.is_chosen else "out"),
            *((row.grant, row.grant_share, row.start, row.adds) if row else (None, None, None, None)),
            *(verdict.change, verdict.is_exact if verdict.change is not None else None),
            *(" ".join(said_verdict(call, verdict)), one.evidence.value, one.source),
        )
    note = footnote(call)
    if note:
        yield (note,)


def _figures(answer: Answered) -> Iterator[Sequence[object]]:
    yield ("figure", "label", "value", "unit", "lower", "upper", "method", "reason")
    for one in answer.figures.values():
        values = (plain_value(one.value), one.unit, plain_value(one.lower), plain_value(one.upper))
        yield (one.id, one.label, *values, one.method, one.reason)
