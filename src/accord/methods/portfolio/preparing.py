"""Brings a portfolio into the form that is solved: sorted by id, in numbers, and who may be chosen at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from accord.domain.portfolio import CountedBenefit, JointBenefit, Portfolio
from accord.domain.portfolio_reasons import Reason, ReasonKind
from accord.domain.portfolio_rules import Rule
from accord.errors import Problem, UsageError
from accord.methods.portfolio.admitting import Item, Year, item_of

__all__ = ["Prepared", "prepare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A portfolio ready to be solved.

    Attributes:
        portfolio: As it was stated.
        items: Candidates by id.
        rules: Rules by id.
        joint: Joint benefits by id, members by id.
        discount: What a benefit is worth, as share, if work starts a year later.
        position: Position of each candidate among the items.
    """

    portfolio: Portfolio
    items: tuple[Item, ...]
    rules: tuple[Rule, ...]
    joint: tuple[JointBenefit, ...]
    discount: float
    position: Mapping[str, int] = field(default_factory=dict)

    def of(self, candidate: str) -> Item:
        """Return the item of a candidate."""
        return self.items[self.position[candidate]]

    @property
    def open_ids(self) -> tuple[str, ...]:
        """Ids of the candidates that may be chosen."""
        return tuple(item.id for item in self.items if not item.bars)

    def worth(self, start: Year) -> float:
        """Return what a benefit is worth, as share, if work starts in a year."""
        years = self.portfolio.years
        return 1.0 if years is None or start is None else self.discount ** (start - years[0])


def prepare(portfolio: Portfolio, factors: Mapping[str, float] | None = None) -> Prepared:
    """Sort a portfolio by id and say of each candidate whether it can be chosen at all.

    Args:
        portfolio: The portfolio; readers have checked single values.
        factors: By how much the cost of each candidate, its grant and other money grow; none grow if not
            given.

    Raises:
        UsageError: Additional benefits are asked for with joint benefits (ACC-841), or a yearly envelope has
            no years (ACC-842).
    """
    _check(portfolio)
    rules = tuple(sorted(portfolio.rules, key=lambda rule: rule.id))
    joint = tuple(_sorted_joint(one) for one in sorted(portfolio.joint, key=lambda one: one.id))
    members = frozenset(member for one in joint for member in one.members)
    candidates = sorted(portfolio.candidates, key=lambda one: one.id)
    items = [
        item_of(portfolio, rules, one, is_member=one.id in members, factor=(factors or {}).get(one.id, 1.0))
        for one in candidates
    ]
    position = {item.id: place for place, item in enumerate(items)}
    return Prepared(
        portfolio=portfolio,
        items=_without_missing(items, position),
        rules=rules,
        joint=joint,
        discount=1 / (1 + float(portfolio.discount_rate)),
        position=position,
    )


def _check(portfolio: Portfolio) -> None:
    if portfolio.joint and portfolio.counted is CountedBenefit.ADDITIONAL:
        raise UsageError(
            Problem(
                id="ACC-841",
                what="Additional benefits cannot be counted where benefits are joint.",
                value=", ".join(sorted(one.id for one in portfolio.joint)),
                expected="the whole benefit, or no joint benefits",
                fix="Count the whole benefit and use a rule of the kind only_additional.",
            )
        )
    yearly = sorted(rule.id for rule in portfolio.rules if rule.year is not None)
    if yearly and portfolio.years is None:
        raise UsageError(
            Problem(
                id="ACC-842",
                what="An envelope of a year needs the years of the portfolio.",
                value=", ".join(yearly),
                expected="first and last year",
                fix="State the years, or make it an envelope of all years.",
            )
        )


def _sorted_joint(joint: JointBenefit) -> JointBenefit:
    """Return the same joint benefit with its members in the order of their ids."""
    order = sorted(range(len(joint.members)), key=lambda place: joint.members[place])
    values: list[float | None] = []
    for chosen in range(len(joint.values)):
        before = sum(1 << old for new, old in enumerate(order) if chosen >> new & 1)
        values.append(joint.values[before])
    return JointBenefit(
        id=joint.id,
        members=tuple(joint.members[place] for place in order),
        values=tuple(values),
        source=joint.source,
        evidence=joint.evidence,
        origin=joint.origin,
    )


def _without_missing(items: list[Item], position: Mapping[str, int]) -> tuple[Item, ...]:
    """Bar items whose requirements are no candidates or are barred, until nothing changes."""
    barred = {item.id for item in items if item.bars}
    reasons: dict[str, tuple[str, ...]] = {}
    changed = True
    while changed:
        changed = False
        for item in items:
            needed = item.candidate.requires
            missing = tuple(sorted(one for one in needed if one not in position or one in barred))
            if missing and reasons.get(item.id) != missing:
                reasons[item.id] = missing
                changed = changed or item.id not in barred
                barred.add(item.id)
    return tuple(_barred(item, reasons.get(item.id, ())) for item in items)


def _barred(item: Item, missing: tuple[str, ...]) -> Item:
    if not missing:
        return item
    bars = (*item.bars, Reason(kind=ReasonKind.MISSING, names=missing))
    return Item(
        **{name: getattr(item, name) for name in Item.__slots__ if name != "bars"},
        bars=bars,
    )
