"""The rules of conditional payments: what each decides, what holds without it, which is valid when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accord.domain.claim import Value
from accord.domain.facility import FacilityRule, RuleName

__all__ = [
    "AMOUNTS_METHOD",
    "PAYMENT_RULES",
    "SLIP_METHOD",
    "STEP_METHOD",
    "PaymentRule",
    "Terms",
    "payment_rule",
]

STEP_METHOD = "step_state 1.0"
"""Name and version as published with the state of a step."""

AMOUNTS_METHOD = "conditional_payments 1.0"
"""Name and version as published with amounts."""

SLIP_METHOD = "payment_slip 1.0"
"""Name and version as published with what a delay would cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRule:
    """One thing that a facility can rule.

    Attributes:
        name: Name used in content.
        version: Raised when a published figure would change.
        title: Name for pages.
        text: What it decides, for each value that it can have.
        without: What holds where no verified rule is on record.
        reference: After which text the kind of rule was modelled.
    """

    name: RuleName
    version: str
    title: str
    text: str
    without: str
    reference: str


_AFTER = "After the Reform and Growth Facility, Regulation (EU) 2024/1449, Article 21, as far as it was read."

PAYMENT_RULES: tuple[PaymentRule, ...] = (
    PaymentRule(
        name=RuleName.GRACE_MONTHS,
        version="1.0",
        title="Grace",
        text=(
            "Months after the due day in which a step that was not fulfilled can still be. The rule is the"
            " one that is valid on the due day. The last day of a month stays the last day of a month."
        ),
        without="A step that was not fulfilled is not known to be withheld or lost: its amount is unknown.",
        reference=_AFTER,
    ),
    PaymentRule(
        name=RuleName.AFTER_GRACE,
        version="1.0",
        title="After the grace",
        text=(
            "`reduced`: the amount is lost to the partner; `reallocated`: it is lost to the partner and can"
            " go to others."
        ),
        without="The amount is lost to the partner; where it goes is not known.",
        reference=_AFTER,
    ),
    PaymentRule(
        name=RuleName.PARTIAL_PAYMENT,
        version="1.0",
        title="Payment for a part",
        text="Whether a step that is partly fulfilled earns its share; if not, it earns nothing until whole.",
        without="What a part earns is unknown.",
        reference=_AFTER,
    ),
    PaymentRule(
        name=RuleName.PRE_FINANCING_CEILING,
        version="1.0",
        title="Pre-financing, at most",
        text="Share of the whole that can be paid before any step is fulfilled. Shown beside what was paid.",
        without="No ceiling is shown.",
        reference=_AFTER,
    ),
    PaymentRule(
        name=RuleName.PRE_FINANCING_CLEARING,
        version="1.0",
        title="How pre-financing is cleared",
        text=(
            "`separate`: it is a flow of its own that steps do not touch; `proportional`: each amount that a"
            " step earns is reduced by the share of the whole that was paid before."
        ),
        without="It is treated as a flow of its own.",
        reference=_AFTER,
    ),
    PaymentRule(
        name=RuleName.INVESTMENT_SHARE,
        version="1.0",
        title="Through the investment framework, at least",
        text="Share of the whole that is paid to investments. Shown; amounts of steps are not split by it.",
        without="No share is shown.",
        reference=_AFTER,
    ),
    PaymentRule(
        name=RuleName.REQUESTS_PER_YEAR,
        version="1.0",
        title="Requests for payment in a year",
        text="How often a partner can ask. Shown; a step counts from the day that was looked at.",
        without="No number is shown.",
        reference=_AFTER,
    ),
)
"""All kinds of rules, those that decide amounts first."""


def payment_rule(name: RuleName) -> PaymentRule:
    """Return the description of a kind of rule; every name has one."""
    return next(rule for rule in PAYMENT_RULES if rule.name is name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The rules of one facility.

    Attributes:
        rules: Its rows; unverified ones are kept for readers and never used.
    """

    rules: Sequence[FacilityRule]

    def rule(self, name: RuleName, on: date) -> FacilityRule | None:
        """Return the verified rule that is valid on a day, or None.

        Args:
            name: What is ruled.
            on: The day.
        """
        for rule in self.rules:
            begins = rule.valid_from.first_day if rule.valid_from else date.min
            ends = rule.valid_to.last_day if rule.valid_to else date.max
            if rule.name is name and rule.evidence.is_verified and begins <= on <= ends:
                return rule
        return None

    def value(self, name: RuleName, on: date) -> Value | None:
        """Return what the verified rule that is valid on a day sets, or None."""
        rule = self.rule(name, on)
        return rule.value if rule else None
