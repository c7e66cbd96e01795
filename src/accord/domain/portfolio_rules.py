"""Rules under which candidates for a grant are chosen, as data, so that the cost of each can be named."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Evidence, Origin

__all__ = ["Dimension", "LeverageBasis", "Rule", "RuleKind"]


class RuleKind(StrEnum):
    """What a rule demands.

    There is no floor as share of the envelope: a larger envelope would raise the floor and could lower the
    best benefit, or leave no choice at all. Floors are shares of the grants that are awarded, or amounts.
    """

    ENVELOPE = "envelope"
    """All grants, or those paid in ``year``, are at most ``value``."""
    GRANT_SHARE_AT_MOST = "grant_share_at_most"
    """No grant is above ``value`` times the cost of its candidate."""
    GRANT_SHARE_AT_LEAST = "grant_share_at_least"
    """No grant is below ``value`` times the cost of its candidate; reforms are free of it."""
    LEVERAGE_AT_LEAST = "leverage_at_least"
    """Money by ``basis`` is at least ``value`` times all grants."""
    SHARE_AT_MOST = "share_at_most"
    """Grants to ``group`` of ``dimension`` are at most ``value`` times all grants awarded."""
    SHARE_AT_LEAST = "share_at_least"
    """Grants to ``group`` of ``dimension`` are at least ``value`` times all grants awarded."""
    AMOUNT_AT_MOST = "amount_at_most"
    """Grants to ``group`` of ``dimension`` are at most ``value``."""
    AMOUNT_AT_LEAST = "amount_at_least"
    """Grants to ``group`` of ``dimension`` are at least ``value``."""
    NUMBER_AT_MOST = "number_at_most"
    """At most ``value`` candidates are chosen; reforms are not counted."""
    MUST_INCLUDE = "must_include"
    """``candidate`` is chosen."""
    MUST_EXCLUDE = "must_exclude"
    """``candidate`` is not chosen."""
    ONLY_ADDITIONAL = "only_additional"
    """Only candidates with a known and sourced additionality of at least ``value``; reforms are free."""
    FULLY_FUNDED = "fully_funded"
    """Grant and other stated money pay the whole cost of each chosen candidate."""
    EVIDENCE_AT_LEAST = "evidence_at_least"
    """Only candidates whose benefit is evidenced at least as well as ``evidence``."""


class Dimension(StrEnum):
    """By what candidates are grouped in a rule."""

    PARTNER = "partner"
    SECTOR = "sector"
    MODE = "mode"


class LeverageBasis(StrEnum):
    """What is counted per unit of grant; the definitions give different numbers and are never mixed.

    Money that is not stated is unknown and proves no leverage: what is counted is a lower bound.
    """

    LOANS_PER_GRANT = "loans per grant"
    PRIVATE_PER_GRANT = "private per grant"
    OTHER_PER_GRANT = "other money per grant"
    TOTAL_PER_GRANT = "total cost per grant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    Attributes:
        id: Stable id, unique among rules.
        kind: What it demands.
        value: Amount in the unit of the portfolio, share between 0 and 1, ratio or number, by kind; None for
            kinds without one.
        year: Year of an envelope; None for the envelope of all years.
        basis: Definition of leverage.
        dimension: By what grants are grouped.
        group: Id of the partner, or name of the sector or mode; empty means each of them, as far as a
            candidate names it. Regional candidates belong to no partner.
        candidate: Id of the candidate that must or must not be chosen.
        evidence: Weakest level that is allowed.
        source: Where the rule comes from; empty if it is an assumption of the reader.
    """

    id: str
    kind: RuleKind
    value: Decimal | None = None
    year: int | None = None
    basis: LeverageBasis | None = None
    dimension: Dimension | None = None
    group: str = ""
    candidate: str = ""
    evidence: Evidence | None = None
    source: str = ""
    origin: Origin = NOWHERE
