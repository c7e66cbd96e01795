"""A project with its financing lines and stages."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Evidence, Origin

__all__ = ["FinancingLine", "LineKind", "Membership", "Project", "Stage"]


class Membership(StrEnum):
    """How sure we are that a project belongs to the package."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    CANDIDATE = "candidate"
    UNKNOWN = "unknown"
    OUTSIDE = "outside"


class LineKind(StrEnum):
    """Kinds of financing line as the WBIF register names them."""

    WBIF_GRANT = "WBIF Grant"
    EXTERNAL_GRANT = "External Grant"
    LOAN = "Loan"
    EXTERNAL_LOAN = "External Loan"
    OWN_CONTRIBUTION = "Own Contribution"
    OTHER_SOURCES = "Other Sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A thing that is to be built, or the place kept for one that was not found.

    Attributes:
        id: Stable id.
        title: Name of the project; for an unknown one, what is known of it.
        membership: How sure we are that it belongs to the package.
        partners: Partners in which it lies; empty if not found.
        mode: ``road``, ``rail``, ``port``, ``digital``; empty if not found.
        commitments: Commitments that it serves.
        code: Register code; empty if not seen.
        corridor: Corridor or route; empty if none.
        source: Id of the source; empty for a project that was not found.
        evidence: Evidence level of identity and membership.
        note: What a reader should know.
    """

    id: str
    title: str
    membership: Membership
    evidence: Evidence
    source: str
    partners: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    mode: str = ""
    code: str = ""
    corridor: str = ""
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingLine:
    """One line of a project's financing plan, as a register prints it.

    Attributes:
        id: Stable id.
        project: Id of the project.
        kind: Kind of line.
        financier: Who pays.
        amount: Amount in ``unit``.
        unit: Currency code (ISO 4217).
        source: Id of the source.
        evidence: Evidence level.
        grant_code: Code of the grant; empty if none is printed.
        is_anticipated: True if the register calls the money potential or anticipated.
        note: What a reader should know.
    """

    id: str
    project: str
    kind: LineKind
    financier: str
    amount: Decimal
    unit: str
    source: str
    evidence: Evidence
    grant_code: str = ""
    is_anticipated: bool = False
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A step in the life of a project; stages are ordered as they are listed in the content.

    Attributes:
        id: Stable id; the value of a claim about a stage.
        label: Name for pages.
        meaning: When a project is at this stage.
        source: Id of the document that defines it.
        evidence: Evidence level of this row.
    """

    id: str
    label: str
    meaning: str
    source: str
    evidence: Evidence
    origin: Origin = NOWHERE
