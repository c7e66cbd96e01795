"""Results with their indicators, periods and values, and documents at every level."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from accord.publish.iati.markup import element, wording
from accord.publish.iati.records import Cell, Record, Row

__all__ = ["Homes", "find_homes", "write_documents", "write_results"]

Homes = Mapping[tuple[str, Cell], Sequence[Row]]
"""Documents by the row in which they stand: name of its key and the key, or ``value`` and its place."""


def find_homes(record: Record) -> Homes:
    """Return the documents of an activity by where they stand.

    The tables say in which result, indicator and period a document stands, not in which baseline,
    target or actual value. The position in the file says it: the last value that begins before the
    document in the same indicator and period. In the schema a document of the indicator itself
    stands before its baselines, and a period has documents only in its values.

    Args:
        record: The activity.

    Returns:
        Documents by home; under ``period`` those of a period for which no value was found.
    """
    values: dict[tuple[Cell, Cell], list[tuple[int, int]]] = defaultdict(list)
    for place, row in enumerate(record.rows("indicator_values")):
        values[row.get("indicator"), row.get("period")].append((_position(row), place))
    homes: dict[tuple[str, Cell], list[Row]] = defaultdict(list)
    for row in record.rows("documents"):
        homes[_home(row, values)].append(row)
    return homes


def write_documents(rows: Sequence[Row]) -> str:
    """Return the elements ``document-link`` of some rows."""
    return "".join(
        element(
            "document-link",
            {"url": row.get("url"), "format": row.get("format")},
            [
                wording("title", row.get("title")),
                element("category", {"code": row.get("category")}),
                element("language", {"code": row.get("language")}),
                element("document-date", {"iso-date": row.get("date")}),
            ],
            is_row=True,
        )
        for row in rows
    )


def write_results(record: Record, homes: Homes) -> list[str]:
    """Return the elements ``result`` of an activity."""
    values = _values(record, homes)
    return [
        element(
            "result",
            {"type": row.get("type"), "aggregation-status": row.get("is_aggregable")},
            [
                wording("title", row.get("title")),
                wording("description", row.get("description")),
                write_documents(homes.get(("result", row.get("result")), ())),
                *(
                    _indicator(indicator, record, homes, values)
                    for indicator in record.inside("indicators", "result", row.get("result"))
                ),
            ],
            is_row=True,
        )
        for row in record.rows("results")
    ]


_Values = Mapping[tuple[Cell, Cell], Sequence[tuple[str, str]]]
"""Kind and element of the values of an indicator and a period."""


def _home(row: Row, values: Mapping[tuple[Cell, Cell], list[tuple[int, int]]]) -> tuple[str, Cell]:
    result, indicator, period = (row.get(key) for key in ("result", "indicator", "period"))
    if indicator is None:
        return ("activity", None) if result is None else ("result", result)
    found = values.get((indicator, period), [])
    before = bisect_left(found, (_position(row), 0))
    if before:
        return "value", found[before - 1][1]
    return ("indicator", indicator) if period is None else ("period", period)


def _position(row: Row) -> int:
    position = row.get("byte")
    return position if isinstance(position, int) else 0


def _indicator(row: Row, record: Record, homes: Homes, values: _Values) -> str:
    key = row.get("indicator")
    return element(
        "indicator",
        {
            "measure": row.get("measure"),
            "ascending": row.get("is_ascending"),
            "aggregation-status": row.get("is_aggregable"),
        },
        [
            wording("title", row.get("title")),
            wording("description", row.get("description")),
            write_documents(homes.get(("indicator", key), ())),
            *(xml for _kind, xml in values.get((key, None), ())),
            *(_period(period, homes, values) for period in record.inside("periods", "indicator", key)),
        ],
        is_row=True,
    )


def _period(row: Row, homes: Homes, values: _Values) -> str:
    found = values.get((row.get("indicator"), row.get("period")), ())
    return element(
        "period",
        children=[
            element("period-start", {"iso-date": row.get("start")}),
            element("period-end", {"iso-date": row.get("end")}),
            *(xml for kind, xml in found if kind != "actual"),
            *(xml for kind, xml in found if kind == "actual"),
            write_documents(homes.get(("period", row.get("period")), ())),
        ],
        is_row=True,
    )


def _values(record: Record, homes: Homes) -> _Values:
    found: dict[tuple[Cell, Cell], list[tuple[str, str]]] = defaultdict(list)
    for place, row in enumerate(record.rows("indicator_values")):
        xml = _value(row, write_documents(homes.get(("value", place), ())))
        found[row.get("indicator"), row.get("period")].append((str(row.get("kind")), xml))
    return found


def _value(row: Row, documents: str) -> str:
    is_baseline = row.get("kind") == "baseline"
    comment = wording("comment", row.get("comment"))
    own = {"iso-date": row.get("date"), "year": row.get("year")} if is_baseline else {}
    return element(
        str(row.get("kind")),
        {**own, "value": row.get("value")},
        [
            element("location", {"ref": row.get("location")}),
            element("dimension", {"name": row.get("dimension"), "value": row.get("dimension_value")}),
            *([documents, comment] if is_baseline else [comment, documents]),
        ],
        is_row=True,
    )
