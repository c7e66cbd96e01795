"""What a discount rate of later years must not say: no first rate, a year that is none, a year twice."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_flows import Analysis
from accord.errors import Problem
from accord.sources.row_problems import row_problem

__all__ = ["later_rate_problems"]


def later_rate_problems(spec: Appraisal) -> Iterator[Problem]:
    """Yield what is wrong with rates that take the place of others in later years (ACC-950)."""
    seen: set[tuple[Analysis, int]] = set()
    for row in spec.later_rates:
        both = (Analysis.ECONOMIC, Analysis.FINANCIAL)
        places = {(each, row.from_year) for each in both if row.analysis in {each, Analysis.BOTH}}
        lacking = [each.value for each, _ in sorted(places) if not spec.rates.of(each)]
        if row.from_year < 1 or places & seen or lacking:
            yield row_problem(
                row,
                "ACC-950",
                "A later discount rate has no place.",
                field="from_year",
                value=f"no `rates.{lacking[0]}`" if lacking else str(row.from_year),
                expected="a year from 1 on, counted from the base year, once for each analysis, after a first"
                " rate under `rates`",
                fix="Write the first rate under `rates`; that of years 31 to 75 is `from_year: 31`.",
            )
        seen |= places
