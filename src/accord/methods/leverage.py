"""Leverage of one project or of a package under a named definition, with the lines on each side.

Each line is counted once on a side or left out with a reason. What is unknown leaves the ratio a
bound: a loan that may be missing makes it ``at least``, a grant that may be missing ``up to``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.claim import Qualifier
from accord.domain.evidence import Evidence, weakest
from accord.domain.leverage import Mechanism
from accord.domain.project import FinancingLine, LineKind
from accord.methods.leverage_definitions import LEVERAGE_DEFINITIONS, LeverageDefinition
from accord.methods.leverage_terms import LeverageTerms, Placing

__all__ = ["LeftOut", "LeverageResult", "leverage", "leverage_under_all"]

_PLACES = Decimal("0.000001")
_CENT = Decimal("0.01")
_OFFICIAL = (LineKind.WBIF_GRANT, LineKind.EXTERNAL_GRANT, LineKind.LOAN, LineKind.EXTERNAL_LOAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A line that is on neither side, and why."""

    line: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageResult:
    """Leverage under one definition.

    Attributes:
        definition: The definition.
        value: Numerator over denominator, to six places; None if it cannot be told.
        qualifier: What the value is a bound of; ``exact`` if nothing is missing.
        numerator: Sum above the line in ``unit``; None if nothing was identified, which is not zero.
        denominator: Sum below the line; None if nothing was identified.
        unit: Currency of both.
        above: Ids of the lines above the line.
        below: Ids of the lines below it.
        left_out: Lines on neither side, with the reason.
        without_numerator: Projects with lines below the line and none above it.
        without_denominator: Projects with lines above the line and none below it.
        evidence: Weakest evidence level of the lines that count; None if none does.
        reason: Why the value is what it is or why there is none, in plain words.
    """

    definition: LeverageDefinition
    value: Decimal | None
    qualifier: Qualifier
    numerator: Decimal | None
    denominator: Decimal | None
    unit: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    without_numerator: tuple[str, ...]
    without_denominator: tuple[str, ...]
    evidence: Evidence | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """Amounts above and below the line by line, and what was left out."""

    above: Mapping[str, Decimal]
    below: Mapping[str, Decimal]
    left_out: tuple[LeftOut, ...]
    may_miss_above: bool
    may_miss_below: bool


def leverage_under_all(
    lines: Sequence[FinancingLine], terms: LeverageTerms | None = None
) -> tuple[LeverageResult, ...]:
    """Return the leverage of some lines under every definition, in their order; see ``leverage``."""
    return tuple(leverage(definition, lines, terms) for definition in LEVERAGE_DEFINITIONS)


def leverage(
    definition: LeverageDefinition, lines: Sequence[FinancingLine], terms: LeverageTerms | None = None
) -> LeverageResult:
    """Compute leverage under one definition.

    Over several projects the sums are divided, not the ratios averaged. Unverified lines and lines
    in another currency are left out and named. Nothing on a side is "none identified" and gives no
    ratio, unless a line of zero states it or the plan is known to be complete.

    Args:
        definition: What to count.
        lines: Financing lines of one project or of several.
        terms: Round, private lines, complete plans, currency.
    """
    terms = terms or LeverageTerms()
    sides = _sides(definition, lines, terms)
    projects = {line.id: line.project for line in lines}
    above, below = (frozenset(projects[name] for name in side) for side in (sides.above, sides.below))
    is_complete = terms.complete.issuperset(projects.values())
    numerator = _sum(sides.above, is_zero=bool(lines) and is_complete and not definition.counts_private)
    denominator = _sum(sides.below, is_zero=False)
    without_numerator = tuple(sorted(below - above - terms.complete))
    without_denominator = tuple(sorted(above - below - terms.complete))
    with_private = {projects[name] for name in sides.above if name in terms.private}
    misses_private = definition.counts_private and not with_private.issuperset(projects.values())
    misses_lines = definition.needs_whole_plan and not is_complete
    qualifier = Qualifier.of_bounds(
        below=not (without_denominator or sides.may_miss_below),
        above=not (without_numerator or sides.may_miss_above or misses_private or misses_lines),
    )
    value = (numerator / denominator).quantize(_PLACES) if numerator is not None and denominator else None
    counted = [line for line in lines if line.id in sides.above or line.id in sides.below]
    return LeverageResult(
        definition=definition,
        value=value,
        qualifier=qualifier if value is not None else Qualifier.EXACT,
        numerator=numerator,
        denominator=denominator,
        unit=terms.unit,
        above=tuple(sides.above),
        below=tuple(sides.below),
        left_out=sides.left_out,
        without_numerator=without_numerator,
        without_denominator=without_denominator,
        evidence=weakest(line.evidence for line in counted),
        reason=_reason(definition, numerator, denominator, sides, misses_private=misses_private),
    )


def _sides(definition: LeverageDefinition, lines: Sequence[FinancingLine], terms: LeverageTerms) -> _Sides:
    above: dict[str, Decimal] = {}
    below: dict[str, Decimal] = {}
    left_out: list[LeftOut] = []
    may_miss_above = may_miss_below = False
    for line in lines:
        placing = definition.place(line, terms)
        reason, amount = _unusable(line, terms), line.amount
        if not reason and definition.attributes_private and placing.is_above:
            amount, reason = _attributed(line, lines, terms)
        if reason and not placing.reason:
            may_miss_above |= placing.is_above
            may_miss_below |= placing.is_below
            placing = Placing(reason=reason)
        may_miss_below |= placing.is_unknown
        if placing.reason:
            left_out.append(LeftOut(line=line.id, reason=placing.reason))
        if placing.is_above:
            above[line.id] = amount
        if placing.is_below:
            below[line.id] = line.amount
    return _Sides(
        above=above,
        below=below,
        left_out=tuple(left_out),
        may_miss_above=may_miss_above,
        may_miss_below=may_miss_below,
    )


def _unusable(line: FinancingLine, terms: LeverageTerms) -> str:
    if not line.evidence.is_verified:
        return "The line is unverified."
    return "" if line.unit == terms.unit else f"The amount is in {line.unit} and was not converted."


def _attributed(
    line: FinancingLine, lines: Sequence[FinancingLine], terms: LeverageTerms
) -> tuple[Decimal, str]:
    """Return what falls to the grants of a private line, or why that cannot be told.

    Reference:
        OECD DAC (address in the definition): the amount mobilised is attributed in proportion to
        the official shares; for other mechanisms by roles (guarantor, arranger, riskiest tranche)
        that a financing plan does not print. Own contributions are not counted as official (ours).
    """
    if line.amount == 0:
        return Decimal(0), ""
    mechanism = terms.private[line.id]
    if mechanism is not Mechanism.CO_FINANCING:
        return Decimal(0), f"The plan does not say whose doing the private money is ({mechanism})."
    official = [
        other
        for other in lines
        if other.project == line.project
        and other.kind in _OFFICIAL
        and other.id not in terms.private
        and not other.is_anticipated
        and not _unusable(other, terms)
    ]
    total = sum((other.amount for other in official), Decimal(0))
    if not total:
        return Decimal(0), "No public grant or loan stands beside the private money."
    grants = sum((other.amount for other in official if other.kind is LineKind.WBIF_GRANT), Decimal(0))
    return (line.amount * grants / total).quantize(_CENT), ""


def _sum(side: Mapping[str, Decimal], *, is_zero: bool) -> Decimal | None:
    if not side:
        return Decimal(0) if is_zero else None
    return sum(side.values(), Decimal(0))


def _reason(
    definition: LeverageDefinition,
    numerator: Decimal | None,
    denominator: Decimal | None,
    sides: _Sides,
    *,
    misses_private: bool,
) -> str:
    if denominator is None:
        return f"None identified below the line: {definition.denominator}."
    if numerator is None:
        return f"None identified above the line: {definition.numerator}."
    if denominator == 0:
        return "The sum below the line is zero."
    lines = "line" if len(sides.above) == 1 else "lines"
    parts = [
        f"{len(sides.above)} {lines} above, {len(sides.below)} below, {len(sides.left_out)} on neither side."
    ]
    if misses_private:
        parts.append("Private money is not identified for every project, so the sum above may be larger.")
    return " ".join(parts)
