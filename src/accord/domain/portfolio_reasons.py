"""Why a candidate was chosen or not, and what is not known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Finding", "FindingKind", "Reason", "ReasonKind", "Verdict"]


class ReasonKind(StrEnum):
    """Why a candidate is in or out."""

    WORTH_IT = "worth it"
    """In: without it the best benefit falls."""
    INTERCHANGEABLE = "interchangeable"
    """In or out: another choice is exactly as good; the one with less grant, then by id, is shown."""
    NEEDED_BY = "needed by"
    """In: chosen candidates cannot do without it."""
    ONLY_TOGETHER = "only together"
    """In: worth more with the others than alone."""
    DEMANDED = "demanded"
    """In: a rule demands it, or no choice obeys all rules without it."""
    NO_GRANT = "no grant"
    """In: takes nothing from the envelope."""
    UNKNOWN = "unknown"
    """Out: benefit, cost, grant or additionality is not known."""
    BARRED = "barred"
    """Out: a rule bars it by itself."""
    NO_YEAR = "no year"
    """Out: there is no year in which it could start and end."""
    MISSING = "missing"
    """Out: what it requires is no candidate, or cannot be chosen itself."""
    BEATEN = "beaten"
    """Out: another option, or one that excludes it, is worth more."""
    NOT_ALONE = "not alone"
    """Out: it needs another that is not chosen, and both together are not worth it."""
    HARMS = "harms"
    """Out: its benefit is not above zero."""
    DISPLACES = "displaces"
    """Out: its grant or place would push out others that are worth more."""
    NO_ROOM = "no room"
    """Out: no choice that obeys all rules holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason.

    Attributes:
        kind: What kind of reason.
        names: Ids of candidates or rules, or names of what is unknown, by kind.
        amount: The number that goes with it, in the unit of benefits; None if there is none.
    """

    kind: ReasonKind
    names: tuple[str, ...] = ()
    amount: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Why one candidate is in or out.

    Attributes:
        candidate: Its id.
        is_chosen: Whether it was chosen.
        reasons: Reasons, the deciding one first; never empty.
        change: By how much the best benefit falls if it is taken out, or forced in; None if that is
            impossible or was not computed.
        is_exact: Whether ``change`` was computed by solving again with no gap; otherwise it is a lower bound
            of the change, most often from the relaxed problem in which parts of candidates can be chosen, or
            None.
        comes_in: Ids that come in when it is taken out or forced in.
        goes_out: Ids that go out.
        grant_limit: Greatest grant with which it would be chosen, all else equal; None if none, or unknown.
    """

    candidate: str
    is_chosen: bool
    reasons: tuple[Reason, ...]
    change: float | None = None
    is_exact: bool = True
    comes_in: tuple[str, ...] = ()
    goes_out: tuple[str, ...] = ()
    grant_limit: float | None = None


class FindingKind(StrEnum):
    """What is not known, or was left out."""

    UNKNOWN_BENEFIT = "unknown benefit"
    UNKNOWN_COST = "unknown cost"
    UNKNOWN_GRANT = "unknown grant"
    UNKNOWN_ADDITIONALITY = "unknown additionality"
    UNKNOWN_MONEY = "unknown money"
    UNVERIFIED = "unverified"
    MISSING_CANDIDATE = "missing candidate"
    APPROXIMATE = "approximate"
    """Benefits of sets were added up or fitted, because every set would be too many."""
    NOT_COMPUTED = "not computed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a reader must know before using the answers.

    Attributes:
        kind: What kind.
        about: Ids of candidates or rules.
        text: In plain words, with the number of cases.
        amounts: Numbers in it, by name.
    """

    kind: FindingKind
    about: tuple[str, ...]
    text: str
    amounts: Mapping[str, float] = field(default_factory=dict)
