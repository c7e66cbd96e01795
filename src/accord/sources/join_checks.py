"""A join must name one promise of money, each step once, and rules that can match something."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.claim import AttributeKind, parse_topic
from accord.domain.declaration import Declaration
from accord.domain.join import ChainStep, Join
from accord.errors import Problem
from accord.sources.references import known_subjects
from accord.sources.row_problems import Identified, row_problem

__all__ = ["check_joins"]

_CHAIN = ".chain."


def check_joins(declaration: Declaration) -> Iterator[Problem]:
    """Yield what is wrong with the joins of a declaration and their rules."""
    seen: dict[str, Join] = {}
    for join in declaration.joins:
        if join.commitment in seen:
            yield _refused(
                join,
                "commitment",
                join.commitment,
                what="The money of a commitment is followed twice.",
                expected=f"one join for each commitment (the first is `{seen[join.commitment].id}`)",
                fix="Merge the two rows.",
            )
        seen.setdefault(join.commitment, join)
        yield from _check_promise(declaration, join)
        yield from _check_steps(declaration, join)
    for rule in declaration.join_rules:
        if not rule.values or not all(value.strip("*? ") for value in rule.values):
            yield _refused(
                rule,
                "values",
                ", ".join(rule.values),
                what="A rule without a value would join nothing, one of wildcards everything.",
                expected="at least one value, each with a letter or digit",
                fix="Name what is compared, or remove the rule.",
            )
    yield from _check_reserved(declaration)


def _check_promise(declaration: Declaration, join: Join) -> Iterator[Problem]:
    kinds = {row.id: row.kind for row in declaration.attributes}
    expected = (("promised", AttributeKind.MONEY), ("promised_projects", AttributeKind.NUMBER))
    for field, kind in expected:
        name = getattr(join, field)
        parts = parse_topic(
            name,
            subjects=known_subjects(declaration),
            attributes=kinds,
            partners={row.id for row in declaration.partners},
        )
        if parts is not None and (kinds[parts[1]] is not kind or parts[2]):
            yield _refused(
                join,
                field,
                name,
                what="The promise is not of the kind that is followed.",
                expected=f"a topic without a partner, whose attribute is of the kind `{kind}`",
                fix="Name the topic of the whole promise.",
            )


def _check_steps(declaration: Declaration, join: Join) -> Iterator[Problem]:
    kinds = {row.id: row.kind for row in declaration.attributes}
    steps = [step.step for step in join.steps]
    for step in join.steps:
        if step.step is ChainStep.PROMISED or steps.count(step.step) > 1:
            yield _refused(
                join,
                "steps",
                step.step.value,
                what="A chain has one promise and each later step at most once.",
                expected=", ".join(word.value for word in ChainStep if word is not ChainStep.PROMISED),
                fix="Keep one row for the step; the promise is named by `promised`.",
            )
        for attribute in step.attributes:
            if kinds.get(attribute, AttributeKind.MONEY) is not AttributeKind.MONEY:
                yield _refused(
                    join,
                    "attributes",
                    attribute,
                    what="Only amounts of money can be added up along a chain.",
                    expected="attributes of the kind `money`",
                    fix="Name another attribute, or `stage:` for a step that is an event.",
                )


def _check_reserved(declaration: Declaration) -> Iterator[Problem]:
    """Refuse ids under which a figure of a chain would take the place of another row or figure."""
    measures = [measure for commitment in declaration.commitments for measure in commitment.measures]
    chains = tuple(f"{join.commitment}{_CHAIN}" for join in declaration.joins)
    named: tuple[Identified, ...] = (*declaration.derived, *measures)
    taken: list[Identified] = [row for row in named if chains and row.id.startswith(chains)]
    taken += [row for row in declaration.attributes if row.id.split(".")[0] == _CHAIN.strip(".")]
    taken += [row for row in declaration.partners if row.id == "not_split"]
    for row in taken:
        yield row_problem(
            row,
            "ACC-326",
            f"The id `{row.id}` is kept for figures that Accord computes.",
            field="id",
            value=row.id,
            expected="another id",
            fix="Change the id, and every reference to it.",
        )


def _refused(row: Identified, field: str, value: str, *, what: str, expected: str, fix: str) -> Problem:
    return row_problem(row, "ACC-334", what, field=field, value=value, expected=expected, fix=fix)
