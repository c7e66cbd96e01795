"""Rows of the programme for the rules of the call."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from accord.domain.portfolio import MoneyKind
from accord.domain.portfolio_rules import Dimension, LeverageBasis, Rule, RuleKind
from accord.methods.portfolio.admitting import Item
from accord.methods.portfolio.preparing import Prepared
from accord.methods.portfolio.programme import Row, Slot

__all__ = ["counted_money", "envelope_limit", "groups_of", "paid_share", "rule_rows", "share_in"]

_SHARES = (RuleKind.SHARE_AT_MOST, RuleKind.SHARE_AT_LEAST)
_GROUPED = (*_SHARES, RuleKind.AMOUNT_AT_MOST, RuleKind.AMOUNT_AT_LEAST)
_FLOORS = (RuleKind.SHARE_AT_LEAST, RuleKind.AMOUNT_AT_LEAST)


def share_in(item: Item, dimension: Dimension | None, group: str) -> float:
    """Return the share of a grant that counts for a group: 0 or 1 for sectors and modes."""
    one = item.candidate
    if dimension is Dimension.PARTNER:
        return float(one.partners.get(group, 0))
    return float((one.sector if dimension is Dimension.SECTOR else one.mode) == group)


def groups_of(prepared: Prepared, rule: Rule) -> tuple[str, ...]:
    """Return the groups for which a rule holds: its own, or all that a candidate names."""
    if rule.group:
        return (rule.group,)
    names: set[str] = set()
    for item in prepared.items:
        one = item.candidate
        if rule.dimension is Dimension.PARTNER:
            names |= set(one.partners)
        else:
            names.add(one.sector if rule.dimension is Dimension.SECTOR else one.mode)
    return tuple(sorted(names - {""}))


def counted_money(item: Item, basis: LeverageBasis | None) -> float:
    """Return the money of a candidate that counts for a definition of leverage, as far as stated."""
    if basis is LeverageBasis.TOTAL_PER_GRANT:
        return item.cost
    if basis is LeverageBasis.LOANS_PER_GRANT:
        return item.money.get(MoneyKind.LOAN, 0.0)
    if basis is LeverageBasis.PRIVATE_PER_GRANT:
        return item.money.get(MoneyKind.PRIVATE, 0.0)
    return sum(item.money.values())


def paid_share(prepared: Prepared, rule: Rule, item: Item, start: int | None) -> float:
    """Return the share of a grant, started in a year, that counts against an envelope."""
    if rule.year is None or start is None:
        return 1.0
    years = {rule.year}
    if prepared.portfolio.carry_over:
        years = {year for year in _years_with_envelope(prepared) if year <= rule.year}
    return sum(share for after, share in enumerate(item.spending) if start + after in years)


def envelope_limit(prepared: Prepared, rule: Rule) -> float:
    """Return the limit of an envelope; with carry-over that of its year and all before."""
    if rule.year is None or not prepared.portfolio.carry_over:
        return float(rule.value or 0)
    earlier = [one for one in prepared.rules if one.kind is RuleKind.ENVELOPE and one.year is not None]
    return sum(float(one.value or 0) for one in earlier if (one.year or 0) <= rule.year)


def rule_rows(prepared: Prepared, slots: tuple[Slot, ...], money_scale: float) -> Iterator[Row]:
    """Yield the rows of all rules; rules that bar single candidates have none."""
    for rule in prepared.rules:
        builder = _BUILDERS.get(rule.kind)
        if builder is not None:
            yield from builder(prepared, rule, slots, money_scale)


def _years_with_envelope(prepared: Prepared) -> set[int]:
    return {rule.year for rule in prepared.rules if rule.kind is RuleKind.ENVELOPE and rule.year is not None}


def _row(sums: Mapping[int, float], rule: Rule, lower: float, upper: float) -> Row:
    kept = {column: factor for column, factor in sums.items() if factor != 0}
    return Row(columns=list(kept), factors=list(kept.values()), lower=lower, upper=upper, owner=rule.id)


def _envelope(prepared: Prepared, rule: Rule, slots: tuple[Slot, ...], scale: float) -> Iterator[Row]:
    sums: dict[int, float] = {}
    for slot in slots:
        column, factor = slot.grant()
        share = paid_share(prepared, rule, prepared.items[slot.item], slot.start)
        sums[column] = sums.get(column, 0.0) + factor * share
    yield _row(sums, rule, -np.inf, envelope_limit(prepared, rule) / scale)


def _grouped(prepared: Prepared, rule: Rule, slots: tuple[Slot, ...], scale: float) -> Iterator[Row]:
    limit = float(rule.value or 0)
    is_share = rule.kind in _SHARES
    for group in groups_of(prepared, rule):
        sums: dict[int, float] = {}
        for slot in slots:
            column, factor = slot.grant()
            share = share_in(prepared.items[slot.item], rule.dimension, group)
            sums[column] = sums.get(column, 0.0) + factor * (share - limit if is_share else share)
        edge = 0.0 if is_share else limit / scale
        is_floor = rule.kind in _FLOORS
        yield _row(sums, rule, edge if is_floor else -np.inf, np.inf if is_floor else edge)


def _leverage(prepared: Prepared, rule: Rule, slots: tuple[Slot, ...], scale: float) -> Iterator[Row]:
    sums: dict[int, float] = {}
    for place, item in enumerate(prepared.items):
        sums[place] = counted_money(item, rule.basis) / scale
    for slot in slots:
        column, factor = slot.grant()
        sums[column] = sums.get(column, 0.0) - float(rule.value or 0) * factor
    yield _row(sums, rule, 0.0, np.inf)


def _number(prepared: Prepared, rule: Rule, slots: tuple[Slot, ...], scale: float) -> Iterator[Row]:
    sums = {place: 1.0 for place, item in enumerate(prepared.items) if not item.candidate.is_reform}
    yield _row(sums, rule, -np.inf, float(rule.value or 0))


def _include(prepared: Prepared, rule: Rule, slots: tuple[Slot, ...], scale: float) -> Iterator[Row]:
    place = prepared.position.get(rule.candidate)
    yield _row({} if place is None else {place: 1.0}, rule, 1.0, np.inf)


_BUILDERS: dict[RuleKind, Callable[[Prepared, Rule, tuple[Slot, ...], float], Iterator[Row]]] = {
    RuleKind.ENVELOPE: _envelope,
    RuleKind.LEVERAGE_AT_LEAST: _leverage,
    RuleKind.NUMBER_AT_MOST: _number,
    RuleKind.MUST_INCLUDE: _include,
    **dict.fromkeys(_GROUPED, _grouped),
}
