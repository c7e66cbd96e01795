"""What is observed: indicators with scale, direction and breaks, their targets and benchmarks."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.commitment import Direction
from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.observed_period import ObservedPeriod
from accord.domain.period import PartialDate

__all__ = [
    "Benchmark",
    "BenchmarkKind",
    "Indicator",
    "Level",
    "Reporting",
    "Scale",
    "Segment",
    "Target",
    "segment_of",
]


class Scale(StrEnum):
    """What arithmetic the values of an indicator allow.

    ``ratio``: a true zero, no value below it, so that growth in percent means something; ``interval``:
    differences mean something, the zero does not, values may be negative; ``ordinal``: words in an
    order, of which neither differences nor growth mean anything.
    """

    RATIO = "ratio"
    INTERVAL = "interval"
    ORDINAL = "ordinal"


class Reporting(StrEnum):
    """How often partners report an indicator on the template; ``never`` if others publish it."""

    NEVER = "never"
    HALF_YEARLY = "half-yearly"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A span of a series with one method, scale and direction; values of two spans are never compared.

    Attributes:
        id: Name of the segment, unique in its indicator.
        direction: Whether more is better; None if neither is.
        first: First period of the segment; empty for "since ever".
        last: Last period; empty for "still".
        vintages_from: First vintage (edition) in which the segment holds; empty for all before, too.
        vintages_to: Last vintage in which it holds; empty for all after, too.
        lowest: Lowest value that the scale allows; None if it has no end.
        highest: Highest value that the scale allows; None if it has no end.
        reason: Why the series breaks here, with the reference.
    """

    id: str
    direction: Direction | None = None
    first: str = ""
    last: str = ""
    vintages_from: str = ""
    vintages_to: str = ""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A word of an ordinal indicator; the word is what the source says, its rank is for order only.

    Attributes:
        word: The word, as the source writes it.
        rank: Place in the order, larger for more.
        meaning: What it says.
    """

    word: str
    rank: Decimal
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """Something that is observed again and again.

    Attributes:
        id: Stable id: small letters, digits and underscores.
        label: Name on pages.
        unit: Unit of its values.
        scale: What arithmetic its values allow.
        segments: Spans between breaks, at least one.
        source: Id of the document or data set that defines it.
        evidence: How well the definition is evidenced.
        levels: Words of an ordinal indicator, in their order.
        zero_is_possible: Whether 0 can be a true value; where it cannot, 0 is a missing value in disguise.
        is_wave: Whether the source repeats the value of one survey wave in several years, which then are
            one observation.
        attribute: Attribute of claims whose values are observations of it; empty if none.
        subject: Subject of those claims.
        commitments: Ids of commitments on which it throws light.
        reporting: How often partners report it on the template.
        part_of: Id of the indicator of which it is a part; parts need not add up to the whole.
        measured_by: Who collects it, if not the partner.
        note: What a reader should know.
    """

    id: str
    label: str
    unit: str
    scale: Scale
    segments: tuple[Segment, ...]
    source: str
    evidence: Evidence
    levels: tuple[Level, ...] = ()
    zero_is_possible: bool = True
    is_wave: bool = False
    attribute: str = ""
    subject: str = ""
    commitments: tuple[str, ...] = ()
    reporting: Reporting = Reporting.NEVER
    part_of: str = ""
    measured_by: str = ""
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A value that an indicator is to reach by some time.

    Attributes:
        id: Stable id.
        indicator: Id of the indicator.
        value: The value to be reached.
        due: When it is to be reached.
        source: Id of the document that sets it.
        evidence: Evidence level.
        partner: Partner for which it holds; empty for each partner.
        baseline: Period from which progress counts; empty for the first observation.
        place: Where in the document it stands.
        note: What a reader should know.
    """

    id: str
    indicator: str
    value: Decimal
    due: PartialDate
    source: str
    evidence: Evidence
    partner: str = ""
    baseline: str = ""
    place: str = ""
    note: str = ""
    origin: Origin = NOWHERE


class BenchmarkKind(StrEnum):
    """What a partner is compared with; the three are different things and never stand for each other.

    ``unweighted_mean``: each member counts once; ``weighted_mean``: members count by the weights that
    another indicator gives; ``aggregate``: the value that a source publishes for a group as such.
    """

    UNWEIGHTED_MEAN = "unweighted_mean"
    WEIGHTED_MEAN = "weighted_mean"
    AGGREGATE = "aggregate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """What partners are compared with.

    Attributes:
        id: Stable id: small letters, digits and underscores.
        label: Name on pages; says which of the kinds it is.
        kind: How it is computed.
        members: Codes of its members (means), or the one code of the group (aggregate).
        weights: Indicator that gives the weights of a weighted mean; empty otherwise.
        least_members: Fewest members with a value for which a mean is computed.
        note: What a reader should know.
    """

    id: str
    label: str
    kind: BenchmarkKind
    members: tuple[str, ...]
    weights: str = ""
    least_members: int = 1
    note: str = ""
    origin: Origin = NOWHERE


def segment_of(indicator: Indicator, period: ObservedPeriod, vintage: str) -> Segment | None:
    """Return the segment of an indicator in which a value of a period and a vintage lies; None if in none.

    A vintage that is more precise than the bound, such as 2018-05 for 2018, lies within it.

    Args:
        indicator: The indicator.
        period: The period to which the value refers.
        vintage: The edition in which it was published.
    """
    for segment in indicator.segments:
        begins = ObservedPeriod(segment.first).begins if segment.first else float("-inf")
        ends = ObservedPeriod(segment.last).ends if segment.last else float("inf")
        last_vintage = segment.vintages_to
        is_of_vintage = segment.vintages_from <= vintage and (
            not last_vintage or vintage[: len(last_vintage)] <= last_vintage
        )
        if begins <= period.begins and period.ends <= ends and is_of_vintage:
            return segment
    return None
