"""What is missing at a step of a chain, in plain words, with the gaps that say where it was looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from accord.cleaning.values import shown_value
from accord.domain.claim import Qualifier
from accord.domain.declaration import Declaration
from accord.domain.join import Join
from accord.domain.project import Membership, Project
from accord.methods.delivery_projects import ProjectPart, Reach, projects_of
from accord.methods.delivery_step import StepGroup, StepSums

__all__ = ["Words"]


class Words:
    """Says what is missing in the chain of one join.

    Args:
        join: The join.
        declaration: The content as known on a day.
    """

    def __init__(self, join: Join, declaration: Declaration) -> None:
        self._join = join
        self._gaps = {gap.id: set(gap.concerns) for gap in declaration.gaps}
        serving = projects_of(join, declaration)
        counted = [row for row in serving if row.membership in join.memberships and row.evidence.is_verified]
        others = [row for row in serving if row not in counted]
        self._has_projects = bool(counted)
        self._projects = {project.id for project in declaration.projects}
        self._unknown = [row for row in others if row.membership is Membership.UNKNOWN]
        self._uncertain = [row for row in others if row.membership is not Membership.UNKNOWN]

    def missing(self, sums: StepSums, group: StepGroup, partner: str) -> tuple[str, ...]:
        """Return what is missing for a group, the most important first.

        Args:
            sums: The step.
            group: The group.
            partner: Id of the partner; empty for the package.
        """
        said: list[str] = []
        asks_projects = _asks_projects(sums) and self._has_projects
        if group.amount is None and (not partner or not asks_projects):
            said.append(sums.step.missing)
        elif group.amount is None and not group.parts:
            said.append("No project that counts is known here.")
        said += self._other_money(sums, partner or None)
        if asks_projects and not sums.uses_flows:
            said += _of_parts(group.parts)
            said += self._of_others(partner)
        return tuple(said)

    def _of_others(self, partner: str) -> Iterator[str]:
        uncertain, unknown = self._others(partner)
        if uncertain:
            yield f"Membership uncertain, not counted: {_ids(uncertain)}."
        if unknown:
            yield f"Not found in the public record{', may lie here' if partner else ''}: {_ids(unknown)}."

    def _others(self, partner: str) -> tuple[list[Project], list[Project]]:
        """Return uncertain and unknown projects that may lie in a partner; empty for all."""
        if not partner:
            return self._uncertain, self._unknown
        return (
            [row for row in self._uncertain if partner in row.partners or not row.partners],
            [row for row in self._unknown if partner in row.partners or not row.partners],
        )

    def _other_money(self, sums: StepSums, partner: str | None) -> Iterator[str]:
        totals: dict[str, Decimal] = {}
        for flow in sums.in_partner(partner):
            if flow.currency != sums.unit:
                totals[flow.currency] = totals.get(flow.currency, Decimal(0)) + flow.amount
        for currency, amount in sorted(totals.items()):
            yield f"Published in another currency and not added: {shown_value(amount, currency)}."

    def qualifier(self, sums: StepSums, group: StepGroup, partner: str) -> Qualifier:
        """Return the hedge of a group's sum: an upper bound only if nothing can be missing."""
        if group.amount is None:
            return Qualifier.EXACT
        uncertain, unknown = self._others(partner)
        is_open = bool(uncertain or unknown or any(not _is_added(part) for part in group.parts))
        return Qualifier.of_bounds(
            below=group.qualifier.bounds_below, above=group.qualifier.bounds_above and not is_open
        )

    def gaps(self, sums: StepSums, group: StepGroup, partner: str) -> tuple[str, ...]:
        """Return the declared gaps that concern what is missing for a group, in their order.

        For a partner a gap about certain projects counts only if one of them is missing there; a gap
        about none in particular always does.
        """
        asks_projects = _asks_projects(sums) and self._has_projects
        if not partner or not asks_projects:
            return sums.step.gaps
        uncertain, unknown = self._others(partner)
        lacking = {part.project for part in group.parts if not _is_added(part)}
        lacking |= {row.id for row in (*uncertain, *unknown)}
        return tuple(
            gap for gap in sums.step.gaps if self._gaps[gap] & lacking or not self._gaps[gap] & self._projects
        )


def _asks_projects(sums: StepSums) -> bool:
    return bool(sums.step.stage or sums.step.attributes or sums.step.lines)


def _is_added(part: ProjectPart) -> bool:
    return part.amount is not None and part.reach is Reach.STATED


def _of_parts(parts: Iterable[ProjectPart]) -> Iterator[str]:
    listed = tuple(parts)
    behind = [part for part in listed if part.reach is Reach.NOT_STATED]
    if behind:
        names = ", ".join(_with_stage(part) for part in behind)
        yield f"No document says that this step was reached: {names}."
    passed = [part for part in listed if part.reach is Reach.PASSED]
    if passed:
        names = ", ".join(_with_stage(part) for part in passed)
        yield f"No document states this step itself, only a later one; the amount may differ: {names}."
    silent = [part for part in listed if part.reach is not Reach.NOT_STATED and part.amount is None]
    if silent:
        yield f"No document names an amount: {', '.join(part.project for part in silent)}."


def _with_stage(part: ProjectPart) -> str:
    return f"{part.project} (last stated: {part.furthest.lower() or 'nothing'})"


def _ids(projects: Iterable[Project]) -> str:
    return ", ".join(project.id for project in projects)
