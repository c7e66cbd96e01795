"""Turns what the solver finds into plain choices: grants least, ties broken, and all rules checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from accord.errors import OutsideError, Problem
from accord.methods.portfolio.admitting import Year
from accord.methods.portfolio.checking import keeps_structure, obeys
from accord.methods.portfolio.programme import Floats, Programme, Row
from accord.methods.portfolio.solving import MOST_EXACT, Solver
from accord.methods.portfolio.worth import worth_of

__all__ = ["Choice", "choice_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Chosen candidates with grants and starts.

    Attributes:
        starts: Start year of each chosen candidate, by id.
        grants: Grant of each, in the unit of the portfolio.
        value: Benefit, computed from the chosen set and not taken from the solver.
        bound: No choice is better.
    """

    starts: Mapping[str, Year]
    grants: Mapping[str, float]
    value: float
    bound: float

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the chosen candidates, sorted."""
        return tuple(sorted(self.starts))

    @property
    def total(self) -> float:
        """All grants."""
        return sum(self.grants.values())


def choice_of(
    solver: Solver,
    programme: Programme,
    *,
    forced: Mapping[str, int] | None = None,
    extra: Iterable[Row] = (),
    gap: float | None = None,
    nodes: int | None = None,
    is_tidy: bool = False,
) -> Choice | None:
    """Return a choice of greatest benefit with least grants, or None if no choice obeys all rules.

    Every choice is checked against all rules by arithmetic, because solvers have been seen to return
    what breaks a condition (scipy issue 24141). Such a choice is looked for again without simplifications.

    Args:
        solver: The solver that counts.
        programme: The programme.
        forced: Candidates that are in (1) or out (0).
        extra: More rows.
        gap: Relative gap at which it may stop; by the number of candidates if not given.
        nodes: After so many branches the solver stops with what it has; None for never.
        is_tidy: Whether choices of the same benefit are told apart: by the least sum of grants, then by id.
            Left out above 60 candidates, where choices within the gap count as equal anyway.

    Raises:
        OutsideError: The solver returned a choice that breaks a rule, twice (ACC-844).
    """
    rows = list(extra)
    for is_careful in (False, True):
        found = solver.best(programme, forced=forced, extra=rows, gap=gap, nodes=nodes, is_careful=is_careful)
        if found is None:
            return None
        columns, bound = found
        if is_tidy and len(programme.prepared.open_ids) <= MOST_EXACT:
            columns = _tidied(solver, programme, columns, forced, rows)
        choice = _choice(solver, programme, columns, bound, rows)
        if obeys(programme.prepared, choice.starts, choice.grants) and keeps_structure(
            programme.prepared, choice.starts
        ):
            return choice
    raise OutsideError(
        Problem(
            id="ACC-844",
            what="The solver HiGHS returned a choice that breaks a rule.",
            value=", ".join(choice.ids),
            expected="a choice that obeys all rules",
            fix="Check that costs, grants and benefits are of similar size; report the file if they are.",
        )
    )


def _tidied(
    solver: Solver,
    programme: Programme,
    columns: Floats,
    forced: Mapping[str, int] | None,
    rows: Sequence[Row],
) -> Floats:
    """Among choices of the same benefit take the one with least grants; among those, go by id."""
    limits = [_at_least(programme.gains, columns)]
    for gains in (-programme.grants, -_id_weights(programme)):
        again = solver.best(programme, gains=gains, forced=forced, extra=[*rows, *limits], gap=0.0)
        if again is None:
            return columns
        columns = again[0]
        limits.append(_at_least(gains, columns))
    return columns


def _choice(
    solver: Solver, programme: Programme, columns: Floats, bound: float, rows: Sequence[Row]
) -> Choice:
    items, scale = programme.prepared.items, programme.money_scale
    chosen = [slot for slot in programme.slots if columns[slot.column] > 0.5]
    if any(slot.grant_column >= 0 for slot in chosen):
        columns = _least_grants(solver, programme, columns, rows)
    grants = {}
    for slot in chosen:
        item = items[slot.item]
        is_one = slot.grant_column < 0
        grant = item.low if is_one else float(columns[slot.grant_column]) * scale
        grants[item.id] = min(max(grant, item.low), item.high)
    starts = {items[slot.item].id: slot.start for slot in chosen}
    value = worth_of(programme.prepared, starts)
    return Choice(
        starts=starts, grants=grants, value=value, bound=max(value, bound * programme.benefit_scale)
    )


def _least_grants(solver: Solver, programme: Programme, columns: Floats, rows: Sequence[Row]) -> Floats:
    """Return the least grants with which the chosen set obeys all rules; later ids give way first."""
    upper = programme.upper.copy()
    whole = programme.is_whole == 1
    upper[whole] = np.minimum(np.round(columns[whole]), upper[whole])
    chosen = [
        Row(columns=(slot.column,), factors=(1.0,), lower=1.0, upper=np.inf, owner="")
        for slot in programme.slots
        if columns[slot.column] > 0.5
    ]
    order = np.linspace(0.0, 1e-6, len(columns))
    linear = replace(programme, upper=upper, is_whole=np.zeros_like(programme.is_whole))
    found = solver.best(linear, gains=-programme.grants * (1 + order), extra=[*rows, *chosen], gap=0.0)
    return columns if found is None else found[0]


def _at_least(gains: Floats, columns: Floats) -> Row:
    """Return that an aim stays as good as it is, up to a thousand-millionth."""
    used, value = np.flatnonzero(gains), float(gains @ columns)
    slack = 1e-9 * max(1.0, abs(value))
    return Row(
        columns=used.tolist(), factors=gains[used].tolist(), lower=value - slack, upper=np.inf, owner=""
    )


def _id_weights(programme: Programme) -> Floats:
    """Return weights by rank of id and of start year, so that sums of different sets are never equal.

    Square roots of different primes have no whole-number relation: no two different sets weigh the same.
    """
    weights = np.zeros(len(programme.gains))
    count = len(programme.prepared.items)
    columns = [*range(count), *(slot.column for slot in programme.slots if slot.column >= count)]
    for column, prime in zip(columns, _primes(len(columns)), strict=True):
        weights[column] = prime**0.5
    return weights


def _primes(count: int) -> list[int]:
    found: list[int] = []
    number = 2
    while len(found) < count:
        if all(number % prime for prime in found if prime * prime <= number):
            found.append(number)
        number += 1
    return found
