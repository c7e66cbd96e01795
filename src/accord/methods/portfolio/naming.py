"""Names of the portfolio method, of its figures, and of the conditions that candidates bring along."""

from __future__ import annotations

__all__ = [
    "CALL",
    "PORTFOLIO_METHOD",
    "excludes_id",
    "joint_key",
    "option_id",
    "portfolio_id",
    "requires_id",
    "rule_key",
]

PORTFOLIO_METHOD = "portfolio_choice 1"

CALL = "call"
"""First half of the key of a cell of the call itself, such as ``("call", "discount_rate")``."""


def portfolio_id(call: str, *parts: str) -> str:
    """Return the id of a figure, e.g. ``portfolio.call7.grant.bypass``."""
    return ".".join(("portfolio", call, *parts))


def rule_key(rule: str) -> tuple[str, str]:
    """Return the key under which readers give the cell of a rule."""
    return f"rule {rule}", "value"


def joint_key(joint: str) -> tuple[str, str]:
    """Return the key under which readers give the cell of a joint benefit."""
    return f"joint {joint}", "values"


def requires_id(candidate: str, needed: str) -> str:
    """Return the name of the condition that one candidate requires another."""
    return f"requires {candidate} {needed}"


def excludes_id(candidate: str, other: str) -> str:
    """Return the name of the condition that two candidates exclude each other."""
    first, second = sorted((candidate, other))
    return f"excludes {first} {second}"


def option_id(group: str) -> str:
    """Return the name of the condition that at most one of some options is chosen."""
    return f"option {group}"
