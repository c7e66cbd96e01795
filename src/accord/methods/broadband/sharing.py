"""An envelope shared between partners, or spent in an order, by several named rules side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.broadband import Income
from accord.domain.broadband_call import BroadbandCase, ShareRule
from accord.domain.broadband_plan import SharedPlan
from accord.methods.broadband.candidates import Candidates, checked_call
from accord.methods.broadband.forest import Forest, forest_of, hundredths
from accord.methods.broadband.searching import best_plan
from accord.methods.broadband.spending import Spending, in_order

__all__ = ["RULE_TEXTS", "Sharing", "shared_plans"]

RULE_TEXTS: Mapping[ShareRule, str] = {
    ShareRule.MOST_HOUSEHOLDS: "One envelope for all, spent where it reaches most weighted households.",
    ShareRule.BY_UNSERVED: "A part for each partner in proportion to its households known to be unserved.",
    ShareRule.BY_POPULATION: "A part for each partner in proportion to the population of its settlements.",
    ShareRule.EQUAL: "The same part for each partner that has settlements listed.",
    ShareRule.BY_NEED_AND_INCOME: "A part for each partner in proportion to its unserved households by its"
    " mean income per head.",
    ShareRule.LEAST_DENSE_FIRST: "One envelope for all; the least dense settlements first, while they fit.",
    ShareRule.POOREST_FIRST: "One envelope for all; the partner with the lowest mean income first, until"
    " nothing of it fits, then the next.",
}
"""Each rule in words. What a partner does not spend of its part is not given to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """What the rules need.

    Attributes:
        case: What the folder states.
        candidates: The settlements as planning sees them.
        whole: All that can be bought.
        partners: What can be bought for the settlements of each partner.
    """

    case: BroadbandCase
    candidates: Candidates
    whole: Forest
    partners: Mapping[str, Forest]


def shared_plans(case: BroadbandCase, candidates: Candidates, whole: Forest) -> tuple[SharedPlan, ...]:
    """Return what each rule of the call reaches, in the order of the rules' definition.

    A step that the settlements of two partners need is paid by both, because each plans for itself. A rule
    that needs a number nobody stated is not computed and says so; no number is put in its place.

    Args:
        case: What the folder states; its call was checked.
        candidates: The settlements as planning sees them.
        whole: All that can be bought.
    """
    call = checked_call(case)
    names = sorted({seen.partner for seen in candidates.settlements.values()})
    forests = {
        name: forest_of(
            candidates, (one for one, seen in candidates.settlements.items() if seen.partner == name)
        )
        for name in names
    }
    sharing = Sharing(case=case, candidates=candidates, whole=whole, partners=forests)
    spending = best_plan(whole, _budget(sharing)).spending
    most = sum(offer.worth for offer in spending.taken.values())
    return tuple(
        _together(rule, sharing, spending, most)
        if rule is ShareRule.MOST_HOUSEHOLDS
        else _RULES[rule](rule, sharing, most)
        for rule in ShareRule
        if rule in call.share_rules
    )


def _together(rule: ShareRule, sharing: Sharing, spending: Spending, most: float) -> SharedPlan:
    forest = spending.forest
    households = dict.fromkeys(sharing.partners, 0.0)
    for offer in spending.taken.values():
        households[sharing.candidates.settlements[forest.ids[offer.at]].partner] += offer.households
    weighted = sum(offer.worth for offer in spending.taken.values())
    steps = sum(forest.steps[step] for step in spending.steps)
    return SharedPlan(
        rule=rule,
        text=RULE_TEXTS[rule],
        parts={},
        unspent={"": spending.left / 100},
        households=households,
        reached=sum(households.values()),
        weighted=weighted,
        forgone=most - weighted,
        cost=(sum(offer.cost for offer in spending.taken.values()) + steps) / 100,
    )


def _in_parts(rule: ShareRule, sharing: Sharing, most: float) -> SharedPlan:
    keys, reason = _KEYS[rule](sharing)
    if reason or not sum(keys.values()):
        return _not_computed(rule, reason or "There is nothing in proportion to which to share.")
    envelope = hundredths(float(checked_call(sharing.case).envelope))
    total = sum(keys.values())
    parts = {name: int(envelope * keys[name] / total) for name in sorted(keys)}
    spent = {name: best_plan(sharing.partners[name], part).spending for name, part in parts.items()}
    households = {
        name: float(sum(offer.households for offer in each.taken.values())) for name, each in spent.items()
    }
    weighted = sum(offer.worth for each in spent.values() for offer in each.taken.values())
    return SharedPlan(
        rule=rule,
        text=RULE_TEXTS[rule],
        parts={name: part / 100 for name, part in parts.items()},
        unspent={name: each.left / 100 for name, each in spent.items()},
        households=households,
        reached=sum(households.values()),
        weighted=weighted,
        forgone=most - weighted,
        cost=sum(part - spent[name].left for name, part in parts.items()) / 100,
    )


def _least_dense(rule: ShareRule, sharing: Sharing, most: float) -> SharedPlan:
    density = {row.id: row.people_per_km2 for row in sharing.case.settlements}
    forest = sharing.whole
    places = sorted({offer.at for offer in forest.offers})
    unknown = [forest.ids[at] for at in places if density[forest.ids[at]] is None]
    if unknown:
        return _not_computed(rule, _unknown_in("density", unknown))
    order = sorted(places, key=lambda at: (density[forest.ids[at]] or Decimal(0), forest.ids[at]))
    return _together(rule, sharing, in_order(forest, _budget(sharing), order), most)


def _poorest(rule: ShareRule, sharing: Sharing, most: float) -> SharedPlan:
    incomes, reason = _mean_incomes(sharing)
    if reason:
        return _not_computed(rule, reason)
    forest, left = sharing.whole, _budget(sharing)
    spending = Spending(forest=forest, left=left)
    offers = {(forest.ids[offer.at], offer.technology): offer for offer in forest.offers}
    for number, name in enumerate(sorted(incomes, key=lambda name: (incomes[name], name)), start=1):
        own = sharing.partners[name]
        found = best_plan(own, spending.left).spending
        for offer in found.taken.values():
            spending.take(offers[own.ids[offer.at], offer.technology], number)
    return _together(rule, sharing, spending, most)


def _budget(sharing: Sharing) -> int:
    return hundredths(float(checked_call(sharing.case).envelope))


def _not_computed(rule: ShareRule, reason: str) -> SharedPlan:
    return SharedPlan(
        rule=rule, text=RULE_TEXTS[rule], parts={}, unspent={}, households={}, reached=None, weighted=None,
        forgone=None, cost=None, reason=reason,
    )  # fmt: skip


def _unknown_in(column: str, settlements: Sequence[str]) -> str:
    count = len(settlements)
    some = f"{count} settlement{'' if count == 1 else 's'}"
    return f"The {column} of {some} is not known, e.g. {settlements[0]}."


def _unserved(sharing: Sharing) -> tuple[dict[str, float], str]:
    keys = dict.fromkeys(sharing.partners, 0.0)
    for seen in sharing.candidates.settlements.values():
        keys[seen.partner] += seen.unserved or 0.0
    return keys, ""


def _population(sharing: Sharing) -> tuple[dict[str, float], str]:
    keys = dict.fromkeys(sharing.partners, 0.0)
    unknown = sorted(row.id for row in sharing.case.settlements if row.population is None)
    for row in sharing.case.settlements:
        keys[row.partner] += float(row.population or 0)
    said = _unknown_in("population", unknown) if unknown else ""
    return keys, said


def _equal(sharing: Sharing) -> tuple[dict[str, float], str]:
    return dict.fromkeys(sharing.partners, 1.0), ""


def _need_and_income(sharing: Sharing) -> tuple[dict[str, float], str]:
    incomes, reason = _mean_incomes(sharing)
    unserved, _said = _unserved(sharing)
    return {name: unserved[name] / incomes[name] for name in incomes}, reason


def _mean_incomes(sharing: Sharing) -> tuple[dict[str, float], str]:
    """Return the mean income per head by partner; a reason where it is missing or cannot be compared."""
    rows: dict[str, Income] = {}
    for row in sorted(sharing.case.incomes, key=lambda row: (row.year, row.id)):
        is_mean = row.group == "mean" and row.partner in sharing.partners
        if is_mean and row.amount > 0 and row.evidence.is_verified:
            rows[row.partner] = row
    missing = sorted(sharing.partners.keys() - rows.keys())
    if missing:
        return {}, "No mean income per head is given for " + ", ".join(missing) + "."
    if len({(row.currency, row.year) for row in rows.values()}) > 1:
        return {}, "Mean incomes are not all in one currency and of one year; nothing is converted."
    return {name: float(row.amount_a_month) for name, row in sorted(rows.items())}, ""


_Keys = Callable[[Sharing], tuple[dict[str, float], str]]
_KEYS: Mapping[ShareRule, _Keys] = {
    ShareRule.BY_UNSERVED: _unserved,
    ShareRule.BY_POPULATION: _population,
    ShareRule.EQUAL: _equal,
    ShareRule.BY_NEED_AND_INCOME: _need_and_income,
}
_RULES: Mapping[ShareRule, Callable[[ShareRule, Sharing, float], SharedPlan]] = {
    **dict.fromkeys(_KEYS, _in_parts),
    ShareRule.LEAST_DENSE_FIRST: _least_dense,
    ShareRule.POOREST_FIRST: _poorest,
}
