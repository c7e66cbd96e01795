"""The amounts of one step of a chain, added up for the package, for a partner, for what is not split."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from accord.cleaning.values import shown_value
from accord.domain.claim import Qualifier
from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence, weakest
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.join import Join, JoinedFlow, JoinStep
from accord.domain.period import PartialDate
from accord.methods.delivery_projects import ProjectPart, Reach, project_parts

__all__ = ["StepGroup", "StepSums", "step_sums"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepGroup:
    """What is known of one step for one group of projects and flows.

    Attributes:
        parts: Projects of the group that count.
        amount: Sum in ``unit``; None if no amount is known.
        unit: Currency; empty if no amount is known.
        qualifier: Hedge of the sum, as far as its terms have one.
        minimum: Smallest sum that documents allow, if they differ.
        maximum: Largest sum that documents allow, if they differ.
        is_disputed: Whether documents contradict each other.
        projects: Projects that reached the step.
        conflicts: What contradicts, in plain words.
        inputs: What it was made from.
        evidence: Weakest evidence level of what was added.
        last_evidence: Latest date of what was added.
    """

    parts: tuple[ProjectPart, ...]
    amount: Decimal | None
    unit: str
    qualifier: Qualifier
    minimum: Decimal | None
    maximum: Decimal | None
    is_disputed: bool
    projects: tuple[str, ...]
    conflicts: tuple[str, ...]
    inputs: tuple[FigureInput, ...]
    evidence: Evidence | None
    last_evidence: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSums:
    """All that counts at one step; groups are taken from it.

    Claims and published flows are two accounts of the same money and are never added to each other:
    where claims name an amount they are used, and the flows stand beside them; else the flows are used.

    Attributes:
        step: The step of the join.
        unit: Currency in which the promise was made; other money is named and not added.
        partners: Ids of all partners.
        parts: The projects that count.
        flows: Joined flows that count at this step.
    """

    step: JoinStep
    unit: str
    partners: tuple[str, ...]
    parts: tuple[ProjectPart, ...]
    flows: tuple[JoinedFlow, ...]

    @property
    def uses_flows(self) -> bool:
        """Whether the amounts come from published flows."""
        return bool(self._flows(None)) and not any(self._adds(part) for part in self.parts)

    def group(self, partner: str | None) -> StepGroup:
        """Return the sums of a group.

        Args:
            partner: Id of a partner, ``""`` for what is not split by partner, None for everything.
        """
        parts = tuple(part for part in self.parts if partner is None or part.partner == partner)
        flows = self._flows(partner)
        if self.uses_flows:
            return self._of_flows(parts, flows)
        return self._of_parts(parts, flows)

    def _flows(self, partner: str | None) -> tuple[JoinedFlow, ...]:
        return tuple(flow for flow in self.in_partner(partner) if flow.currency == self.unit)

    def in_partner(self, partner: str | None) -> tuple[JoinedFlow, ...]:
        """Return the flows of a group in every currency; see ``group`` for the argument."""
        return tuple(
            flow
            for flow in self.flows
            if partner is None or (flow.partner if flow.partner in self.partners else "") == partner
        )

    def _adds(self, part: ProjectPart) -> bool:
        return part.amount is not None and part.unit == self.unit and part.reach is not Reach.NOT_STATED

    def _of_parts(self, parts: tuple[ProjectPart, ...], flows: Sequence[JoinedFlow]) -> StepGroup:
        added = [part for part in parts if self._adds(part)]
        amounts = [part.amount for part in added if part.amount is not None]
        total = sum(amounts, Decimal(0)) if added else None
        low = sum((_first(part.minimum, part.amount) for part in added), Decimal(0))
        high = sum((_first(part.maximum, part.amount) for part in added), Decimal(0))
        reached = [part for part in parts if part.reach is not Reach.NOT_STATED]
        conflicts = [words for part in reached for words in part.conflicts]
        published = sum((flow.amount for flow in flows), Decimal(0))
        if flows and total is not None and published != total:
            low, high = min(low, published), max(high, published)
            conflicts.append(f"The published flows add up to {shown_value(published, self.unit)}.")
        dates = [part.last_evidence for part in added if part.last_evidence is not None]
        is_stated = all(part.reach is Reach.STATED for part in added)
        return StepGroup(
            parts=parts,
            amount=total,
            unit=self.unit if added else "",
            qualifier=Qualifier.of_bounds(
                below=is_stated and all(part.qualifier.bounds_below for part in added),
                above=is_stated and all(part.qualifier.bounds_above for part in added),
            ),
            minimum=low if added and low != high else None,
            maximum=high if added and low != high else None,
            is_disputed=any(part.is_disputed for part in added) or (bool(flows) and low != high),
            projects=_reached(parts),
            conflicts=tuple(conflicts),
            inputs=_inputs([(part, part in added) for part in parts], flows, InputRole.ALTERNATIVE),
            evidence=weakest(part.evidence for part in added if part.evidence is not None),
            last_evidence=max(dates, key=lambda date: date.last_day, default=None),
        )

    def _of_flows(self, parts: tuple[ProjectPart, ...], flows: Sequence[JoinedFlow]) -> StepGroup:
        days = [flow.day for flow in flows if flow.day is not None]
        return StepGroup(
            parts=parts,
            amount=sum((flow.amount for flow in flows), Decimal(0)) if flows else None,
            unit=self.unit if flows else "",
            qualifier=Qualifier.AT_LEAST,
            minimum=None,
            maximum=None,
            is_disputed=False,
            projects=_reached(parts),
            conflicts=(),
            inputs=_inputs([(part, False) for part in parts], flows, InputRole.TERM),
            evidence=Evidence.DERIVED if flows else None,
            last_evidence=PartialDate(max(days).isoformat()) if days else None,
        )


def _first(end: Decimal | None, amount: Decimal | None) -> Decimal:
    return next((number for number in (end, amount) if number is not None), Decimal(0))


def _reached(parts: Sequence[ProjectPart]) -> tuple[str, ...]:
    """Return the projects that got to the step: by their stage, or because an amount is named at it."""
    return tuple(
        part.project
        for part in parts
        if part.reach is not Reach.NOT_STATED and (part.has_stage or part.amount is not None)
    )


def _inputs(
    parts: Sequence[tuple[ProjectPart, bool]], flows: Sequence[JoinedFlow], role: InputRole
) -> tuple[FigureInput, ...]:
    inputs = [
        given if is_added else replace(given, role=InputRole.NOT_COUNTED)
        for part, is_added in parts
        for given in part.inputs
    ]
    inputs += [FigureInput(id=flow.id, role=role) for flow in flows]
    rules = dict.fromkeys(flow.rule for flow in flows if flow.rule)
    inputs += [FigureInput(id=rule, role=InputRole.DEFINITION) for rule in rules]
    return tuple({given.id: given for given in inputs}.values())


def step_sums(
    join: Join,
    step: JoinStep,
    declaration: Declaration,
    figures: Mapping[str, Figure],
    flows: Sequence[JoinedFlow],
    *,
    unit: str,
) -> StepSums:
    """Gather what counts at one step.

    Args:
        join: The join.
        step: One of its steps.
        declaration: The content as known on a day.
        figures: Topic and derived figures by id.
        flows: Published flows joined to the commitment.
        unit: Currency of the promise; empty if it names none, then the currency that occurs is taken.
    """
    parts = project_parts(join, step, declaration, figures)
    counted = tuple(flow for flow in flows if flow.measure in step.flows)
    units = sorted({part.unit for part in parts if part.unit} | {flow.currency for flow in counted})
    return StepSums(
        step=step,
        unit=unit or (units[0] if units else ""),
        partners=tuple(partner.id for partner in declaration.partners),
        parts=parts,
        flows=counted,
    )
