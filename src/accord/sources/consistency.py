"""The checks across rows of a declaration: ids, references, units, words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from accord.domain.claim import AttributeKind
from accord.domain.declaration import Declaration
from accord.domain.evidence import Authority
from accord.errors import Problem
from accord.sources.agenda_checks import check_agendas
from accord.sources.id_checks import check_figure_ids, check_ids
from accord.sources.indicator_checks import check_indicators
from accord.sources.join_checks import check_joins
from accord.sources.leverage_checks import check_leverage
from accord.sources.measurability import check_derived, check_measures
from accord.sources.network_checks import check_networks, network_numbers
from accord.sources.references import find_dangling_references
from accord.sources.row_problems import Identified, currency_problems, nearest, row_problem

__all__ = ["find_inconsistencies"]

_LIMIT = Decimal(10) ** 18
_DECIMALS = 6


def find_inconsistencies(declaration: Declaration) -> list[Problem]:
    """Return everything that is wrong between the rows of a declaration, in a stable order.

    Args:
        declaration: All rows, each already valid by itself.
    """
    problems = [problem for check in _CHECKS for problem in check(declaration)]
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.id))


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
        *((row, "value", row.value) for row in declaration.facility_rules if isinstance(row.value, Decimal)),
        *((row, "amount", row.amount) for row in declaration.agendas if row.amount is not None),
        *((row, "amount", row.amount) for row in declaration.instalments if row.amount is not None),
        *((row, "amount", row.amount) for row in declaration.agenda_steps if row.amount is not None),
        *((row, "weight", row.weight) for row in declaration.agenda_steps if row.weight is not None),
        *((row, "share", row.share) for row in declaration.verifications if row.share is not None),
        *network_numbers(declaration),
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
    check_ids,
    check_figure_ids,
    find_dangling_references,
    _check_claims,
    _check_money,
    check_measures,
    _check_numbers,
    check_derived,
    check_leverage,
    check_joins,
    check_agendas,
    check_indicators,
    check_networks,
    _check_sources,
    _check_partners,
)
