"""Which money belongs to which commitment, by declared rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.project import LineKind, Membership

__all__ = ["ChainStep", "Join", "JoinBy", "JoinRule", "JoinStep", "JoinedFlow"]


class ChainStep(StrEnum):
    """Steps from a promise of money to what was built with it, in their order."""

    PROMISED = "promised"
    APPROVED = "approved"
    SIGNED = "signed"
    DISBURSED = "disbursed"
    WORKS = "works"
    OPEN = "open"


class JoinBy(StrEnum):
    """What of a published activity a rule compares with its values."""

    IDENTIFIER = "identifier"
    OTHER_IDENTIFIER = "other_identifier"
    CODE = "code"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinStep:
    """What counts at one step of a chain.

    Attributes:
        step: The step; ``promised`` is not listed, the promise itself is named in the join.
        missing: Said where nothing is known of this step.
        stage: Stage that a project must have reached to count; empty if the amount itself says so.
        attributes: Attributes of a project whose amounts are added; empty if no claim gives the amount.
        lines: Kinds of financing line that give the same amount a second time and are compared with it.
        grant_codes: Only lines whose grant code matches one of these patterns (``*`` and ``?`` as
            wildcards); empty for all.
        flows: Measures of published flows that count at this step, e.g. ``commitment``.
        gaps: Gaps that say where the missing was looked for.
    """

    step: ChainStep
    missing: str
    stage: str = ""
    attributes: tuple[str, ...] = ()
    lines: tuple[LineKind, ...] = ()
    grant_codes: tuple[str, ...] = ()
    flows: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A commitment whose money is followed from the promise to what was built.

    Attributes:
        id: Stable id.
        commitment: Id of the commitment.
        title: Heading on pages.
        meaning: Which money is followed and what counts, in plain words.
        promised: Topic of the amount promised.
        source: Id of the document on which the join rests.
        evidence: Evidence level of this row.
        promised_projects: Topic of the number of projects promised; empty if none was.
        projects_of: Commitment whose projects count; empty for the commitment itself.
        memberships: How sure the membership of a project must be for it to count.
        steps: What counts at each step after the promise; a step that is not listed is unknown.
        note: What a reader should know.
    """

    id: str
    commitment: str
    title: str
    meaning: str
    promised: str
    source: str
    evidence: Evidence
    promised_projects: str = ""
    projects_of: str = ""
    memberships: tuple[Membership, ...] = (Membership.CONFIRMED,)
    steps: tuple[JoinStep, ...] = ()
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRule:
    """A rule by which published flows are joined to a commitment.

    A flow is joined if its activity matches one of the values and, where they are given, one of the
    publishers, sectors, partners and kinds. Nothing is joined by likeness.

    Attributes:
        id: Stable id.
        join: Id of the join.
        meaning: What the rule joins and why, in plain words.
        by: What is compared: ``identifier`` or ``other_identifier`` as a whole, ``code`` against
            every code in identifiers, title and description, ``text`` against title and description.
        values: Values to compare with, in any case; ``*`` and ``?`` are wildcards in a code.
        source: Id of the document on which the rule rests.
        evidence: Evidence level of this row.
        publishers: Only activities of these publishers, as they identify themselves; empty for all.
        sectors: Only activities with one of these sector codes; empty for all.
        partners: Only flows to these partners; empty for all.
        kinds: Only flows of these kinds of finance, e.g. ``grant``; empty for all.
        note: What a reader should know, e.g. what the rule joined when it was tried.
    """

    id: str
    join: str
    meaning: str
    by: JoinBy
    values: tuple[str, ...]
    source: str
    evidence: Evidence
    publishers: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedFlow:
    """A published flow that a rule joined to a commitment.

    Attributes:
        id: Id of the flow.
        commitment: Id of the commitment.
        partner: Id of the partner, or another word such as ``regional`` for money of no single one.
        measure: What was measured, e.g. ``commitment`` or ``disbursement``.
        day: Day of the flow; None if none is stated.
        amount: Amount in ``currency``, with its sign.
        currency: Currency code.
        rule: Id of the rule that joined it.
    """

    id: str
    commitment: str
    partner: str
    measure: str
    day: date | None
    amount: Decimal
    currency: str
    rule: str = ""
