"""What was promised and how one would see that it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.period import PartialDate

__all__ = ["Commitment", "Direction", "Instrument", "Measure", "MeasureKind", "Pillar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One of the texts that make up the package, e.g. the declaration or its annex.

    Attributes:
        id: Stable id.
        title: Title for pages.
        date: Date of the text.
        by: Who issued it.
        source: Id of the document in which it was read.
        evidence: Evidence level of this row.
        reference: Official reference number; empty if none.
        note: What a reader should know.
    """

    id: str
    title: str
    date: PartialDate
    by: str
    source: str
    evidence: Evidence
    reference: str = ""
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Pillar:
    """A heading under which commitments stand.

    Attributes:
        id: Stable id.
        title: Heading.
        source: Id of the document that has it.
        evidence: Evidence level of this row.
        is_ours: True for a heading that no text has and that we added.
        note: What a reader should know.
    """

    id: str
    title: str
    source: str
    evidence: Evidence
    is_ours: bool = False
    note: str = ""
    origin: Origin = NOWHERE


class MeasureKind(StrEnum):
    """In which way a commitment can be seen to be kept."""

    MILESTONE = "milestone"
    DOCUMENT = "document"
    MONEY = "money"
    INDICATOR = "indicator"
    PROJECT_STAGE = "project_stage"


class Direction(StrEnum):
    """Whether a larger or a smaller value of an indicator is better."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One way to see that a commitment is kept.

    Attributes:
        id: Stable id; starts with the commitment's id.
        kind: In which way it is seen.
        text: What one would see, in plain words.
        topic: Id of the topic that shows it, written ``subject.attribute``.
        partners: Partners to which it applies; empty means all.
        is_regional: True if one fact holds for all partners at once.
        target: Value to reach (``money``, ``indicator``).
        baseline: Value from which an indicator starts; a move of half the way is ``partly``.
        unit: Unit of target and baseline; a currency for money.
        direction: Whether higher or lower is better (``indicator``).
        reach: Stage to reach (``project_stage``).
        partly_from: Earliest stage that counts as partly reached (``project_stage``).
        by: When it should be reached, if the text says so.
        note: What a reader should know, e.g. why this measure and not another.
    """

    id: str
    kind: MeasureKind
    text: str
    topic: str
    partners: tuple[str, ...] = ()
    is_regional: bool = False
    target: Decimal | None = None
    baseline: Decimal | None = None
    unit: str = ""
    direction: Direction = Direction.HIGHER
    reach: str = ""
    partly_from: str = ""
    by: PartialDate | None = None
    note: str = ""
    origin: Origin = NOWHERE

    def applies_to(self, partner: str) -> bool:
        """Whether the measure says something about a partner."""
        return not self.partners or partner in self.partners


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One promise of one instrument.

    Attributes:
        id: Stable id.
        instrument: Id of the instrument that contains it.
        pillar: Id of the pillar.
        wording: The promise in our words (paraphrased, never quoted).
        responsible: Who promised, as codes explained in the declaration.
        source: Id of the source in which the wording was read.
        evidence: Evidence level of the wording.
        due: Date that the text itself sets, or None for "none stated".
        target: Quantity that the text itself sets, in words; empty for "none stated".
        measures: How one would see that it is kept.
        not_measurable: Why it cannot be measured as worded; set exactly if there is no measure.
        note: What a reader should know.
    """

    id: str
    instrument: str
    pillar: str
    wording: str
    responsible: tuple[str, ...]
    source: str
    evidence: Evidence
    due: PartialDate | None = None
    target: str = ""
    measures: tuple[Measure, ...] = ()
    not_measurable: str = ""
    note: str = ""
    origin: Origin = NOWHERE
