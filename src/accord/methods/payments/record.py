"""Everything that the content says of one agenda, gathered, with unverified rows left out of what counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accord.domain.claim import Claim, Qualifier
from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence, weakest
from accord.domain.facility import Facility
from accord.domain.figure import Figure
from accord.domain.reform_agenda import Agenda, Instalment, Step, Verification
from accord.methods.payments.rules import Terms
from accord.methods.topics import topic_figures

__all__ = ["AgendaRecord", "InstalmentRecord", "agenda_records"]

_SMALLEST = Decimal("0.000001")
"""What a table of a snapshot holds of a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentRecord:
    """An instalment with its amounts.

    Attributes:
        instalment: The row.
        amount: What its steps earn together; None if not known.
        payments: Verified claims of payments for its steps, by the day that is asked about.
        planned: Verified claim that says the amount, if one does.
    """

    instalment: Instalment
    amount: Decimal | None
    payments: tuple[Claim, ...] = ()
    planned: Claim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaRecord:
    """One agenda with everything that decides its amounts.

    Attributes:
        agenda: The row.
        facility: Its facility.
        terms: The facility's rules.
        amount: The whole amount; None if not known.
        qualifier: How the amount is hedged.
        amount_id: Id of the figure or row that says the amount.
        steps: All its steps; those that are unverified enter no amount.
        instalments: Its instalments.
        payments: Verified payments outside instalments.
        pre_financing: Pre-financing that was paid; zero if it was not; None if nobody says.
        pre_financing_ids: Ids of the claims that say so.
        amount_evidence: How sure the whole amount is.
        pre_financing_evidence: How sure the pre-financing is.
        found: Decisions on its steps.
        disputed: Ids of topics among whose claims it chose, and which contradict each other.
    """

    agenda: Agenda
    facility: Facility
    terms: Terms
    amount: Decimal | None
    steps: tuple[Step, ...] = ()
    instalments: tuple[InstalmentRecord, ...] = ()
    payments: tuple[Claim, ...] = ()
    pre_financing: Decimal | None = None
    pre_financing_ids: tuple[str, ...] = ()
    amount_evidence: Evidence | None = None
    pre_financing_evidence: Evidence | None = None
    found: tuple[Verification, ...] = ()
    qualifier: Qualifier = Qualifier.EXACT
    amount_id: str = ""
    disputed: frozenset[str] = frozenset()

    @property
    def counted_steps(self) -> tuple[Step, ...]:
        """Steps that may enter amounts."""
        return tuple(step for step in self.steps if step.evidence.is_verified)

    def amount_of(self, step: Step) -> Decimal | None:
        """Return what a step earns, or None if it is not known, which is not zero."""
        if step.amount is not None:
            return step.amount
        if step.weight is not None and self.amount is not None:
            return (step.weight * self.amount).quantize(_SMALLEST)
        return None


def agenda_records(declaration: Declaration, day: date) -> tuple[AgendaRecord, ...]:
    """Return the record of each agenda that was approved by a day, in the order of the content.

    Args:
        declaration: The content as known on a day.
        day: The day that is asked about; later payments are left out.
    """
    if not declaration.agendas:
        return ()
    topics = topic_figures(declaration, day=day)
    facilities = {row.id: row for row in declaration.facilities}
    return tuple(
        _record(agenda, facilities[agenda.facility], declaration, topics, day=day)
        for agenda in declaration.agendas
        if agenda.evidence.is_verified and (agenda.approved is None or agenda.approved.last_day <= day)
    )


def _record(
    agenda: Agenda, facility: Facility, declaration: Declaration, topics: Mapping[str, Figure], *, day: date
) -> AgendaRecord:
    claims = {claim.id: claim for claim in declaration.claims if claim.evidence.is_verified}
    figure = topics.get(agenda.allocation)
    stated = figure.value if figure and figure.unit == facility.unit else None
    amount = stated if isinstance(stated, Decimal) else None
    steps = tuple(step for step in declaration.agenda_steps if step.agenda == agenda.id)
    own = {step.id for step in steps}
    parts = [row for row in declaration.instalments if row.agenda == agenda.id and row.evidence.is_verified]
    pre_financing, told_by = _pre_financing(agenda, claims, day)
    return AgendaRecord(
        agenda=agenda,
        facility=facility,
        terms=Terms(rules=[rule for rule in declaration.facility_rules if rule.facility == facility.id]),
        amount=agenda.amount if agenda.amount is not None else amount,
        qualifier=figure.qualifier if figure else Qualifier.EXACT,
        amount_id=figure.id if figure else agenda.id,
        steps=steps,
        instalments=tuple(
            InstalmentRecord(
                instalment=row,
                amount=row.amount if row.amount is not None else _money(claims.get(row.planned)),
                payments=_payments(row.payments, claims, day),
                planned=claims.get(row.planned),
            )
            for row in parts
        ),
        payments=_payments(agenda.payments, claims, day),
        pre_financing=pre_financing,
        pre_financing_ids=told_by,
        amount_evidence=figure.evidence if figure and agenda.amount is None else agenda.evidence,
        pre_financing_evidence=weakest(claims[name].evidence for name in told_by),
        found=tuple(row for row in declaration.verifications if row.step in own),
        disputed=frozenset(name for name, one in topics.items() if one.is_disputed),
    )


def _payments(names: Sequence[str], claims: Mapping[str, Claim], day: date) -> tuple[Claim, ...]:
    found = (claims[name] for name in names if name in claims)
    return tuple(claim for claim in found if claim.date is None or claim.date.last_day <= day)


def _money(claim: Claim | None) -> Decimal | None:
    return claim.value if claim and isinstance(claim.value, Decimal) else None


def _pre_financing(
    agenda: Agenda, claims: Mapping[str, Claim], day: date
) -> tuple[Decimal | None, tuple[str, ...]]:
    """Return what was paid in advance: nothing only where a claim says that it was not paid."""
    event, amount = claims.get(agenda.pre_financing_paid), claims.get(agenda.pre_financing)
    names = tuple(claim.id for claim in (event, amount) if claim)
    is_past = event is not None and (event.date is None or event.date.last_day <= day)
    if event is None or not is_past:
        return None, names
    return (_money(amount) if event.value else Decimal(0)), names
