"""What a line of financing must not say: another unit, a sign, a loan paid back before it is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_financing import Financing, FinancingKind
from accord.domain.appraisal_prices import Prices
from accord.errors import Problem
from accord.sources.row_problems import row_problem

__all__ = ["financing_problems"]


def financing_problems(spec: Appraisal) -> Iterator[Problem]:
    """Yield what is wrong with the financing (ACC-892, ACC-893)."""
    for row in spec.financing:
        yield from _line(spec, row)
        yield from _loan(spec, row)


def _line(spec: Appraisal, row: Financing) -> Iterator[Problem]:
    last = row.last_year or row.first_year + len(row.amounts) - 1
    is_off = row.prices is Prices.CONSTANT and row.price_base != spec.price_base
    checks = (
        (row.unit != spec.unit, "unit", row.unit, spec.unit),
        (is_off, "price_base", str(row.price_base), str(spec.price_base)),
        (not row.source.strip(), "source", "", "where the amounts come from"),
        (any(amount < 0 for amount in row.amounts), "amounts", "below zero", "amounts without a sign"),
        (
            not row.amounts or bool(row.last_year and len(row.amounts) != 1),
            "amounts",
            f"{len(row.amounts)} amounts",
            "amounts by year, or one amount with a last year",
        ),
        (
            not spec.first_year <= row.first_year <= last <= spec.last_year,
            "first_year",
            f"{row.first_year} to {last}",
            f"{spec.first_year} to {spec.last_year}",
        ),
    )
    for is_wrong, field, value, expected in checks:
        if is_wrong:
            yield row_problem(
                row,
                "ACC-892",
                "A line of financing does not fit the appraisal.",
                field=field,
                value=value or "missing",
                expected=expected,
                fix="Correct the key that is named; nothing is converted silently.",
            )


def _loan(spec: Appraisal, row: Financing) -> Iterator[Problem]:
    last = row.last_year or row.first_year + len(row.amounts) - 1
    is_computed = bool(row.repaid_from or row.repaid_until or row.interest is not None)
    if not is_computed:
        return
    is_sound = last < row.repaid_from <= row.repaid_until <= spec.last_year
    rate = row.interest
    if row.kind is FinancingKind.LOAN and is_sound and (rate is None or 0 <= rate < 1):
        return
    yield row_problem(
        row,
        "ACC-893",
        "A loan cannot be paid back as stated.",
        field="repaid_from",
        value=f"{row.kind.value} drawn until {last}, paid back {row.repaid_from} to {row.repaid_until},"
        f" interest {rate}",
        expected=f"a loan that is paid back once drawn and until {spec.last_year}, interest as a share",
        fix="Correct the years; if a loan runs longer than the horizon, write repayment and interest as"
        " lines of their own.",
    )
