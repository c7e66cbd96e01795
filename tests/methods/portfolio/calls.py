"""Made-up candidates and calls; all names and numbers are invented."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from accord.domain.evidence import Evidence
from accord.domain.portfolio import Candidate, JointBenefit, MoneyKind, Portfolio
from accord.domain.portfolio_rules import Dimension, LeverageBasis, Rule, RuleKind

NORTH, SOUTH, WEST = "NOR", "SOU", "WES"


def candidate(name: str, grant: int | None, benefit: int | None, **more: Any) -> Candidate:
    """A candidate that asks for one grant; its cost is twice the grant."""
    cost = more.pop("cost", None if grant is None else 2 * grant)
    stated: dict[str, Any] = {
        "id": name,
        "label": name.title(),
        "cost": None if cost is None else Decimal(cost),
        "grant": None if grant is None else Decimal(grant),
        "benefit": None if benefit is None else Decimal(benefit),
        "evidence": Evidence.SEEN,
        "source": "invented",
    }
    return Candidate(**(stated | more))


def call(candidates: Iterable[Candidate], *rules: Rule, **more: Any) -> Portfolio:
    """A call in EUR million in which money and benefits have the same unit."""
    stated: dict[str, Any] = {
        "id": "harbour",
        "title": "Harbour call",
        "unit": "EUR million",
        "price_base": 2030,
        "benefit_unit": "EUR million",
        "candidates": tuple(candidates),
        "rules": rules,
    }
    return Portfolio(**(stated | more))


def envelope(amount: float | str, **more: Any) -> Rule:
    """An envelope of all years, or of one."""
    name = f"envelope{more.get('year', '')}"
    return Rule(id=name, kind=RuleKind.ENVELOPE, value=Decimal(str(amount)), **more)


def rule(kind: RuleKind, value: float | str | None = None, **more: Any) -> Rule:
    """A rule whose id is its kind."""
    amount = None if value is None else Decimal(str(value))
    return Rule(id=more.pop("id", kind.value), kind=kind, value=amount, **more)


def joint(name: str, members: Iterable[str], *values: float | None) -> JointBenefit:
    """A joint benefit."""
    return JointBenefit(
        id=name, members=tuple(members), values=values, source="invented", evidence=Evidence.SEEN
    )


def random_call(seed: int, *, has_years: bool = False, has_ranges: bool = False) -> Portfolio:
    """A small call with everything in it: joint benefits, requirements, exclusions, options, caps, floors."""
    draw = random.Random(seed)
    names = [f"p{number}" for number in range(draw.randint(3, 5))]
    candidates = [_random_candidate(draw, names, place, has_years) for place in range(len(names))]
    if has_ranges:
        candidates = [
            replace(one, grant=None, min_grant_share=Decimal("0.3"), max_grant_share=Decimal("0.6"))
            for one in candidates
        ]
    members = draw.sample(names, 3)
    values = [0.0, *(draw.choice([None, *range(-4, 30)]) for _ in range(7))]
    rules = [envelope(draw.randint(6, 25)), *_random_rules(draw, names)]
    if has_years:
        rules += [envelope(draw.randint(4, 12), year=year) for year in (2030, 2031)]
    return call(
        candidates,
        *rules,
        joint=(joint("together", members, *values),) if draw.random() < 0.7 else (),
        years=(2030, 2032) if has_years else None,
        discount_rate=Decimal(draw.choice(["0", "0.1"])),
        carry_over=draw.random() < 0.5,
        finish_first=draw.random() < 0.5,
    )


def _random_candidate(draw: random.Random, names: list[str], place: int, has_years: bool) -> Candidate:
    grant = draw.randint(1, 9)
    partner = draw.choice([NORTH, SOUTH, WEST])
    return candidate(
        names[place],
        grant,
        draw.choice([None, *range(-3, 25)]),
        partners={partner: Decimal("0.75"), NORTH if partner != NORTH else SOUTH: Decimal("0.25")},
        sector=draw.choice(["rail", "road"]),
        money={MoneyKind.LOAN: Decimal(draw.randint(0, 3 * grant))},
        requires=(draw.choice(names[:place]),) if place and draw.random() < 0.3 else (),
        excludes=(draw.choice(names[:place]),) if place and draw.random() < 0.2 else (),
        option_of="variant" if draw.random() < 0.3 else "",
        earliest=draw.choice([None, 2031]) if has_years else None,
        spending=(Decimal("0.5"), Decimal("0.5")) if has_years and draw.random() < 0.5 else (),
    )


def _random_rules(draw: random.Random, names: list[str]) -> list[Rule]:
    offered = [
        rule(RuleKind.SHARE_AT_MOST, "0.7", dimension=Dimension.PARTNER),
        rule(RuleKind.SHARE_AT_LEAST, "0.3", dimension=Dimension.SECTOR, group="rail"),
        rule(RuleKind.AMOUNT_AT_MOST, 8, dimension=Dimension.PARTNER, group=NORTH),
        rule(RuleKind.AMOUNT_AT_LEAST, 2, dimension=Dimension.PARTNER, group=SOUTH),
        rule(RuleKind.LEVERAGE_AT_LEAST, 1, basis=LeverageBasis.LOANS_PER_GRANT),
        rule(RuleKind.NUMBER_AT_MOST, 3),
        rule(RuleKind.MUST_INCLUDE, candidate=draw.choice(names)),
        rule(RuleKind.MUST_EXCLUDE, candidate=draw.choice(names)),
    ]
    return draw.sample(offered, draw.randint(0, 3))
