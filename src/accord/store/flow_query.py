"""Which flows are meant, and the ids of the sums that they add up to."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["SUM_ID", "FlowQuery", "query_of", "sum_id"]

SUM_ID = re.compile(r"money\.(\w+)(?:\.(\d{4}|undated))?\.([a-z_]+)")
"""Id of a sum: place, year if it is one year's, type."""
_UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowQuery:
    """Which flows are meant; an empty value means all.

    Attributes:
        partner: A partner, or ``regional``, ``elsewhere``, ``unknown``.
        publisher: Identifier of a publisher, as the rules know it.
        measure: ``commitment``, ``disbursement`` and so on.
        year: Year of the value date; ``undated`` for flows without a date.
        rule: Rule that decided.
        status: ``counted``, ``excluded`` or ``unconverted``.
        id: Id of one flow.
    """

    partner: str = ""
    publisher: str = ""
    measure: str = ""
    year: str = ""
    rule: str = ""
    status: str = ""
    id: str = ""

    def where(self) -> tuple[str, list[str]]:
        """Return the condition in SQL and its values."""
        wanted = {name: getattr(self, name) for name in FlowQuery.__dataclass_fields__}
        given = {name: value for name, value in wanted.items() if value}
        is_undated = given.get("year") == _UNDATED
        if is_undated:
            del given["year"]
        conditions = [f"CAST({name} AS VARCHAR) = ?" for name in given] + ["year IS NULL"] * is_undated
        return " AND ".join(conditions) or "true", list(given.values())


def sum_id(partner: str, measure: str, year: str | None = "") -> str:
    """Return the id of a sum of flows, over all years if ``year`` is empty; None is the unknown year."""
    middle = f".{year or _UNDATED}" if year != "" else ""
    return f"money.{partner}{middle}.{measure.replace(' ', '_')}"


def query_of(name: str) -> FlowQuery:
    """Return which flows the sum with an id adds up.

    Raises:
        ValueError: It is not the id of a sum.
    """
    found = SUM_ID.fullmatch(name)
    if found is None:
        raise ValueError(f"{name} is not the id of a sum of flows")
    partner, year, measure = found[1], found[2] or "", found[3].replace("_", " ")
    return FlowQuery(partner=partner, year=year, measure=measure)
