"""Leverage of every package and of every project with a financing plan, under every definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.claim import Claim
from accord.domain.declaration import Declaration
from accord.domain.leverage import LeverageScope
from accord.domain.project import FinancingLine, LineKind, Project
from accord.methods.announced_leverage import AnnouncedTest, Announcement, announced_tests, line_of_claim
from accord.methods.leverage import LeverageResult, leverage_under_all
from accord.methods.leverage_terms import LeverageTerms

__all__ = ["ScopeLeverage", "leverage_scopes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeLeverage:
    """Leverage of a package or of one project.

    Attributes:
        id: Id of the package or of the project.
        label: Its name.
        is_package: Whether it is a package.
        projects: Ids of its projects, with lines or without.
        lines: Its financing lines; in a package, also claims that stand for lines.
        terms: What the calculation was told beside the lines.
        results: One for each definition, in their order.
        announcement: What was announced; None for a project, or if it was not known on the day.
        announced: The claims that announce it: amount, grants, and number of projects if known.
        tests: The announcement under each definition, in their order; empty without one.
    """

    id: str
    label: str
    is_package: bool
    projects: tuple[str, ...]
    lines: tuple[FinancingLine, ...]
    terms: LeverageTerms
    results: tuple[LeverageResult, ...]
    announcement: Announcement | None = None
    announced: tuple[Claim, ...] = ()
    tests: tuple[AnnouncedTest, ...] = ()


def leverage_scopes(declaration: Declaration) -> tuple[ScopeLeverage, ...]:
    """Return the leverage of the packages, then of each project with a plan, in the order of the content.

    A project has the terms of the first package that names it; else those without round, without
    complete plan, in the currency of its first line. Claims and lines that were not known on the
    day are left out, and a plan of which no line was known is not complete.

    Args:
        declaration: The content as known on a day.
    """
    packages = tuple(_package(scope, declaration) for scope in declaration.leverage)
    with_plan = {line.project for line in declaration.lines}
    projects = (_project(row, declaration) for row in declaration.projects if row.id in with_plan)
    return (*packages, *projects)


def _package(scope: LeverageScope, declaration: Declaration) -> ScopeLeverage:
    claims = {claim.id: claim for claim in declaration.claims}
    lines = (
        *(line for line in declaration.lines if line.project in scope.projects),
        *_stand_ins(scope.grants, LineKind.WBIF_GRANT, claims, declaration),
        *_stand_ins(scope.loans, LineKind.LOAN, claims, declaration),
    )
    terms = _terms(scope, lines)
    announced = _announced(scope, claims)
    announcement = _announcement(scope, announced)
    tests = announced_tests(announcement, lines, terms, projects=scope.projects) if announcement else ()
    return ScopeLeverage(
        id=scope.id,
        label=scope.label,
        is_package=True,
        projects=scope.projects,
        lines=lines,
        terms=terms,
        results=tuple(test.result for test in tests) or leverage_under_all(lines, terms),
        announcement=announcement,
        announced=tuple(announced.values()) if announcement else (),
        tests=tests,
    )


def _stand_ins(
    names: tuple[str, ...], kind: LineKind, claims: Mapping[str, Claim], declaration: Declaration
) -> tuple[FinancingLine, ...]:
    labels = {attribute.id: attribute.label for attribute in declaration.attributes}
    known = [claims[name] for name in names if name in claims]
    return tuple(line_of_claim(claim, kind, labels[claim.attribute]) for claim in known)


def _project(project: Project, declaration: Declaration) -> ScopeLeverage:
    lines = tuple(line for line in declaration.lines if line.project == project.id)
    scope = next((row for row in declaration.leverage if project.id in row.projects), None)
    terms = _terms(scope, lines) if scope else LeverageTerms(unit=lines[0].unit)
    return ScopeLeverage(
        id=project.id,
        label=project.title,
        is_package=False,
        projects=(project.id,),
        lines=lines,
        terms=terms,
        results=leverage_under_all(lines, terms),
    )


def _terms(scope: LeverageScope, lines: tuple[FinancingLine, ...]) -> LeverageTerms:
    known = {line.project for line in lines}
    return LeverageTerms(
        round=scope.round,
        private={row.line: row.mechanism for row in scope.private},
        complete=frozenset(scope.complete) & known,
        chosen=frozenset(scope.grants),
        unit=scope.unit,
    )


def _announced(scope: LeverageScope, claims: Mapping[str, Claim]) -> Mapping[str, Claim]:
    """Return the claims of the announcement that are known and verified, by id, in a fixed order."""
    wanted = (scope.announced, scope.announced_grants, scope.announced_projects)
    return {name: claims[name] for name in wanted if name in claims and claims[name].evidence.is_verified}


def _announcement(scope: LeverageScope, announced: Mapping[str, Claim]) -> Announcement | None:
    promise, grants = announced.get(scope.announced), announced.get(scope.announced_grants)
    projects = announced.get(scope.announced_projects)
    if promise is None or grants is None:
        return None
    if not isinstance(promise.value, Decimal) or not isinstance(grants.value, Decimal):
        return None
    count = projects.value if projects is not None else None
    return Announcement(
        id=promise.id,
        amount=promise.value,
        grants=grants.value,
        unit=promise.unit,
        projects=int(count) if isinstance(count, Decimal) else None,
        qualifier=promise.qualifier,
    )
