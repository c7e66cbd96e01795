"""What a risk must not say: a distribution that cannot be drawn from, a correlation with nothing."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_risks import Distribution, Risk
from accord.errors import Problem
from accord.sources.appraisal.flow_checks import LINE_NAME, contradiction, no_such
from accord.sources.row_problems import row_problem

__all__ = ["risk_problems"]


def risk_problems(spec: Appraisal) -> Iterator[Problem]:
    """Yield what is wrong with risks (ACC-805, ACC-814, ACC-815) and their correlations (ACC-815, ACC-955).

    Whether correlations contradict each other is looked at when the appraisal is computed.
    """
    for risk in spec.risks:
        yield from _risk(spec, risk)
    yield from _correlations(spec)


def _correlations(spec: Appraisal) -> Iterator[Problem]:
    known, seen = [risk.id for risk in spec.risks], set[frozenset[str]]()
    for row in spec.correlations:
        pair = frozenset((row.first, row.second))
        for field, name in (("first", row.first), ("second", row.second)):
            if name not in known:
                yield no_such(row, field, name, known)
        if len(pair) < 2 or pair in seen or not -1 <= row.rank <= 1 or not row.source.strip():
            yield row_problem(
                row,
                "ACC-955",
                "A correlation of two risks cannot be as stated.",
                field="rank",
                value=f"{row.first} and {row.second} {row.rank}; source: {row.source.strip() or 'none'}",
                expected="two different risks, each pair once, a correlation of ranks from -1 to 1, a source",
                fix="Correct the row; a correlation of 60 % is 0.6.",
            )
        seen.add(pair)


def _risk(spec: Appraisal, risk: Risk) -> Iterator[Problem]:
    if not LINE_NAME.fullmatch(risk.id) or [each.id for each in spec.risks].count(risk.id) > 1:
        what = "A risk has the name of another one, or one that cannot be an id."
        yield contradiction(risk, what, "id", risk.id, "each name once, of letters, digits, - and _")
    known = [*(flow.id for flow in spec.flows), *(row.id for row in spec.traffic)]
    for name in risk.lines:
        if name not in known:
            yield no_such(risk, "lines", name, known)
    stated = {
        name for name in ("low", "mode", "high", "mean", "deviation") if getattr(risk, name) is not None
    }
    wanted = {
        Distribution.TRIANGULAR: ("low", "mode", "high"),
        Distribution.UNIFORM: ("low", "high"),
        Distribution.NORMAL: ("mean", "deviation"),
    }[risk.distribution]
    values = [getattr(risk, name) for name in wanted]
    is_whole = stated == set(wanted)
    if not is_whole or not risk.lines:
        fault = ", ".join(sorted(stated)) or "nothing"
    elif risk.distribution is Distribution.NORMAL:
        fault = "" if values[1] > 0 else f"deviation {values[1]}"
    else:
        is_ordered = values == sorted(values) and values[0] < values[-1] and values[0] >= 0
        fault = "" if is_ordered else ", ".join(map(str, values))
    if fault:
        yield row_problem(
            risk,
            "ACC-814",
            "A distribution cannot be drawn from.",
            field="distribution",
            value=f"{risk.distribution.value}: {fault}",
            expected=f"{', '.join(wanted)} and nothing else, in rising order, as factors around 1 from 0 on;"
            " a deviation above zero; at least one line",
            fix="Correct the numbers: 10 % less to 30 % more is low 0.9, high 1.3.",
        )
