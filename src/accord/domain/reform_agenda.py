"""Money against conditions: agendas, instalments, steps, and who verified what."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.period import PartialDate

__all__ = [
    "Agenda",
    "Instalment",
    "Step",
    "StepKind",
    "Verdict",
    "Verification",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The reforms that one partner agreed with a facility, and the money that they can earn.

    What was paid is not repeated here: claims say so, and the agenda names them.

    Attributes:
        id: Stable id, without ``.``, ``+`` and ``--``.
        facility: Id of the facility.
        partner: Id of the partner.
        title: Title for pages.
        source: Id of the document that says that it was approved.
        evidence: Evidence level of this row.
        approved: When it was approved; None if not known.
        amount: Whole amount; None if claims say it (``allocation``) or nobody does.
        grant: Part of the amount that need not be paid back; None if not known.
        loan: Part of the amount that is lent; None if not known.
        allocation: Topic whose claims say the whole amount, e.g. ``RGF.allocation.ALB``.
        payments: Claims of payments for fulfilled steps that belong to no instalment below.
        pre_financing: Claim that says how much pre-financing there is; empty if none does.
        pre_financing_paid: Claim that says whether it was paid.
        is_complete: Whether all steps and payments are listed; if not, sums are lower bounds.
        place: Where in the document it stands.
        note: What a reader should know.
    """

    id: str
    facility: str
    partner: str
    title: str
    source: str
    evidence: Evidence
    approved: PartialDate | None = None
    amount: Decimal | None = None
    grant: Decimal | None = None
    loan: Decimal | None = None
    allocation: str = ""
    payments: tuple[str, ...] = ()
    pre_financing: str = ""
    pre_financing_paid: str = ""
    is_complete: bool = False
    place: str = ""
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """Steps that are paid for together; often only their common amount is public.

    Attributes:
        id: Stable id.
        agenda: Id of the agenda.
        title: Title for pages.
        source: Id of the document that says so.
        evidence: Evidence level of this row.
        amount: What all its steps earn together; None if a claim says it, or nobody does.
        planned: Claim that says what all its steps earn together.
        payments: Claims of payments for its steps.
        is_complete: Whether all its steps are listed; if not, nothing is concluded from its amounts.
        place: Where in the document it stands.
        note: What a reader should know.
    """

    id: str
    agenda: str
    title: str
    source: str
    evidence: Evidence
    amount: Decimal | None = None
    planned: str = ""
    payments: tuple[str, ...] = ()
    is_complete: bool = False
    place: str = ""
    note: str = ""
    origin: Origin = NOWHERE


class StepKind(StrEnum):
    """How one sees that a step is fulfilled: by a number, by what was done, or nobody says which."""

    QUANTITATIVE = "quantitative"
    QUALITATIVE = "qualitative"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A condition of payment.

    Attributes:
        id: Stable id, without ``.``, ``+`` and ``--``.
        agenda: Id of the agenda.
        title: What is to be done, paraphrased.
        kind: Whether a number shows that it is fulfilled.
        due: By when; its last day counts.
        source: Id of the document that says so.
        evidence: Evidence level; an unverified step is shown and enters no amount.
        amount: What it earns; None if not known, which is not zero.
        weight: What it earns as a share (0 to 1) of the agenda's amount, instead of ``amount``.
        instalment: Id of the instalment with which it is paid; empty for none.
        indicator: Id of the indicator of a quantitative step; empty if none is recorded.
        baseline: Where the number stood.
        target: What the number is to reach.
        place: Where in the document it stands.
        note: What a reader should know.
    """

    id: str
    agenda: str
    title: str
    kind: StepKind
    due: PartialDate
    source: str
    evidence: Evidence
    amount: Decimal | None = None
    weight: Decimal | None = None
    instalment: str = ""
    indicator: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    place: str = ""
    note: str = ""
    origin: Origin = NOWHERE


class Verdict(StrEnum):
    """What a verification found."""

    FULFILLED = "fulfilled"
    PARTLY = "partly"
    NOT_FULFILLED = "not_fulfilled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """A decision of the one who pays on whether a step is fulfilled.

    Attributes:
        id: Stable id.
        step: Id of the step.
        day: As of when the step was looked at; fulfilment counts from this day.
        decided: When the decision was taken.
        verdict: What was found.
        source: Id of the document that says so.
        evidence: Evidence level; an unverified row counts nowhere.
        share: Share (0 to 1) of a step that is partly fulfilled; None if not known.
        place: Where in the document it stands.
        note: What a reader should know.
    """

    id: str
    step: str
    day: PartialDate
    decided: PartialDate
    verdict: Verdict
    source: str
    evidence: Evidence
    share: Decimal | None = None
    place: str = ""
    note: str = ""
    origin: Origin = NOWHERE
