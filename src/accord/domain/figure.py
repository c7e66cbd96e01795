"""A published value with everything needed to explain it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from accord.domain.claim import Qualifier, Value
from accord.domain.evidence import Evidence
from accord.domain.period import PartialDate

__all__ = ["Figure", "FigureInput", "InputRole"]


class InputRole(StrEnum):
    """What an input does in a figure."""

    CHOSEN = "chosen"
    ALTERNATIVE = "alternative"
    NOT_COUNTED = "not counted"
    TERM = "term"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    MINUEND = "minuend"
    SUBTRAHEND = "subtrahend"
    MEASURE = "measure"
    EVIDENCE = "evidence"
    OBSERVED = "observed"
    WORDING = "wording"
    COUNTED = "counted"
    DEFINITION = "definition"
    PARAMETER = "parameter"
    GAP = "gap"
    TARGET = "target"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureInput:
    """Something that a figure was made from: another figure or a content row, by id."""

    id: str
    role: InputRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One published value.

    Attributes:
        id: Stable id, the same in every snapshot.
        label: What it is, for people.
        value: Number, word or truth value; None if unknown, which is not zero.
        unit: Unit or currency of a number; empty for words.
        method: Name and version of the rule or method.
        inputs: What it was made from; never empty.
        parameters: What the method was told, by name.
        qualifier: ``exact``, ``at least`` and so on.
        minimum: Smallest verified claim, if there are several.
        maximum: Largest verified claim, if there are several.
        claims: Number of verified claims.
        is_disputed: Whether verified claims contradict each other.
        evidence: Weakest evidence level among what was counted; None if nothing was.
        last_evidence: Latest date that what was counted states; None if it states none.
        reason: In plain words, why the value is what it is or why it is unknown.
        subject: Id of what it is about.
        partner: Partner for which it holds; empty for the region.
        lower: Lower end of the interval of an estimate, in its unit; None for what is no estimate.
        upper: Upper end of the interval.
        level: Share that the interval holds, e.g. 0.90.
        n: Number of observations, sources or indicators on which an estimate rests.
    """

    id: str
    label: str
    value: Value | None
    method: str
    inputs: tuple[FigureInput, ...]
    unit: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    qualifier: Qualifier = Qualifier.EXACT
    minimum: Value | None = None
    maximum: Value | None = None
    claims: int = 0
    is_disputed: bool = False
    evidence: Evidence | None = None
    last_evidence: PartialDate | None = None
    reason: str = ""
    subject: str = ""
    partner: str = ""
    lower: Decimal | None = None
    upper: Decimal | None = None
    level: Decimal | None = None
    n: int | None = None
