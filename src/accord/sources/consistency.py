"""The checks across rows of a declaration: ids, references, units, words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Protocol

from accord.domain.claim import AttributeKind
from accord.domain.commitment import Commitment, Measure, MeasureKind
from accord.domain.declaration import Declaration
from accord.domain.evidence import Authority, Origin
from accord.errors import Problem
from accord.sources.references import find_dangling_references

__all__ = ["find_inconsistencies"]

_CURRENCY = re.compile(r"[A-Z]{3}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


class _Identified(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def origin(self) -> Origin: ...


def find_inconsistencies(declaration: Declaration) -> list[Problem]:
    """Return everything that is wrong between the rows of a declaration, in a stable order.

    Args:
        declaration: All rows, each already valid by itself.
    """
    problems = [problem for check in _CHECKS for problem in check(declaration)]
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.id))


def _identified_rows(declaration: Declaration) -> Iterator[_Identified]:
    yield declaration.header
    groups: tuple[Iterable[_Identified], ...] = (
        declaration.actors,
        declaration.instruments,
        declaration.pillars,
        declaration.partners,
        declaration.sources,
        declaration.commitments,
        (measure for commitment in declaration.commitments for measure in commitment.measures),
        declaration.subjects,
        declaration.attributes,
        declaration.stages,
        declaration.projects,
        declaration.lines,
        declaration.claims,
        declaration.parameters,
        declaration.derived,
        declaration.gaps,
        declaration.panels,
    )
    for group in groups:
        yield from group


def _check_ids(declaration: Declaration) -> Iterator[Problem]:
    first: dict[str, _Identified] = {}
    for row in _identified_rows(declaration):
        if _ID.fullmatch(row.id) is None:
            yield _problem(
                row,
                "ACC-311",
                "The id cannot be used in an address.",
                field="id",
                value=row.id,
                expected="letters, digits, `-`, `_` and `.`, beginning with a letter or digit",
                fix="Change the id, and every reference to it.",
            )
        if row.id in first:
            other = first[row.id].origin
            yield _problem(
                row,
                "ACC-310",
                "The id is used twice.",
                field="id",
                value=row.id,
                expected=f"an id of its own (first used at {other.file}:{other.line})",
                fix="Give this row another id.",
            )
        first.setdefault(row.id, row)
    seen: dict[str, Origin] = {}
    for topic in declaration.topics:
        if topic.id in seen or topic.id in first:
            yield _problem(
                topic,
                "ACC-310",
                "The id is used twice.",
                field="id",
                value=topic.id,
                expected="one row for each topic",
                fix="Merge the two rows.",
            )
        seen.setdefault(topic.id, topic.origin)


def _check_claims(declaration: Declaration) -> Iterator[Problem]:
    kinds = {attribute.id: attribute.kind for attribute in declaration.attributes}
    stages = [stage.id for stage in declaration.stages]
    for claim in declaration.claims:
        kind = kinds.get(claim.attribute)
        if kind is None:
            continue
        expected = _EXPECTED_VALUES[kind]
        if not isinstance(claim.value, expected[0]):
            yield _problem(
                claim,
                "ACC-314",
                f"The value does not fit the attribute `{claim.attribute}` ({kind}).",
                field="value",
                value=str(claim.value),
                expected=expected[1],
                fix="Correct the value, or use another attribute.",
            )
        elif kind is AttributeKind.STAGE and claim.value not in stages:
            yield _problem(
                claim,
                "ACC-312",
                "The stage is not in the list of stages.",
                field="value",
                value=str(claim.value),
                expected=", ".join(stages),
                fix=_nearest(str(claim.value), stages),
            )
        if kind is AttributeKind.MONEY:
            yield from _check_currency(claim, claim.unit, "value", str(claim.value))


def _check_money(declaration: Declaration) -> Iterator[Problem]:
    for line in declaration.lines:
        yield from _check_currency(line, line.unit, "amount", str(line.amount))
        if line.amount < 0:
            yield _problem(
                line,
                "ACC-316",
                "A financing line cannot be negative.",
                field="amount",
                value=str(line.amount),
                expected="zero or more",
                fix="If money was taken back, record a claim about it.",
            )


def _check_currency(row: _Identified, unit: str, field: str, value: str) -> Iterator[Problem]:
    if _CURRENCY.fullmatch(unit) is None:
        yield _problem(
            row,
            "ACC-313",
            "An amount of money stands without its currency.",
            field="unit",
            value=f"{field} {value}, unit {unit or 'missing'}",
            expected="a currency code of three capital letters, e.g. EUR",
            fix="Add `unit: EUR` (or the currency that the source states).",
        )


def _check_measures(declaration: Declaration) -> Iterator[Problem]:
    for commitment in declaration.commitments:
        if bool(commitment.measures) == bool(commitment.not_measurable):
            yield _problem(
                commitment,
                "ACC-315",
                "A commitment needs measures or a reason why it has none, not both.",
                field="measures",
                expected="`measures:` with at least one row, or `not_measurable:` with a reason",
                fix="State how one would see that it is kept, or why one cannot.",
            )
        for measure in commitment.measures:
            yield from _check_measure(measure, commitment)


def _check_measure(measure: Measure, commitment: Commitment) -> Iterator[Problem]:
    if not measure.id.startswith(f"{commitment.id}."):
        yield _problem(
            measure,
            "ACC-311",
            "The id of a measure begins with the id of its commitment.",
            field="id",
            value=measure.id,
            expected=f"{commitment.id}.a, {commitment.id}.b ...",
            fix="Rename the measure.",
        )
    if measure.kind is MeasureKind.PROJECT_STAGE and not measure.reach:
        yield _problem(
            measure,
            "ACC-317",
            "A project_stage measure does not say which stage is to be reached.",
            field="reach",
            expected="the id of a stage",
            fix="Add `reach:`.",
        )
    if measure.kind is MeasureKind.MONEY and measure.target is not None:
        yield from _check_currency(measure, measure.unit, "target", str(measure.target))


def _check_sources(declaration: Declaration) -> Iterator[Problem]:
    for source in declaration.sources:
        is_ours = source.authority is Authority.OWN
        if not source.url.startswith(("https://", "http://")) and not (is_ours and not source.url):
            yield _problem(
                source,
                "ACC-318",
                "The source has no address.",
                field="url",
                value=source.url,
                expected="an address that begins with https:// or http://",
                fix="Add it; only a source of our own may have none.",
            )


def _check_partners(declaration: Declaration) -> Iterator[Problem]:
    for partner in declaration.partners:
        if any("*" in name.label for name in partner.names) and not partner.footnote:
            yield _problem(
                partner,
                "ACC-319",
                "A name carries an asterisk, yet there is no footnote.",
                field="footnote",
                expected="the text that must stand on every page that names the partner",
                fix="Add `footnote:`.",
            )
        for name in partner.names:
            if name.valid_from and name.valid_to and name.valid_to.last_day < name.valid_from.first_day:
                yield _problem(
                    partner,
                    "ACC-320",
                    "A name ends before it begins.",
                    field="names",
                    value=f"{name.label}: {name.valid_from} to {name.valid_to}",
                    expected="valid_from on or before valid_to",
                    fix="Correct one of the two dates.",
                )


def _problem(row: _Identified, problem_id: str, what: str, **details: str) -> Problem:
    return Problem(
        id=problem_id, what=what, file=row.origin.file, line=row.origin.line, row=row.id, **details
    )


def _nearest(word: str, allowed: list[str]) -> str:
    near = difflib.get_close_matches(word, allowed, n=1)
    return f"Did you mean `{near[0]}`?" if near else "Use one of the expected words."


_EXPECTED_VALUES: dict[AttributeKind, tuple[type, str]] = {
    AttributeKind.MONEY: (Decimal, "a number: the amount in whole currency units"),
    AttributeKind.NUMBER: (Decimal, "a number"),
    AttributeKind.EVENT: (bool, "true if it happened, false if the source says that it did not"),
    AttributeKind.STAGE: (str, "the id of a stage"),
    AttributeKind.TEXT: (str, "a text"),
}

_CHECKS: tuple[Callable[[Declaration], Iterable[Problem]], ...] = (
    _check_ids,
    find_dangling_references,
    _check_claims,
    _check_money,
    _check_measures,
    _check_sources,
    _check_partners,
)
