"""Which flows are meant, and the ids of the sums that they add up to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["ALL_PLACES", "SUM_ID", "FlowQuery", "group_id", "query_of", "sum_id"]

SUM_ID = re.compile(r"money\.(\w+)(?:\.(\d+|undated))?\.([a-z_]+)(?:\.by\.([\w~-]+))?", re.ASCII)
"""Id of a sum: place, year if it is one year's, type, publisher if it is one publisher's."""
ALL_PLACES = "all"
"""Stands for the place in the id of a sum over all places."""
_UNDATED = "undated"
_IN_IDS = frozenset({"partner", "year", "type", "publisher"})
_ODD = re.compile(r"[^A-Za-z0-9_-]")


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


def sum_id(partner: str, measure: str, *, year: str | None = "", publisher: str = "") -> str:
    """Return the id of a sum of flows.

    Args:
        partner: A place; ``ALL_PLACES`` for the sum over all of them.
        measure: Type of the flows.
        year: Empty for the sum over all years; None for the flows without a year.
        publisher: Empty for the sum over all publishers.
    """
    middle = f".{year or _UNDATED}" if year != "" else ""
    end = f".by.{_ODD.sub(_escaped, publisher)}" if publisher else ""
    return f"money.{partner}{middle}.{measure.replace(' ', '_')}{end}"


def group_id(group: Mapping[str, str | None], query: FlowQuery) -> str | None:
    """Return the id of the sum of a group of flows; None if no id says what it adds up.

    Args:
        group: Value by dimension; None where it is unknown.
        query: Which flows were grouped.
    """
    measure = group.get("type") or query.measure
    if not measure or set(group) - _IN_IDS or query.rule or query.status or query.id:
        return None
    place = (group["partner"] or "unknown") if "partner" in group else query.partner or ALL_PLACES
    publisher = group.get("publisher") or query.publisher
    return sum_id(place, measure, year=group.get("year", query.year), publisher=publisher)


def query_of(name: str) -> FlowQuery:
    """Return which flows the sum with an id adds up.

    Raises:
        ValueError: It is not the id of a sum.
    """
    found = SUM_ID.fullmatch(name)
    if found is None:
        raise ValueError(f"{name} is not the id of a sum of flows")
    partner, year, measure, publisher = found[1], found[2] or "", found[3].replace("_", " "), found[4] or ""
    return FlowQuery(
        partner="" if partner == ALL_PLACES else partner,
        year=year,
        measure=measure,
        publisher=re.sub(r"~([0-9a-f]+)~", lambda code: chr(int(code[1], 16)), publisher),
    )


def _escaped(odd: re.Match[str]) -> str:
    """Return a character of an identifier as an address and a file name can hold it."""
    return f"~{ord(odd[0]):x}~"
