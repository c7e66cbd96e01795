"""A named rule of what published transactions mean, with its settings."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ACTIVITY", "CODES", "Parameter", "Rule"]

_STANDARD = "https://iatistandard.org/en/iati-standard/203/"
ACTIVITY = f"{_STANDARD}activity-standard/iati-activities/iati-activity/"
"""Where the standard describes the elements of an activity."""
CODES = f"{_STANDARD}codelists/"
"""Where the standard lists its codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A setting that a rule reads from the relation ``settings``.

    Attributes:
        name: Name in ``settings``.
        default: Text of the value where none is set; None for "off".
        meaning: What it sets, with its unit.
    """

    name: str
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named rule.

    Attributes:
        id: Stands in the columns ``rule`` and ``notes`` of flows and budgets.
        title: A few words.
        meaning: What it does, and what it does with the unknown.
        reference: Where the definition comes from.
        sql_name: The text that carries it out: ``sql/<sql_name>.sql``.
        parameters: The settings that it reads.
    """

    id: str
    title: str
    meaning: str
    reference: str
    sql_name: str
    parameters: tuple[Parameter, ...] = ()
