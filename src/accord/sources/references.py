"""Every id that one row uses of another must exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accord.domain.claim import parse_topic, topic_id
from accord.domain.commitment import MeasureKind
from accord.domain.declaration import Declaration
from accord.domain.evidence import Origin
from accord.errors import Problem
from accord.sources.agenda_references import agenda_references
from accord.sources.network_references import network_references

__all__ = ["find_dangling_references", "known_subjects"]


@dataclass(frozen=True, slots=True)
class _Reference:
    origin: Origin
    row: str
    field: str
    value: str
    kind: str


class _Topics:
    """The ids of all topics and of some further figures; knows one when it sees it."""

    def __init__(self, subjects: set[str], attributes: set[str], partners: set[str], more: set[str]) -> None:
        self._subjects, self._attributes, self._partners, self._more = subjects, attributes, partners, more

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str) or name in self._more:
            return isinstance(name, str)
        parts = parse_topic(
            name, subjects=self._subjects, attributes=self._attributes, partners=self._partners
        )
        return parts is not None

    def __iter__(self) -> Iterator[str]:
        yield from self._more
        for subject in self._subjects:
            yield from (topic_id(subject, attribute) for attribute in self._attributes)


def find_dangling_references(declaration: Declaration) -> Iterator[Problem]:
    """Yield one problem for each reference to a row that does not exist.

    Args:
        declaration: All rows of a declaration.
    """
    known = _known_ids(declaration)
    for reference in _references(declaration):
        allowed = known[reference.kind]
        if reference.value not in allowed:
            near = difflib.get_close_matches(reference.value, sorted(allowed), n=3)
            yield Problem(
                id="ACC-312",
                what=f"There is no {reference.kind} with this id.",
                file=reference.origin.file,
                line=reference.origin.line,
                row=reference.row,
                field=reference.field,
                value=reference.value,
                expected=_expected(reference.kind, allowed, near),
                fix=f"Did you mean `{near[0]}`?" if near else f"Add the {reference.kind}, or correct the id.",
            )


def _expected(kind: str, allowed: Iterable[str], near: list[str]) -> str:
    if near:
        return f"the id of a {kind}, e.g. {', '.join(near)}"
    names = sorted(allowed)
    return f"the id of a {kind}" + (f": {', '.join(names)}" if len(names) < 20 else "")


def known_subjects(declaration: Declaration) -> set[str]:
    """Return the ids of everything about which claims can be made."""
    subjects = {declaration.header.id}
    for group in (
        declaration.instruments,
        declaration.partners,
        declaration.commitments,
        declaration.subjects,
        declaration.facilities,
        declaration.agendas,
        declaration.projects,
    ):
        subjects |= {row.id for row in group}
    return subjects


def _known_ids(declaration: Declaration) -> dict[str, set[str] | _Topics]:
    subjects = known_subjects(declaration)
    partners = {row.id for row in declaration.partners}
    attributes = {row.id for row in declaration.attributes}
    derived = {row.id for row in declaration.derived}
    return {
        "actor": {row.id for row in declaration.actors},
        "attribute": attributes,
        "claim": {row.id for row in declaration.claims},
        "commitment": {row.id for row in declaration.commitments},
        "figure": _Topics(subjects, attributes, partners, derived),
        "agenda": {row.id for row in declaration.agendas},
        "agenda step": {row.id for row in declaration.agenda_steps},
        "facility": {row.id for row in declaration.facilities},
        "financing line": {row.id for row in declaration.lines},
        "instalment": {row.id for row in declaration.instalments},
        "indicator": {row.id for row in declaration.indicators},
        "instrument": {row.id for row in declaration.instruments},
        "partner": partners,
        "pillar": {row.id for row in declaration.pillars},
        "project": {row.id for row in declaration.projects},
        "gap": {row.id for row in declaration.gaps},
        "join": {row.id for row in declaration.joins},
        "source": {row.id for row in declaration.sources},
        "stage": {row.id for row in declaration.stages},
        "subject": subjects,
        "place": {row.id for row in declaration.network_places},
        "section of the network": {row.id for row in declaration.network_sections},
        "delay": {row.id for row in declaration.network_delays},
        "crossing": {row.id for row in declaration.network_crossings},
        "topic": _Topics(subjects, attributes, partners, set()),
        "row": subjects | {declaration.header.id},
    }


def _references(declaration: Declaration) -> Iterator[_Reference]:
    for row in declaration.sourced_rows():
        yield _Reference(row.origin, row.id, "source", row.source, "source")
    yield from _commitment_references(declaration)
    yield from _project_references(declaration)
    yield from _figure_references(declaration)
    yield from _join_references(declaration)
    yield from _leverage_references(declaration)
    yield from _indicator_references(declaration)
    yield from (_Reference(*found) for found in agenda_references(declaration))
    yield from (_Reference(*found) for found in network_references(declaration))
    for attribute in declaration.attributes:
        if attribute.stage:
            yield _Reference(attribute.origin, attribute.id, "stage", attribute.stage, "stage")
    for claim in declaration.claims:
        yield _Reference(claim.origin, claim.id, "subject", claim.subject, "subject")
        yield _Reference(claim.origin, claim.id, "attribute", claim.attribute, "attribute")
        if claim.partner:
            yield _Reference(claim.origin, claim.id, "partner", claim.partner, "partner")
    for gap in declaration.gaps:
        for concern in gap.concerns:
            yield _Reference(gap.origin, gap.id, "concerns", concern, "row")


def _project_references(declaration: Declaration) -> Iterator[_Reference]:
    for project in declaration.projects:
        for partner in project.partners:
            yield _Reference(project.origin, project.id, "partners", partner, "partner")
        for commitment in project.commitments:
            yield _Reference(project.origin, project.id, "commitments", commitment, "commitment")
    for line in declaration.lines:
        yield _Reference(line.origin, line.id, "project", line.project, "project")


def _leverage_references(declaration: Declaration) -> Iterator[_Reference]:
    for scope in declaration.leverage:
        fields: tuple[tuple[str, tuple[str, ...], str], ...] = (
            ("projects", scope.projects, "project"),
            ("complete", scope.complete, "project"),
            ("grants", scope.grants, "claim"),
            ("loans", scope.loans, "claim"),
            ("announced", (scope.announced,), "claim"),
            ("announced_grants", (scope.announced_grants,), "claim"),
            ("announced_projects", (scope.announced_projects,), "claim"),
        )
        for field, values, kind in fields:
            yield from (_Reference(scope.origin, scope.id, field, value, kind) for value in values if value)
        for private in scope.private:
            yield _Reference(private.origin, scope.id, "private", private.line, "financing line")


def _indicator_references(declaration: Declaration) -> Iterator[_Reference]:
    for indicator in declaration.indicators:
        fields = [
            ("attribute", indicator.attribute, "attribute"),
            ("subject", indicator.subject, "subject"),
            ("part_of", indicator.part_of, "indicator"),
            *(("commitments", commitment, "commitment") for commitment in indicator.commitments),
        ]
        for field, value, kind in fields:
            if value:
                yield _Reference(indicator.origin, indicator.id, field, value, kind)
    for target in declaration.targets:
        yield _Reference(target.origin, target.id, "indicator", target.indicator, "indicator")
        if target.partner:
            yield _Reference(target.origin, target.id, "partner", target.partner, "partner")
    for benchmark in declaration.benchmarks:
        if benchmark.weights:
            yield _Reference(benchmark.origin, benchmark.id, "weights", benchmark.weights, "indicator")


def _figure_references(declaration: Declaration) -> Iterator[_Reference]:
    for panel in declaration.panels:
        for figure in panel.figures:
            yield _Reference(panel.origin, panel.id, "figures", figure, "figure")
    for topic in declaration.topics:
        yield _Reference(topic.origin, topic.id, "id", topic.id, "topic")
    for derived in declaration.derived:
        for figure in derived.inputs:
            yield _Reference(derived.origin, derived.id, "inputs", figure, "figure")
        for name in derived.projects:
            yield _Reference(derived.origin, derived.id, "projects", name, "project")


def _join_references(declaration: Declaration) -> Iterator[_Reference]:
    for join in declaration.joins:
        fields: list[tuple[str, str, str]] = [
            ("commitment", join.commitment, "commitment"),
            ("projects_of", join.projects_of, "commitment"),
            ("promised", join.promised, "topic"),
            ("promised_projects", join.promised_projects, "topic"),
        ]
        for step in join.steps:
            fields += [("stage", step.stage, "stage")]
            fields += [("attributes", attribute, "attribute") for attribute in step.attributes]
            fields += [("gaps", gap, "gap") for gap in step.gaps]
        for field, value, kind in fields:
            if value or field in {"commitment", "promised"}:
                yield _Reference(join.origin, join.id, field, value, kind)
    for rule in declaration.join_rules:
        yield _Reference(rule.origin, rule.id, "join", rule.join, "join")
        for partner in rule.partners:
            yield _Reference(rule.origin, rule.id, "partners", partner, "partner")


def _commitment_references(declaration: Declaration) -> Iterator[_Reference]:
    for commitment in declaration.commitments:
        yield _Reference(commitment.origin, commitment.id, "instrument", commitment.instrument, "instrument")
        yield _Reference(commitment.origin, commitment.id, "pillar", commitment.pillar, "pillar")
        for actor in commitment.responsible:
            yield _Reference(commitment.origin, commitment.id, "responsible", actor, "actor")
        for measure in commitment.measures:
            yield _Reference(measure.origin, measure.id, "topic", measure.topic, "figure")
            for partner in measure.partners:
                yield _Reference(measure.origin, measure.id, "partners", partner, "partner")
            if measure.kind is MeasureKind.PROJECT_STAGE:
                for field, stage in (("reach", measure.reach), ("partly_from", measure.partly_from)):
                    if stage:
                        yield _Reference(measure.origin, measure.id, field, stage, "stage")
