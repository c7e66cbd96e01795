"""The texts of the rules in the order in which they run, and the relations that they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType

__all__ = ["AFTER_RATES", "BEFORE_RATES", "INPUTS", "Statement", "statements"]

BEFORE_RATES = (
    "arithmetic", "same_file", "publisher_alias", "identity", "secondary", "type", "value", "negative",
    "zero", "currency", "value_date", "finance_kind", "kosovo", "north_macedonia", "old_states",
    "partner_names", "regional", "region_duplicate", "place_level", "percentages", "allocation_key",
    "place_shares", "sector_vocabulary", "perspective", "mirror", "hierarchy", "chain_cover", "chain",
    "decisions",
    "rates_needed",
)  # fmt: skip
"""Texts up to the relation ``rates_needed``."""

AFTER_RATES = ("conversion", "flows", "reconciliation", "budget_revised")
"""Texts that need the relation ``rates``, filled from ``rates_needed``."""

INPUTS: Mapping[str, str] = MappingProxyType(
    {
        "partners": "partner VARCHAR, iati_country VARCHAR",
        "regions": "code VARCHAR, name VARCHAR, target VARCHAR",
        "aliases": "publisher VARCHAR, same_as VARCHAR",
        "secondary_publishers": "publisher VARCHAR",
        "allocation_keys": "name VARCHAR, region VARCHAR, partner VARCHAR, share DECIMAL(18, 14)",
        "rates": "currency VARCHAR, day DATE, rate DECIMAL(38, 14), rate_day DATE, table_id VARCHAR,"
        " reason VARCHAR",
        "settings": "name VARCHAR, value VARCHAR",
    }
)
"""Columns of the relations that must exist, if empty, beside all tables of the reader and ``files``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One text, which may hold several SQL statements.

    Attributes:
        name: Name of the text.
        sql: The text, in DuckDB's dialect, without parameters.
    """

    name: str
    sql: str


def statements(names: Iterable[str] = (*BEFORE_RATES, *AFTER_RATES)) -> tuple[Statement, ...]:
    """Return texts in the order in which they are to run, in one connection.

    Every text replaces what it makes, so that they may run again after a setting has changed. The
    result is in the relations ``flows``, ``sector_shares``, ``hierarchy_decisions``, ``mirrors``,
    ``reconciliation``, ``exclusions`` and ``budgets_counted``, which the texts describe. Nothing
    is run here.

    Args:
        names: Names of texts; by default those of all rules.

    Returns:
        The texts.
    """
    folder = files("accord.methods.money") / "sql"
    return tuple(
        Statement(name=name, sql=(folder / f"{name}.sql").read_text(encoding="utf-8")) for name in names
    )
