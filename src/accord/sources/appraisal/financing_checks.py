"""What a line of financing must not say: another unit, a sign, a loan paid back before it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_financing import Financing, FinancingKind
from accord.domain.appraisal_prices import Prices
from accord.errors import Problem
from accord.sources.appraisal.flow_checks import LINE_NAME, no_such
from accord.sources.row_problems import Identified, row_problem

__all__ = ["financing_problems"]


def financing_problems(spec: Appraisal) -> Iterator[Problem]:
    """Yield what is wrong with the financing (ACC-892, ACC-893) and the financiers (ACC-815, ACC-954)."""
    for row in spec.financing:
        yield from _line(spec, row)
        yield from _loan(spec, row)
        yield from _named(spec, row)
    yield from _financiers(spec)


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


def _named(spec: Appraisal, row: Financing) -> Iterator[Problem]:
    known = [each.id for each in spec.financiers]
    if row.financier and row.financier not in known:
        yield no_such(row, "financier", row.financier, known)
    is_own = row.kind in {FinancingKind.NATIONAL, FinancingKind.PRIVATE, FinancingKind.DIVIDEND}
    if (row.financier and not is_own) or (row.kind is FinancingKind.DIVIDEND and not row.financier):
        yield _not_so(row, "financier", f"{row.kind.value}, {row.financier or 'no financier'}")


def _financiers(spec: Appraisal) -> Iterator[Problem]:
    names = [each.id for each in spec.financiers]
    whole = sum((each.share or Decimal(0) for each in spec.financiers), Decimal(0))
    for each in spec.financiers:
        kinds = {row.kind for row in spec.financing if row.financier == each.id}
        faults = (
            (names.count(each.id) > 1 or not LINE_NAME.fullmatch(each.id), "id", each.id),
            (not each.source.strip(), "source", "missing"),
            (not kinds - {FinancingKind.DIVIDEND}, "id", f"{each.id} pays nothing"),
            (
                (each.share is None) != (FinancingKind.DIVIDEND in kinds),
                "share",
                "neither share nor dividends" if each.share is None else f"{each.share} and dividends",
            ),
            (each.share is not None and not 0 <= each.share <= 1, "share", str(each.share)),
            (each.share is not None and whole > 1, "share", f"all shares together {whole}"),
        )
        for is_wrong, field, value in faults:
            if is_wrong:
                yield _not_so(each, field, value)


def _not_so(row: Identified, field: str, value: str) -> Problem:
    return row_problem(
        row,
        "ACC-954",
        "The capital of a financier cannot be as stated.",
        field=field,
        value=value,
        expected="each name once with its source; own contributions (`private`, `national`) with its name;"
        " and either a share from 0 to 1, all together at most 1, or lines of kind `dividend` with its name",
        fix="Correct the key that is named. Loans and grants have no financier: they are not its capital.",
    )
