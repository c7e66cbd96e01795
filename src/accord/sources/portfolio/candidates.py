"""Rows of candidates become candidates of a portfolio."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from accord.domain.portfolio import Candidate, MoneyKind
from accord.errors import Problem
from accord.sources.portfolio.rows import CandidateRow
from accord.sources.portfolio.tables import CandidateTable
from accord.sources.row_problems import row_problem
from accord.sources.rows import read_row

__all__ = ["candidate_of", "partner_shares", "read_candidates", "share_problems"]

_SHARED = re.compile(r"(\S+)\s+(\d+(?:\.\d+)?)", re.ASCII)
_MONEY = {"loan": MoneyKind.LOAN, "national": MoneyKind.NATIONAL, "private": MoneyKind.PRIVATE}


def read_candidates(table: CandidateTable, problems: list[Problem]) -> tuple[CandidateRow, ...]:
    """Return the rows of a table of candidates; problems receive what is wrong with a row."""
    read = [read_row(CandidateRow, row, file=table.place, problems=problems) for row in table.rows]
    return tuple(row for row in read if row is not None)


def candidate_of(row: CandidateRow) -> Candidate:
    """Return the candidate that a checked row states."""
    stated = {kind: getattr(row, name) for name, kind in _MONEY.items()}
    return Candidate(
        id=row.id,
        label=row.label,
        partners=partner_shares(row.partners) or {},
        sector=row.sector,
        mode=row.mode,
        cost=row.cost,
        grant=row.grant,
        min_grant_share=row.min_grant_share,
        max_grant_share=row.max_grant_share,
        money={kind: amount for kind, amount in stated.items() if amount is not None},
        benefit=row.benefit,
        additionality=row.additionality,
        additionality_source=row.additionality_source,
        requires=row.requires,
        excludes=row.excludes,
        option_of=row.option_of,
        earliest=row.earliest,
        latest=row.latest,
        spending=row.spending,
        is_reform=row.is_reform,
        evidence=row.evidence,
        source=row.source,
        note=row.note,
        origin=row.origin,
    )


def partner_shares(texts: tuple[str, ...]) -> Mapping[str, Decimal] | None:
    """Return the share of each partner; None if the texts do not say shares that add up to 1.

    Args:
        texts: ``("ALB",)`` for one partner, ``("ALB 0.6", "MKD 0.4")`` for several.
    """
    if not texts:
        return {}
    if len(texts) == 1 and " " not in texts[0]:
        return {texts[0]: Decimal(1)}
    found = [_SHARED.fullmatch(text) for text in texts]
    shares = {one[1]: Decimal(one[2]) for one in found if one is not None}
    is_whole = len(shares) == len(texts) and sum(shares.values()) == 1 and all(shares.values())
    return shares if is_whole else None


def share_problems(row: CandidateRow) -> Iterator[Problem]:
    """Yield a problem if the shares of partners cannot be read (ACC-851)."""
    if partner_shares(row.partners) is None:
        yield row_problem(
            row,
            "ACC-851",
            "The shares of the partners are not stated, or do not add up to 1.",
            field="partners",
            value=", ".join(row.partners),
            expected="one partner, or each with its share: ALB 0.6, MKD 0.4",
            fix="Write the share of each partner in the grant after its id; without partners it is regional.",
        )
