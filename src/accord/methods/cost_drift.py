"""The cost of a project over the documents that state it, and how far it moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from accord.domain.claim import Claim, Qualifier
from accord.domain.evidence import Source
from accord.domain.period import PartialDate

__all__ = ["COST_DRIFT_METHOD", "CostDrift", "CostVintage", "DatedBy", "cost_drift"]

COST_DRIFT_METHOD = "cost_drift 1.0"
"""Name and version as published with a series of costs."""

_PLACES = Decimal("0.000001")


class DatedBy(StrEnum):
    """What gives a vintage its date."""

    DOCUMENT = "date of the document"
    CLAIM = "date that the statement is about"
    NOTHING = "no date"


@dataclass(frozen=True, slots=True, kw_only=True)
class CostVintage:
    """One statement of the cost.

    Attributes:
        claim: Id of the claim.
        source: Id of the document.
        date: Date of the vintage; None if neither document nor statement has one.
        dated_by: What gives the date.
        amount: Cost in ``unit``.
        unit: Currency code.
        qualifier: How the publisher hedged it; a change from or to a hedged amount is as hedged.
        change_to_first: Change to the first dated vintage in this currency, in percent; None for
            that one itself, and where it cannot be computed.
        change_to_previous: The same to the vintage before this one in this currency.
        is_order_sure: Whether its date surely lies after that of the vintage before it.
    """

    claim: str
    source: str
    date: PartialDate | None
    dated_by: DatedBy
    amount: Decimal
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    change_to_first: Decimal | None = None
    change_to_previous: Decimal | None = None
    is_order_sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CostDrift:
    """The cost of a project over time.

    Attributes:
        project: Id of the project.
        vintages: Dated statements in the order of their dates.
        undated: Statements of which neither document nor statement has a date; no change is
            computed with them, for their place in the series is not known.
        not_counted: Ids of unverified claims.
    """

    project: str
    vintages: tuple[CostVintage, ...]
    undated: tuple[CostVintage, ...]
    not_counted: tuple[str, ...]


def cost_drift(
    project: str, claims: Iterable[Claim], sources: Mapping[str, Source], *, attribute: str = "cost"
) -> CostDrift:
    """Return the vintages of a project's cost.

    A vintage has the date of its document; where the document is undated, the date that the
    statement is about. The day on which a page was read is no date of the cost. Amounts in
    different currencies are not compared.

    Args:
        project: Id of the project.
        claims: Any claims; those about other subjects and attributes are passed over.
        sources: Documents by id.
        attribute: Attribute that holds the cost.
    """
    own = [claim for claim in claims if (claim.subject, claim.attribute) == (project, attribute)]
    counted = [(claim, claim.value) for claim in own if claim.evidence.is_verified]
    vintages = [_vintage(claim, value, sources) for claim, value in counted if isinstance(value, Decimal)]
    dated = sorted((item for item in vintages if item.date), key=_order)
    return CostDrift(
        project=project,
        vintages=tuple(_compared(item, dated[:place]) for place, item in enumerate(dated)),
        undated=tuple(sorted((item for item in vintages if not item.date), key=lambda item: item.claim)),
        not_counted=tuple(claim.id for claim in own if not claim.evidence.is_verified),
    )


def _vintage(claim: Claim, amount: Decimal, sources: Mapping[str, Source]) -> CostVintage:
    published = sources[claim.source].published
    dated_by = DatedBy.CLAIM if claim.date else DatedBy.NOTHING
    return CostVintage(
        claim=claim.id,
        source=claim.source,
        date=published or claim.date,
        dated_by=DatedBy.DOCUMENT if published else dated_by,
        amount=amount,
        unit=claim.unit,
        qualifier=claim.qualifier,
    )


def _order(vintage: CostVintage) -> tuple[int, int, str]:
    assert vintage.date is not None  # noqa: S101  (narrowing; only dated vintages are sorted)
    return (vintage.date.last_day.toordinal(), vintage.date.first_day.toordinal(), vintage.claim)


def _compared(vintage: CostVintage, earlier: Sequence[CostVintage]) -> CostVintage:
    same = [item for item in earlier if item.unit == vintage.unit]
    if not same:
        return vintage
    return replace(
        vintage,
        change_to_first=_change(same[0], vintage),
        change_to_previous=_change(same[-1], vintage),
        is_order_sure=_is_after(same[-1], vintage),
    )


def _change(old: CostVintage, new: CostVintage) -> Decimal | None:
    if old.amount == 0:
        return None
    return ((new.amount - old.amount) * 100 / old.amount).quantize(_PLACES)


def _is_after(old: CostVintage, new: CostVintage) -> bool:
    return old.date is not None and new.date is not None and old.date.last_day < new.date.first_day
