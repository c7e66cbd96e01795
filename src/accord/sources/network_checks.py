"""A network in the content is refused where it cannot be true, as one in a file is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.domain.declaration import Declaration
from accord.domain.declared_network import declared_network
from accord.errors import Problem
from accord.sources.network.checks import check_rows
from accord.sources.row_problems import Identified, row_problem

__all__ = ["check_networks", "network_numbers"]


def check_networks(declaration: Declaration) -> Iterator[Problem]:
    """Yield what cannot be true of the network of a declaration; ids and references are checked elsewhere."""
    yield from check_rows(declared_network(declaration))
    for section in declaration.network_sections:
        for row in section.memberships:
            if row.valid_to is not None and row.valid_to.last_day < row.valid_from.first_day:
                yield row_problem(
                    section,
                    "ACC-838",
                    "A membership ends before it begins.",
                    field="memberships",
                    value=f"{row.tier}: {row.valid_from} to {row.valid_to}",
                    expected="valid_from on or before valid_to",
                    fix="Correct one of the two dates.",
                )
    for crossing in declaration.network_crossings:
        for wait in crossing.observed:
            if wait.minutes < 0:
                yield row_problem(
                    crossing,
                    "ACC-970",
                    "A wait that was reported is negative.",
                    field="observed",
                    value=f"{wait.way}, {wait.date}: {wait.minutes}",
                    expected="minutes, from zero",
                    fix="Correct the number.",
                )


def network_numbers(declaration: Declaration) -> Iterator[tuple[Identified, str, Decimal]]:
    """Yield row, field and value of each number of the network."""
    fields: tuple[tuple[tuple[Identified, ...], tuple[str, ...]], ...] = (
        (declaration.network_places, ("latitude", "longitude", "population", "transfer_minutes")),
        (declaration.network_sections, ("length_km", "minutes", "minutes_low", "minutes_high")),
        (
            declaration.network_delays,
            ("lower_share", "lower_minutes", "upper_share", "upper_minutes", "tail_index"),
        ),
        (declaration.network_effects, ("value", "low", "high")),
    )
    for rows, names in fields:
        for row in rows:
            for name in names:
                value = getattr(row, name)
                if isinstance(value, Decimal):
                    yield row, name, value
