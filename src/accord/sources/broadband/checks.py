"""What cannot be true between the rows of a folder on broadband."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from accord.domain.broadband import Coverage, CoverageBasis, Settlement, slug
from accord.domain.broadband_call import BroadbandCase
from accord.errors import Problem
from accord.sources.row_problems import Identified, nearest, row_problem

__all__ = ["check_case"]


def check_case(case: BroadbandCase) -> Iterator[Problem]:
    """Yield what is wrong between rows that are valid each by itself, in no particular order.

    Ids of settlements and their ways to the backbone are looked at where the ways are followed
    (``methods/broadband/tree.py``).

    Args:
        case: Everything that the tables state.
    """
    yield from _twice(case.prices)
    yield from _twice(case.incomes)
    yield from _alike(case.prices, "basket")
    yield from _alike(case.incomes, "group")
    yield from _check_coverage(case)


def _twice(rows: Sequence[Identified]) -> Iterator[Problem]:
    first: dict[str, Identified] = {}
    for row in rows:
        if row.id in first:
            before = first[row.id].origin
            yield row_problem(
                row,
                "ACC-875",
                "A row stands twice.",
                field="id",
                value=row.id,
                expected=f"each once; it first stands in {before.file}, line {before.line}",
                fix="Remove one of the two; the one to be used is for you to say.",
            )
        first.setdefault(row.id, row)


def _alike(rows: Sequence[Identified], field: str) -> Iterator[Problem]:
    """Yield a problem for names that would give figures one id, or none at all."""
    first: dict[str, tuple[str, Identified]] = {}
    for row in rows:
        name = str(getattr(row, field))
        before, at = first.setdefault(slug(name), (name, row))
        if before != name or not slug(name):
            like = f"; {before!r}, line {at.origin.line}, gives the same id" if before != name else ""
            yield row_problem(
                row,
                "ACC-875",
                "Two names cannot be told apart, or one is empty, in the ids of figures.",
                field=field,
                value=name,
                expected=f"a name that differs in its Latin letters or digits, which ids are made of{like}",
                fix="Write the same thing in the same way, and another thing with another word.",
            )


def _check_coverage(case: BroadbandCase) -> Iterator[Problem]:
    settlements = {row.id: row for row in case.settlements}
    municipalities = {row.municipality for row in case.settlements if row.municipality}
    seen: dict[str, Coverage] = {}
    for row in case.coverage:
        known = municipalities if row.is_municipal else settlements
        if row.place not in known:
            yield row_problem(
                row,
                "ACC-882",
                "A row on coverage is about a place that is not in settlements.csv.",
                field="municipality" if row.is_municipal else "settlement",
                value=row.place,
                expected="a name in its column `municipality`"
                if row.is_municipal
                else "the id of a settlement in it",
                fix=nearest(row.place, sorted(known)),
            )
        elif not row.is_municipal:
            yield from _check_total(row, settlements[row.place])
        if row.id in seen:
            yield _two_coverages(row, seen[row.id])
        seen.setdefault(row.id, row)
    yield from _check_speeds(case.coverage)


def _two_coverages(row: Coverage, before: Coverage) -> Problem:
    same = (row.share, row.number) == (before.share, before.number)
    return row_problem(
        row,
        "ACC-876",
        "Two rows state the coverage of one place for the same technology, speed, stage and day.",
        field="number" if row.share is None else "share",
        value=f"{row.number if row.share is None else row.share}; line {before.origin.line} says"
        f" {before.number if before.share is None else before.share}",
        expected="one of them",
        fix="Remove one of the two rows." if same else "Find out which one is right; Accord does not choose.",
    )


def _check_total(row: Coverage, settlement: Settlement) -> Iterator[Problem]:
    total = {
        CoverageBasis.HOUSEHOLDS: settlement.households,
        CoverageBasis.POPULATION: settlement.population,
        CoverageBasis.SCHOOLS: settlement.schools,
    }[row.basis]
    if row.number is not None and total is not None and row.number > total:
        yield row_problem(
            row,
            "ACC-874",
            "More are covered than there are.",
            field="number",
            value=str(row.number),
            expected=f"at most {total} {row.basis.value}, as line {settlement.origin.line} of"
            f" {settlement.origin.file} says",
            fix="Correct one of the two numbers, or `basis` if inhabitants were counted and not households.",
        )


def _check_speeds(rows: Sequence[Coverage]) -> Iterator[Problem]:
    """Yield a problem where more can get a higher speed than a lower one, by one source and day."""
    groups: dict[tuple[object, ...], list[Coverage]] = {}
    for row in rows:
        value = "share" if row.number is None else "number"
        key = (row.place, row.is_municipal, row.technology, row.stage, row.basis, row.day, row.source, value)
        groups.setdefault(key, []).append(row)
    for group in groups.values():
        group.sort(key=lambda row: row.speed_mbit)
        for slow, fast in pairwise(group):
            few, many = _stated(slow), _stated(fast)
            if slow.speed_mbit < fast.speed_mbit and few < many:
                yield row_problem(
                    fast,
                    "ACC-874",
                    "More can get a higher speed than a lower one.",
                    field="share" if fast.number is None else "number",
                    value=f"{many} at {fast.speed_mbit} Mbit/s, {few} at {slow.speed_mbit} Mbit/s",
                    expected="speeds that are reached at least: who gets the higher one is counted in the"
                    " lower one, too",
                    fix="Add the households with higher speeds to those with lower ones.",
                )


def _stated(row: Coverage) -> Decimal:
    return (row.number if row.share is None else row.share) or Decimal(0)
