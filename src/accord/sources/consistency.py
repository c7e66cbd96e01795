"""The checks across rows of a declaration: ids, references, units, words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from accord.domain.claim import AttributeKind, parse_topic
from accord.domain.declaration import Declaration
from accord.domain.evidence import Authority, Origin
from accord.errors import Problem
from accord.sources.join_checks import check_joins
from accord.sources.leverage_checks import check_leverage
from accord.sources.measurability import check_derived, check_measures
from accord.sources.references import find_dangling_references, known_subjects
from accord.sources.row_problems import Identified, currency_problems, nearest, row_problem

__all__ = ["find_inconsistencies"]

_LIMIT = Decimal(10) ** 18
_DECIMALS = 6
_SUFFIXES = (".html", ".json", ".csv", ".svg", ".txt")
_LONGEST_ID = 100
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def find_inconsistencies(declaration: Declaration) -> list[Problem]:
    """Return everything that is wrong between the rows of a declaration, in a stable order.

    Args:
        declaration: All rows, each already valid by itself.
    """
    problems = [problem for check in _CHECKS for problem in check(declaration)]
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.id))


def _identified_rows(declaration: Declaration) -> Iterator[Identified]:
    yield declaration.header
    groups: tuple[Iterable[Identified], ...] = (
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
        declaration.leverage,
        declaration.joins,
        declaration.join_rules,
    )
    for group in groups:
        yield from group


def _check_ids(declaration: Declaration) -> Iterator[Problem]:
    first: dict[str, Identified] = {}
    for row in _identified_rows(declaration):
        if _ID.fullmatch(row.id) is None or row.id.endswith(_SUFFIXES) or len(row.id) > _LONGEST_ID:
            yield row_problem(
                row,
                "ACC-311",
                "The id cannot be used in an address.",
                field="id",
                value=row.id,
                expected="at most 100 letters, digits, `-`, `_`, `.`, beginning with one of the first two and"
                " without a file ending such as .json",
                fix="Change the id, and every reference to it.",
            )
        if row.id.casefold() in first:
            other = first[row.id.casefold()].origin
            yield row_problem(
                row,
                "ACC-310",
                "The id is used twice.",
                field="id",
                value=row.id,
                expected=f"an id of its own, in capitals or not (first used at {other.file}:{other.line})",
                fix="Give this row another id.",
            )
        first.setdefault(row.id.casefold(), row)
    seen: dict[str, Origin] = {}
    for topic in declaration.topics:
        if topic.id in seen or topic.id.casefold() in first:
            yield row_problem(
                topic,
                "ACC-310",
                "The id is used twice.",
                field="id",
                value=topic.id,
                expected="one row for each topic",
                fix="Merge the two rows.",
            )
        seen.setdefault(topic.id, topic.origin)


def _check_figure_ids(declaration: Declaration) -> Iterator[Problem]:
    """Refuse ids under which a computed figure would take the place of another one."""
    subjects = known_subjects(declaration)
    attributes = {row.id for row in declaration.attributes}
    partners = {row.id for row in declaration.partners}
    measures = [measure for commitment in declaration.commitments for measure in commitment.measures]
    named: tuple[Identified, ...] = (*declaration.derived, *measures)
    for row in named:
        is_topic = parse_topic(row.id, subjects=subjects, attributes=attributes, partners=partners)
        if is_topic is not None:
            yield row_problem(
                row,
                "ACC-326",
                "The id is also the id of a topic, so two figures would share it.",
                field="id",
                value=row.id,
                expected="an id whose last part is not the id of an attribute",
                fix="Change the id of the measure or figure, or that of the attribute.",
            )
    subjects_of_topics: tuple[Identified, ...] = (
        declaration.header,
        *declaration.subjects,
        *declaration.projects,
    )
    reserved: dict[str, tuple[Identified, ...]] = {
        "rating": declaration.attributes,
        "count": subjects_of_topics,
        "leverage": subjects_of_topics,
        "stages": subjects_of_topics,
        "cost_drift": subjects_of_topics,
    }
    for word, rows in reserved.items():
        for taken in rows:
            if taken.id == word:
                yield row_problem(
                    taken,
                    "ACC-326",
                    f"The id `{word}` is kept for figures that Accord computes.",
                    field="id",
                    value=taken.id,
                    expected="another id",
                    fix="Change the id, and every reference to it.",
                )


def _check_claims(declaration: Declaration) -> Iterator[Problem]:
    kinds = {attribute.id: attribute.kind for attribute in declaration.attributes}
    stages = [stage.id for stage in declaration.stages]
    for claim in declaration.claims:
        kind = kinds.get(claim.attribute)
        if kind is None:
            continue
        expected = _EXPECTED_VALUES[kind]
        if not isinstance(claim.value, expected[0]):
            yield row_problem(
                claim,
                "ACC-314",
                f"The value does not fit the attribute `{claim.attribute}` ({kind}).",
                field="value",
                value=str(claim.value),
                expected=expected[1],
                fix="Correct the value, or use another attribute.",
            )
        elif kind is AttributeKind.STAGE and claim.value not in stages:
            yield row_problem(
                claim,
                "ACC-312",
                "The stage is not in the list of stages.",
                field="value",
                value=str(claim.value),
                expected=", ".join(stages),
                fix=nearest(str(claim.value), stages),
            )
        if kind is AttributeKind.MONEY:
            yield from currency_problems(claim, claim.unit, "value", str(claim.value))


def _check_money(declaration: Declaration) -> Iterator[Problem]:
    for line in declaration.lines:
        yield from currency_problems(line, line.unit, "amount", str(line.amount))
        if line.amount < 0:
            yield row_problem(
                line,
                "ACC-316",
                "A financing line cannot be negative.",
                field="amount",
                value=str(line.amount),
                expected="zero or more",
                fix="If money was taken back, record a claim about it.",
            )


def _check_numbers(declaration: Declaration) -> Iterator[Problem]:
    """Refuse numbers that a snapshot could not hold to the last digit."""
    numbers: list[tuple[Identified, str, Decimal]] = [
        *((row, "value", row.value) for row in declaration.claims if isinstance(row.value, Decimal)),
        *((row, "amount", row.amount) for row in declaration.lines),
        *((row, "value", row.value) for row in declaration.parameters),
    ]
    for commitment in declaration.commitments:
        for measure in commitment.measures:
            ends = (("target", measure.target), ("baseline", measure.baseline))
            numbers += [(measure, field, number) for field, number in ends if number is not None]
    for row, field, number in numbers:
        exponent = number.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) else 0
        if abs(number) >= _LIMIT or decimals > _DECIMALS:
            yield row_problem(
                row,
                "ACC-329",
                "The number has more digits than a snapshot holds.",
                field=field,
                value=f"{number:f}",
                expected=f"at most 18 digits before the point and {_DECIMALS} after it",
                fix="Use another unit, or round it and say so in `note`.",
            )


def _check_sources(declaration: Declaration) -> Iterator[Problem]:
    for source in declaration.sources:
        is_ours = source.authority is Authority.OWN
        if not source.url.startswith(("https://", "http://")) and not (is_ours and not source.url):
            yield row_problem(
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
            yield row_problem(
                partner,
                "ACC-319",
                "A name carries an asterisk, yet there is no footnote.",
                field="footnote",
                expected="the text that must stand on every page that names the partner",
                fix="Add `footnote:`.",
            )
        for name in partner.names:
            if name.valid_from and name.valid_to and name.valid_to.last_day < name.valid_from.first_day:
                yield row_problem(
                    partner,
                    "ACC-320",
                    "A name ends before it begins.",
                    field="names",
                    value=f"{name.label}: {name.valid_from} to {name.valid_to}",
                    expected="valid_from on or before valid_to",
                    fix="Correct one of the two dates.",
                )


_EXPECTED_VALUES: dict[AttributeKind, tuple[type, str]] = {
    AttributeKind.MONEY: (Decimal, "a number: the amount in whole currency units"),
    AttributeKind.NUMBER: (Decimal, "a number"),
    AttributeKind.EVENT: (bool, "true if it happened, false if the source says that it did not"),
    AttributeKind.STAGE: (str, "the id of a stage"),
    AttributeKind.TEXT: (str, "a text"),
}

_CHECKS: tuple[Callable[[Declaration], Iterable[Problem]], ...] = (
    _check_ids,
    _check_figure_ids,
    find_dangling_references,
    _check_claims,
    _check_money,
    check_measures,
    _check_numbers,
    check_derived,
    check_leverage,
    check_joins,
    _check_sources,
    _check_partners,
)
