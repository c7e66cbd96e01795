"""An invented fund, and an agenda of four steps of 10, 20, 30 and 40 thousand crowns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from accord.domain.claim import Claim
from accord.domain.evidence import Evidence
from accord.domain.facility import Facility, FacilityRule, RuleName
from accord.domain.period import PartialDate
from accord.domain.reform_agenda import Agenda, Instalment, Step, StepKind, Verdict, Verification
from accord.methods.payments.record import AgendaRecord, InstalmentRecord
from accord.methods.payments.rules import Terms

AMOUNTS = {"A": 10_000, "B": 20_000, "C": 30_000, "D": 40_000}
DUE = {"A": "2021-06", "B": "2021-12", "C": "2022-06", "D": "2022-12"}

FUND = Facility(
    id="FUND",
    title="Harbour Fund",
    unit="CRW",
    first=PartialDate("2020"),
    last=PartialDate("2024"),
    source="pact",
    evidence=Evidence.SEEN,
)


def rule(
    name: RuleName,
    value: Decimal | str | bool,
    *,
    first: str | None = None,
    last: str | None = None,
    evidence: Evidence = Evidence.SEEN,
) -> FacilityRule:
    """A rule of the fund."""
    return FacilityRule(
        id=f"FUND-{name}-{first}",
        facility="FUND",
        name=name,
        value=value,
        reference="Article 7",
        source="pact",
        evidence=evidence,
        valid_from=PartialDate(first) if first else None,
        valid_to=PartialDate(last) if last else None,
    )


GRACE = rule(RuleName.GRACE_MONTHS, Decimal(12))
REALLOCATED = rule(RuleName.AFTER_GRACE, "reallocated")
PARTIAL = rule(RuleName.PARTIAL_PAYMENT, value=True)
CLEARING = rule(RuleName.PRE_FINANCING_CLEARING, "proportional")
RULES = (GRACE, REALLOCATED, PARTIAL, CLEARING)


def step(
    name: str,
    *,
    due: str | None = None,
    amount: int | None = -1,
    instalment: str = "",
    evidence: Evidence = Evidence.SEEN,
) -> Step:
    """A step of the agenda; its amount is that of the table unless it is given."""
    worth = AMOUNTS.get(name) if amount == -1 else amount
    return Step(
        id=name,
        agenda="NOR-AGENDA",
        title=f"Step {name}",
        kind=StepKind.QUALITATIVE,
        due=PartialDate(due or DUE[name]),
        source="pact",
        evidence=evidence,
        amount=None if worth is None else Decimal(worth),
        instalment=instalment,
    )


STEPS = tuple(step(name) for name in AMOUNTS)


def verified(
    name: str,
    verdict: Verdict,
    decided: str,
    *,
    day: str | None = None,
    share: str | None = None,
    evidence: Evidence = Evidence.SEEN,
) -> Verification:
    """A decision on a step."""
    return Verification(
        id=f"{name}-{decided}",
        step=name,
        day=PartialDate(day or decided),
        decided=PartialDate(decided),
        verdict=verdict,
        source="review",
        evidence=evidence,
        share=Decimal(share) if share else None,
    )


FOUND = (
    verified("A", Verdict.FULFILLED, "2021-07-15", day="2021-06-30"),
    verified("B", Verdict.PARTLY, "2022-01-31", day="2021-12-31", share="0.5"),
)
"""The first step is done, and half of the second."""


def paid(name: str, amount: int, day: str | None = "2022-02") -> Claim:
    """A claim of a payment."""
    return Claim(
        id=name,
        subject="FUND",
        attribute=f"payment-{name}",
        partner="NOR",
        value=Decimal(amount),
        unit="CRW",
        source="review",
        evidence=Evidence.SEEN,
        date=PartialDate(day) if day else None,
    )


def instalment(
    amount: int | None, *payments: Claim, name: str = "I", is_complete: bool = True
) -> InstalmentRecord:
    """Steps that are paid for together."""
    row = Instalment(
        id=name,
        agenda="NOR-AGENDA",
        title="First instalment",
        source="pact",
        evidence=Evidence.SEEN,
        is_complete=is_complete,
    )
    return InstalmentRecord(
        instalment=row, amount=None if amount is None else Decimal(amount), payments=payments
    )


def record(
    *,
    steps: Iterable[Step] = STEPS,
    found: Iterable[Verification] = FOUND,
    rules: Iterable[FacilityRule] = RULES,
    amount: int | None = 100_000,
    payments: tuple[Claim, ...] = (),
    instalments: tuple[InstalmentRecord, ...] = (),
    pre_financing: int | None = None,
    is_complete: bool = True,
) -> AgendaRecord:
    """The agenda of Northshore."""
    agenda = Agenda(
        id="NOR-AGENDA",
        facility="FUND",
        partner="NOR",
        title="Agenda of Northshore",
        source="pact",
        evidence=Evidence.SEEN,
        approved=PartialDate("2020-06-01"),
        is_complete=is_complete,
    )
    return AgendaRecord(
        agenda=agenda,
        facility=FUND,
        terms=Terms(rules=tuple(rules)),
        amount=None if amount is None else Decimal(amount),
        steps=tuple(steps),
        instalments=instalments,
        payments=payments,
        pre_financing=None if pre_financing is None else Decimal(pre_financing),
        found=tuple(found),
        amount_id="NOR-AGENDA",
    )


MARCH = date(2022, 3, 1)
"""A day on which the first step is done, half of the second is in grace, and two are not due."""
