"""What a candidate must not say: another unit, other prices, a share above 1, a grant above the cost."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from accord.errors import Problem
from accord.sources.portfolio.candidates import share_problems
from accord.sources.portfolio.rows import CallRow, CandidateRow
from accord.sources.row_problems import row_problem

__all__ = ["candidate_problems"]

_AMOUNTS = ("cost", "grant", "loan", "national", "private")
_SHARES = ("min_grant_share", "max_grant_share", "additionality")
_TURNING = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
"""Signs that turn the direction of a line, so that a name reads as another."""
_TOLERANCE = Decimal("0.000001")


def candidate_problems(call: CallRow, row: CandidateRow) -> Iterator[Problem]:
    """Yield what is wrong with one candidate in itself (ACC-848 to ACC-853, ACC-856)."""
    yield from _label(row)
    yield from _units(call, row)
    yield from _amounts(row)
    yield from _shares(row)
    yield from share_problems(row)
    yield from _grant(row)
    yield from _years(call, row)


def _label(row: CandidateRow) -> Iterator[Problem]:
    hidden = [f"U+{ord(sign):04X}" for sign in row.label if unicodedata.bidirectional(sign) in _TURNING]
    if not row.label.strip() or hidden:
        yield row_problem(
            row,
            "ACC-853",
            "A candidate has no name that can be read.",
            field="label",
            value=", ".join(hidden) or "empty",
            expected="a name for people, without signs that turn the direction of a line",
            fix="Write the name as it should be read.",
        )


def _units(call: CallRow, row: CandidateRow) -> Iterator[Problem]:
    if any(getattr(row, name) is not None for name in _AMOUNTS):
        if row.unit != call.unit:
            yield row_problem(
                row,
                "ACC-848",
                "Money of a candidate is in another unit than the call, or in none that is stated.",
                field="unit",
                value=row.unit or "missing",
                expected=call.unit,
                fix=f"Convert the amounts to {call.unit} and write that unit; nothing is converted silently.",
            )
        if row.price_base != call.price_base:
            yield row_problem(
                row,
                "ACC-849",
                "Money of a candidate is at prices of another year than the call, or of none that is stated.",
                field="price_base",
                value=str(row.price_base) if row.price_base else "missing",
                expected=str(call.price_base),
                fix="Bring the amounts to the prices of the call, by an index that the source names.",
            )
    wanted = call.benefit_unit or call.unit
    if row.benefit is not None and row.benefit_unit and row.benefit_unit != wanted:
        yield row_problem(
            row,
            "ACC-848",
            "A benefit is in another unit than the call.",
            field="benefit_unit",
            value=row.benefit_unit,
            expected=wanted,
            fix=f"Convert the benefit to {wanted}; nothing is converted silently.",
        )


def _amounts(row: CandidateRow) -> Iterator[Problem]:
    for name in _AMOUNTS:
        amount = getattr(row, name)
        is_zero_cost = name == "cost" and amount == 0 and not row.is_reform
        if amount is None or (amount >= 0 and not is_zero_cost):
            continue
        yield row_problem(
            row,
            "ACC-850",
            "An amount is below zero." if amount < 0 else "The cost is zero.",
            field=name,
            value=str(amount),
            expected="an amount above zero; nothing where it is not known"
            if name == "cost"
            else "zero or more; nothing where it is not known",
            fix="Write the amount without minus, or leave it out if it is unknown."
            if amount < 0
            else "Leave the cost out if it is unknown; a reform without cost says `is_reform: true`.",
        )


def _shares(row: CandidateRow) -> Iterator[Problem]:
    for name in _SHARES:
        share = getattr(row, name)
        if share is not None and not 0 <= share <= 1:
            yield row_problem(
                row,
                "ACC-851",
                "A share is not between 0 and 1.",
                field=name,
                value=str(share),
                expected="a share such as 0.6",
                fix=f"Write 60 % as 0.6.{f' Is {share} meant as {share / 100}?' if 1 < share <= 100 else ''}",
            )
    if row.spending and (
        any(share < 0 for share in row.spending) or abs(sum(row.spending, Decimal(0)) - 1) > _TOLERANCE
    ):
        yield row_problem(
            row,
            "ACC-851",
            "The shares of the grant that are paid year by year do not add up to 1.",
            field="spending",
            value=f"{', '.join(map(str, row.spending))}: together {sum(row.spending)}",
            expected="shares of zero or more that add up to 1, the first for the year of the start",
            fix="Correct the shares: half, then a quarter twice is 0.5, 0.25, 0.25.",
        )


def _grant(row: CandidateRow) -> Iterator[Problem]:
    low, high = row.min_grant_share, row.max_grant_share
    stated = [name for name in ("cost", "grant", "min_grant_share", "max_grant_share") if getattr(row, name)]
    faults = (
        (
            row.grant is not None and (low is not None or high is not None),
            "A grant is stated as an amount and as a share.",
            "an amount (`grant`), or the least and greatest share of the cost; not both",
        ),
        (
            low is not None and high is not None and low > high,
            "The least share of the grant is above the greatest.",
            "a least share that is not above the greatest",
        ),
        (
            row.grant is not None and row.cost is not None and row.grant > row.cost,
            "The grant is above the cost.",
            "a grant that is not above the cost; are both in the same unit?",
        ),
        (
            row.is_reform and bool(stated or row.spending),
            "A reform asks for no grant and has no cost here, but one is stated.",
            "no cost, grant or spending, or `is_reform: false`",
        ),
    )
    for is_wrong, what, expected in faults:
        if is_wrong:
            yield row_problem(
                row,
                "ACC-852",
                what,
                field="grant",
                value=", ".join(f"{name} {getattr(row, name)}" for name in stated) or "spending",
                expected=expected,
                fix="Keep what the application says, and correct the other.",
            )
    if row.additionality is not None and not row.additionality_source.strip():
        yield row_problem(
            row,
            "ACC-852",
            "An additionality is stated without saying where it comes from.",
            field="additionality_source",
            value="missing",
            expected="the document that says what would happen without the grant",
            fix="Name it, or leave the additionality out: unknown is an answer.",
        )


def _years(call: CallRow, row: CandidateRow) -> Iterator[Problem]:
    stated = [name for name in ("earliest", "latest", "spending") if getattr(row, name)]
    if stated and call.years is None:
        what, expected = "Years are stated, but the call plans none.", "`years:` in the call, or no such key"
        yield _of_years(row, stated[0], f"{getattr(row, stated[0])}", what, expected)
    if row.earliest is not None and row.latest is not None and row.earliest > row.latest:
        what = "The earliest year is after the latest."
        yield _of_years(row, "earliest", f"{row.earliest} and {row.latest}", what, "the earlier one first")


def _of_years(row: CandidateRow, field: str, value: str, what: str, expected: str) -> Problem:
    return row_problem(
        row,
        "ACC-856",
        what,
        field=field,
        value=value.strip("()"),
        expected=expected,
        fix="Correct the years of the call or of the candidate.",
    )
