"""Measures and computed figures must rest on something of the right kind."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.claim import AttributeKind, parse_topic
from accord.domain.commitment import Commitment, Measure, MeasureKind
from accord.domain.declaration import Declaration
from accord.domain.definition import DerivedName
from accord.errors import Problem
from accord.sources.references import known_subjects
from accord.sources.row_problems import currency_problems, row_problem

__all__ = ["check_derived", "check_measures"]

_MEASURABLE: dict[MeasureKind, tuple[AttributeKind, ...]] = {
    MeasureKind.MILESTONE: (AttributeKind.EVENT,),
    MeasureKind.DOCUMENT: (AttributeKind.EVENT,),
    MeasureKind.MONEY: (AttributeKind.MONEY,),
    MeasureKind.INDICATOR: (AttributeKind.NUMBER, AttributeKind.MONEY),
    MeasureKind.PROJECT_STAGE: (AttributeKind.STAGE,),
}


def check_measures(declaration: Declaration) -> Iterator[Problem]:
    """Yield what is wrong with the measures of the commitments."""
    kinds = {attribute.id: attribute.kind for attribute in declaration.attributes}
    derived = {row.id for row in declaration.derived}
    subjects = known_subjects(declaration)
    for commitment in declaration.commitments:
        if bool(commitment.measures) == bool(commitment.not_measurable):
            yield row_problem(
                commitment,
                "ACC-315",
                "A commitment needs measures or a reason why it has none, not both.",
                field="measures",
                expected="`measures:` with at least one row, or `not_measurable:` with a reason",
                fix="State how one would see that it is kept, or why one cannot.",
            )
        for measure in commitment.measures:
            problems = list(_check_measure(measure, commitment))
            yield from problems
            if problems:
                continue
            if measure.topic in derived:
                yield from _check_derived_topic(measure)
                continue
            partners = {row.id for row in declaration.partners}
            parts = parse_topic(measure.topic, subjects=subjects, attributes=kinds, partners=partners)
            if parts is not None:
                yield from _check_topic(measure, kinds[parts[1]], parts[2])


def _check_measure(measure: Measure, commitment: Commitment) -> Iterator[Problem]:
    if not measure.id.startswith(f"{commitment.id}."):
        yield row_problem(
            measure,
            "ACC-311",
            "The id of a measure begins with the id of its commitment.",
            field="id",
            value=measure.id,
            expected=f"{commitment.id}.a, {commitment.id}.b ...",
            fix="Rename the measure.",
        )
    if measure.kind is MeasureKind.PROJECT_STAGE and not measure.reach:
        yield row_problem(
            measure,
            "ACC-317",
            "A project_stage measure does not say which stage is to be reached.",
            field="reach",
            expected="the id of a stage",
            fix="Add `reach:`.",
        )
    if measure.kind is MeasureKind.MONEY and measure.target is not None:
        yield from currency_problems(measure, measure.unit, "target", str(measure.target))


def _check_derived_topic(measure: Measure) -> Iterator[Problem]:
    if not measure.is_regional:
        yield _scope_problem(measure, "a computed figure holds for no single partner")
    if measure.kind not in {MeasureKind.MONEY, MeasureKind.INDICATOR}:
        yield _kind_problem(measure, "a computed figure is a number", "money or indicator")


def _check_topic(measure: Measure, kind: AttributeKind, partner: str) -> Iterator[Problem]:
    if partner and not measure.is_regional:
        yield _scope_problem(measure, f"the topic already names the partner {partner}")
    if kind not in _MEASURABLE[measure.kind]:
        words = " or ".join(word.value for word in _MEASURABLE[measure.kind])
        yield _kind_problem(measure, f"the topic is of kind {kind}", f"a topic of kind {words}")


def _scope_problem(measure: Measure, why: str) -> Problem:
    return row_problem(
        measure,
        "ACC-327",
        f"The measure asks for one fact for each partner, but {why}.",
        field="topic",
        value=measure.topic,
        expected="a topic `subject.attribute`, or `is_regional: true`",
        fix="Add `is_regional: true` if one fact holds for every partner to which the measure applies.",
    )


def _kind_problem(measure: Measure, why: str, expected: str) -> Problem:
    return row_problem(
        measure,
        "ACC-328",
        f"A measure of kind `{measure.kind}` cannot rest on this topic: {why}.",
        field="kind",
        value=f"{measure.kind} on {measure.topic}",
        expected=expected,
        fix="Change the kind of the measure, or its topic.",
    )


def check_derived(declaration: Declaration) -> Iterator[Problem]:
    """Yield the computed figures that would be computed from nothing."""
    for row in declaration.derived:
        needs_lines = row.method is DerivedName.SUM_OF_LINES
        if not (row.projects if needs_lines else row.inputs):
            yield row_problem(
                row,
                "ACC-322",
                "The figure is computed from nothing.",
                field="projects" if needs_lines else "inputs",
                expected="at least one project" if needs_lines else "the ids of figures",
                fix="List what the method works on.",
            )
