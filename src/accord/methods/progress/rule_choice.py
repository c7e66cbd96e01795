"""The choice of a rule by the scale of an indicator, always with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accord.domain.indicator import Indicator, Scale, Segment, Target
from accord.domain.progress import ProgressClass
from accord.methods.progress.rules import PROGRESS_RULES, ProgressRule

__all__ = ["RuleChoice", "class_of", "further_rules", "rule_for", "rule_named"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChoice:
    """A rule with why it was chosen.

    Attributes:
        rule: The rule.
        why: Why, one sentence.
    """

    rule: ProgressRule
    why: str


def rule_named(name: str) -> ProgressRule:
    """Return a rule by its name.

    Raises:
        KeyError: There is none; the message lists the names.
    """
    for rule in PROGRESS_RULES:
        if rule.name == name:
            return rule
    raise KeyError(f"no rule {name}; there are {', '.join(rule.name for rule in PROGRESS_RULES)}")


def rule_for(
    indicator: Indicator,
    target: Target | None,
    *,
    segment: Segment | None = None,
    zero_substitute: float | None = None,
) -> RuleChoice:
    """Return the rule by which an indicator is judged, the same for all partners.

    Values play no part in the choice: a rule that is without meaning for the values of one partner is
    replaced by no other, and that partner is not assessable by it.

    Args:
        indicator: The indicator.
        target: The target that counts; None if there is none.
        segment: The segment whose ends matter; None for the last.
        zero_substitute: What stands for a target of zero, if that is declared.
    """
    if indicator.scale is Scale.ORDINAL:
        return _choice("ordinal_step", "the scale is ordinal: its levels have an order and no distances")
    if target is not None:
        if indicator.scale is Scale.INTERVAL:
            return _choice("linear_pace", "the scale is an interval scale, on which growth has no meaning")
        if target.value == 0 and zero_substitute is None:
            return _choice("linear_pace", "the scale is a ratio scale, but no growth rate leads to zero")
        return _choice("cagr_pace", "the scale is a ratio scale")
    if indicator.scale is Scale.RATIO:
        return _choice("cagr_trend", "the scale is a ratio scale, and no target counts")
    if _has_ends(segment or indicator.segments[-1]):
        why = "the scale is an interval scale with two ends, and no target counts"
        return _choice("linear_trend", why)
    return _choice("noise_trend", "the scale is an interval scale without two ends, and no target counts")


def further_rules(
    indicator: Indicator, target: Target | None, chosen: ProgressRule, segment: Segment
) -> Iterator[ProgressRule]:
    """Yield the other rules that hold for the scale, so that their disagreement can be seen.

    Args:
        indicator: The indicator.
        target: The target that counts; None if there is none.
        chosen: The rule that was chosen.
        segment: The segment whose ends matter.
    """
    for rule in PROGRESS_RULES:
        holds = indicator.scale in rule.scales and rule.has_target in {None, target is not None}
        if holds and rule is not chosen and (_has_ends(segment) or not rule.needs_ends):
            yield rule


def class_of(measure: float, rule: ProgressRule, scaling: float = 1.0) -> ProgressClass:
    """Return the class of a number by the thresholds of a rule; a boundary belongs to the class above it.

    Args:
        measure: What the rule computes.
        rule: The rule.
        scaling: Factor by which the thresholds are multiplied, from 0 to 1; only for rules that are scaled.
    """
    factor = scaling if rule.is_scaled else 1.0
    for step in rule.steps:
        if measure >= step.at_least * factor:
            return step.gives
    return rule.below


def _choice(name: str, why: str) -> RuleChoice:
    return RuleChoice(rule=rule_named(name), why=f"Rule {name}, because {why}.")


def _has_ends(segment: Segment) -> bool:
    return segment.lowest is not None and segment.highest is not None
