"""A page as content, before anyone decides how it is sent."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accord.publish.json_text import json_text
from accord.store.figure_json import Json

__all__ = ["Page", "Row", "to_csv", "to_json"]

Row = Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site.

    Attributes:
        path: Address below the root without a suffix, e.g. ``partners/ALB``; empty for the overview.
        title: Title; its id, if any, in ``title_why``.
        title_why: Id that explains numbers in the title.
        description: One sentence for search engines and share cards.
        template: Name of the template.
        context: What the template shows.
        table: The page's data as rows, for CSV.
        columns: Columns of an empty table; else the keys of its rows.
        chart: The page's chart as SVG.
        data: The page's data for JSON; the table if None.
        figure: Id of the figure that the page is about; empty if none.
    """

    path: str
    title: str
    description: str
    template: str
    chart: str
    title_why: str = ""
    context: Mapping[str, object] = field(default_factory=dict)
    table: Sequence[Row] = ()
    columns: Sequence[str] = ()
    data: Json = None
    figure: str = ""


def to_csv(page: Page) -> str:
    """Return the data of a page as CSV (RFC 4180, UTF-8, with a heading line).

    Lists are joined by ``; ``; unknown is an empty cell. A text that a spreadsheet would take for a
    formula gets an apostrophe before it.
    """
    buffer = io.StringIO()
    headings = list(dict.fromkeys((*page.columns, *(key for row in page.table for key in row))))
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(headings)
    for row in page.table:
        writer.writerow([_cell(row.get(key)) for key in headings])
    return buffer.getvalue()


def _cell(value: Json) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(_cell(part) for part in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    text = str(value)
    is_formula = isinstance(value, str) and text.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{text}" if is_formula else text


def to_json(page: Page, *, snapshot: str, as_of: str, footnotes: Mapping[str, str]) -> str:
    """Return the data of a page as JSON, with the snapshot under which it is cited."""
    content: Json = {
        "page": page.path or "index",
        "title": page.title,
        "snapshot": snapshot,
        "as_of": as_of,
        "footnotes": dict(footnotes),
        "data": [dict(row) for row in page.table] if page.data is None else page.data,
    }
    return json_text(content) + "\n"
