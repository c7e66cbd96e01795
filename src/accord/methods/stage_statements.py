"""What claims and registers say about the stages of a project, one statement each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.claim import Claim, Qualifier
from accord.domain.evidence import Evidence
from accord.domain.period import PartialDate
from accord.domain.register import StageRecord

__all__ = ["StageAmount", "StageStatement", "statements_of_claims", "statements_of_records"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAmount:
    """An amount that a document names with a stage.

    Attributes:
        id: Id of the claim or record that says so.
        amount: Amount in ``unit``.
        unit: Currency code.
        qualifier: How the publisher hedged it.
    """

    id: str
    amount: Decimal
    unit: str
    qualifier: Qualifier = Qualifier.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStatement:
    """One document's statement that a project was at a stage, or that it was not.

    Attributes:
        id: Id of the claim or record.
        stage: Id of the stage.
        source: Id of the document.
        evidence: Evidence level.
        date: When, as precise as stated; None if not stated.
        amounts: Amounts that the same document names with it.
        is_denial: True if the document says that the stage was not reached.
    """

    id: str
    stage: str
    source: str
    evidence: Evidence
    date: PartialDate | None = None
    amounts: tuple[StageAmount, ...] = ()
    is_denial: bool = False


def statements_of_claims(
    project: str,
    claims: Iterable[Claim],
    *,
    stage_attribute: str = "stage",
    amount_attributes: Sequence[str] = ("grant",),
    events: Mapping[str, str] | None = None,
) -> tuple[StageStatement, ...]:
    """Return what claims say about the stages of a project.

    An amount belongs to a stage if the same document states both and their dates, as far as both
    are stated, can mean the same day.

    Args:
        project: Id of the project.
        claims: Any claims; those about other subjects are passed over.
        stage_attribute: Attribute whose values are stages.
        amount_attributes: Attributes whose amounts are shown with a stage.
        events: Stage that an event stands for, by attribute, such as ``agreement_signed``.
    """
    own = [claim for claim in claims if claim.subject == project]
    amounts = [claim for claim in own if claim.attribute in amount_attributes and claim.evidence.is_verified]
    stages = {claim.id: (events or {}).get(claim.attribute, "") for claim in own}
    stages |= {claim.id: str(claim.value) for claim in own if claim.attribute == stage_attribute}
    return tuple(
        StageStatement(
            id=claim.id,
            stage=stages[claim.id],
            source=claim.source,
            evidence=claim.evidence,
            date=claim.date,
            amounts=tuple(_amounts_with(claim, amounts)),
            is_denial=claim.value is False,
        )
        for claim in own
        if stages[claim.id]
    )


def _amounts_with(claim: Claim, amounts: Iterable[Claim]) -> Iterator[StageAmount]:
    for other in amounts:
        is_one_document = other.source == claim.source and _can_agree(other.date, claim.date)
        if is_one_document and isinstance(other.value, Decimal):
            yield StageAmount(id=other.id, amount=other.value, unit=other.unit, qualifier=other.qualifier)


def statements_of_records(project: str, records: Iterable[StageRecord]) -> tuple[StageStatement, ...]:
    """Return what the rows of a register say about the stages of a project.

    Args:
        project: Id of the project.
        records: Any rows; those of other projects are passed over.
    """
    return tuple(
        StageStatement(
            id=record.id,
            stage=record.stage,
            source=record.source,
            evidence=record.evidence,
            date=record.date,
            amounts=()
            if record.amount is None
            else (StageAmount(id=record.id, amount=record.amount, unit=record.unit),),
        )
        for record in records
        if record.project == project
    )


def _can_agree(first: PartialDate | None, second: PartialDate | None) -> bool:
    if first is None or second is None:
        return True
    return first.first_day <= second.last_day and second.first_day <= first.last_day
