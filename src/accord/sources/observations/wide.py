"""A table whose headings are periods, indicators or places becomes one with a row for each observation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from accord.domain.observation_layout import ObservationLayout, WideShape
from accord.errors import InputDataError
from accord.sources.observations.lexicon import Lexicon
from accord.sources.observations.raw import RawRow, RawTable
from accord.sources.rates.refusals import Place, Refusals, cell_problem

__all__ = ["HEADING", "VALUE", "lengthen"]

HEADING, VALUE = "(heading)", "(value)"

_LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)", re.ASCII)


def lengthen(table: RawTable, layout: ObservationLayout, lexicon: Lexicon) -> RawTable:
    """Return a table with a row for each value column of each row.

    A column is a value column if its heading, without the measure that may follow, means what the layout says
    that headings mean, and the layout does not name it otherwise. All other columns stay as they are.

    Args:
        table: The wide table.
        layout: Its layout, with a wide shape; else the table is returned as it is.
        lexicon: Tells whether a heading is a period, an indicator or a place.

    Raises:
        InputDataError: No heading is one, a measure stands below none, or a heading begins like a year
            and is no period (ACC-640).
    """
    if layout.wide is None:
        return table
    groups = _value_columns(table, layout, layout.wide, lexicon)
    _check_headings(table, layout, layout.wide, groups)
    lone = sorted(set(table.columns) & set(layout.wide.measures))
    if lone or not groups:
        raise InputDataError(
            cell_problem(
                Place(table.file, value=", ".join(lone or table.columns)[:200]),
                "ACC-640",
                f"No {layout.wide.across} stands over a column of the table.",
                expected=f"columns whose headings are of the role {layout.wide.across}"
                + (f", followed by {', '.join(layout.wide.measures)}" if layout.wide.measures else ""),
                fix="Check header_row, `across` and `measures` of the layout, and translate the headings.",
            )
        )
    taken = {column for measures in groups.values() for column in measures.values()}
    kept = [column for column in range(len(table.columns)) if column not in taken]
    measures = layout.wide.measures or (VALUE,)
    rows = tuple(
        RawRow(
            f"{row.place}, column {heading}",
            row.line,
            (
                *(row.cells[column] for column in kept),
                heading,
                *(row.cells[columns[name]] if name in columns else "" for name in measures),
            ),
        )
        for row in table.rows
        for heading, columns in groups.items()
    )
    names = (*(table.columns[column] for column in kept), HEADING, *measures)
    return replace(table, columns=names, rows=rows)


def _check_headings(
    table: RawTable, layout: ObservationLayout, shape: WideShape, groups: Mapping[str, Mapping[str, int]]
) -> None:
    """Refuse headings that begin like a year and are no period: their columns would be lost (ACC-640)."""
    if shape.across != "period" or shape.measures or not groups:
        return
    known = {*groups, *layout.ignored, *(getattr(layout.columns, role) for role in layout.columns.__slots__)}
    refusals = Refusals()
    for name in table.columns:
        if name not in known and _LIKE_A_YEAR.match(name):
            refusals.add(
                cell_problem(
                    Place(table.file, field=name, value=name),
                    "ACC-640",
                    "The heading begins like a year and is no period.",
                    expected="a period such as 2016, or a column that the layout ignores by name",
                    fix="Translate the heading (role period) in the layout, or list it under `ignored`. A"
                    " date in a workbook counts as the year or month as which it is shown.",
                )
            )
    refusals.finish()


def _value_columns(
    table: RawTable, layout: ObservationLayout, shape: WideShape, lexicon: Lexicon
) -> Mapping[str, dict[str, int]]:
    """Return the columns of each heading by measure."""
    tests: Mapping[str, Callable[[str], bool]] = {
        "period": lambda text: lexicon.period(text) is not None,
        "indicator": lambda text: lexicon.observed(text) is not None,
        "partner": lexicon.is_place,
    }
    is_heading = tests[shape.across]
    named = {*layout.ignored, *(getattr(layout.columns, role) for role in layout.columns.__slots__)}
    groups: dict[str, dict[str, int]] = {}
    for column, name in enumerate(table.columns):
        if name in named:
            continue
        heading, measure = _split(name, shape.measures)
        if measure and is_heading(heading):
            groups.setdefault(heading, {})[measure] = column
    return groups


def _split(name: str, measures: tuple[str, ...]) -> tuple[str, str]:
    """Return the heading and the measure of a column; an empty measure if it has none of them."""
    if not measures:
        return name, VALUE
    found = max((each for each in measures if name.endswith(f" {each}")), key=len, default="")
    return name.removesuffix(f" {found}"), found
