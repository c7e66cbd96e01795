"""What must hold for a package of which leverage is computed: amounts, currencies, nothing counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.cleaning.values import is_currency
from accord.domain.claim import Claim
from accord.domain.declaration import Declaration
from accord.domain.leverage import LeverageScope
from accord.errors import Problem
from accord.sources.row_problems import row_problem

__all__ = ["check_leverage"]


def check_leverage(declaration: Declaration) -> Iterator[Problem]:
    """Yield what is wrong with the section ``leverage:`` (ACC-332); dangling ids are found elsewhere.

    Args:
        declaration: All rows of a declaration.
    """
    claims = {claim.id: claim for claim in declaration.claims}
    owners = {line.id: line.project for line in declaration.lines}
    for scope in declaration.leverage:
        if not is_currency(scope.unit):
            yield _problem(scope, "unit", "The currency cannot be read.", scope.unit, "a code such as EUR")
        if bool(scope.announced) != bool(scope.announced_grants):
            what = "An announcement needs both the amount and the grants that should draw it in."
            value = scope.announced or scope.announced_grants
            yield _problem(scope, "announced", what, value, "`announced` and `announced_grants`, or neither")
        yield from _amount_problems(scope, claims)
        yield from _double_problems(scope, claims, set(owners.values()))
        yield from _outside_problems(scope, claims, owners)


def _amount_problems(scope: LeverageScope, claims: dict[str, Claim]) -> Iterator[Problem]:
    money = [("grants", name) for name in scope.grants] + [("loans", name) for name in scope.loans]
    money += [("announced", scope.announced), ("announced_grants", scope.announced_grants)]
    for field, name in money:
        claim = claims.get(name)
        if claim is not None and not (isinstance(claim.value, Decimal) and claim.unit == scope.unit):
            value = f"{name}: {claim.value} {claim.unit}".strip()
            yield _problem(
                scope, field, "The claim is no amount in this currency.", value, f"an amount in {scope.unit}"
            )
    counted = claims.get(scope.announced_projects)
    if counted is not None and not isinstance(counted.value, Decimal):
        what = "The claim is no number of projects."
        yield _problem(scope, "announced_projects", what, f"{counted.id}: {counted.value}", "a number")


def _double_problems(
    scope: LeverageScope, claims: dict[str, Claim], with_plan: set[str]
) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in (*scope.grants, *scope.loans):
        claim = claims.get(name)
        if claim is None:
            continue
        if claim.topic in seen:
            what = "Two claims about one topic would be added."
            yield _problem(scope, "grants", what, f"{seen[claim.topic]}, {name}", "one claim for each topic")
        seen.setdefault(claim.topic, name)
        if claim.subject in with_plan:
            what = "The project has a financing plan, so its money would count twice."
            yield _problem(scope, "grants", what, name, "claims about projects without financing lines")


def _outside_problems(
    scope: LeverageScope, claims: dict[str, Claim], owners: dict[str, str]
) -> Iterator[Problem]:
    named = [("complete", name, name) for name in scope.complete]
    named += [
        (field, name, claims[name].subject)
        for field, names in (("grants", scope.grants), ("loans", scope.loans))
        for name in names
        if name in claims
    ]
    named += [("private", row.line, owners[row.line]) for row in scope.private if row.line in owners]
    for field, name, project in named:
        if project not in scope.projects:
            what = "It belongs to no project of the package."
            yield _problem(scope, field, what, name, "something of one of the `projects`")


def _problem(scope: LeverageScope, field: str, what: str, value: str, expected: str) -> Problem:
    return row_problem(
        scope,
        "ACC-332",
        what,
        field=field,
        value=value,
        expected=expected,
        fix="Correct the row, or the id that it names.",
    )
